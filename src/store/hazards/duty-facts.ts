import type {Day, Instant} from '../../domain/days.ts';
import type {DutyKind} from '../../domain/hazards/duties.ts';
import type {Hazard} from '../../domain/hazards/hazard.ts';
import type {Scope} from '../../domain/scope.ts';
import type {Db} from '../engine.ts';
import {select} from '../rows.ts';
import {scopeSql} from '../scope.ts';

export type OwingRow = {hazard: Hazard; gradeRank: number; redFlag: number; seq: number};

const unserved = `papers p join paper_hazards ph on ph.paper_id = p.id
	where p.kind = 'rectification-notice' and p.state = 'issued' and p.services = '[]'`;
const late = `h.state in ('confirmed', 'noticed', 'rectifying') and h.due_on < :today`;

// What a hazard needs for a duty, as far as its row tells it cheaply; the domain decides. Bodies are canonical JSON,
// so a track stands there letter for letter, and a text that a person wrote cannot look like it.
const conditions: Record<DutyKind, string> = {
	'red-flag': 'h.red_flag = 0',
	'serve-notice': `h.id in (select ph.hazard_id from ${unserved})`,
	reinspect: `h.state = 'reported' or (h.state = 'rectifying' and h.due_on < :today)`,
	'decide-extension': `h.body like '%"extension":"pending"%'`,
	'decide-site-gone': `h.body like '%"siteGone":"proposed"%'`,
	'major-decision': `h.grade = 'suspected-major'`,
	'transfer-proposal': `h.state in ('confirmed', 'noticed', 'rectifying', 'reported') and h.body like '%"result":"fail"%'`,
	destination: `h.state in ('confirmed', 'noticed', 'rectifying') and h.body like '%"bounces":%'`,
	'transfer-reply': `h.state = 'transferred'`,
	'on-site-review': `h.grade = 'major' and h.body like '%"listing":"applied"%'`,
	reminder: `h.state in ('confirmed', 'noticed', 'rectifying') and h.due_on >= :today and h.due_on <= :remindUntil`,
	notification: late,
	'supervision-letter': late,
	briefing: late,
	interview: late,
};

/** Open hazards in scope that may owe one of these duties, and perhaps some that owe none. */
export async function hazardsOwing(
	db: Db,
	ask: {scope: Scope; kinds: readonly DutyKind[]; today: Day; remindUntil: Day},
): Promise<OwingRow[]> {
	const inScope = scopeSql(ask.scope);
	const named = [...new Set(ask.kinds.map(kind => conditions[kind]))].map(each => `(${each})`).join(' or ');
	const bindings: string[] = [...inScope.bindings];
	const any = named.replaceAll(/:(today|remindUntil)/g, (_, name: 'today' | 'remindUntil') => {
		bindings.push(ask[name]);
		return '?';
	});
	const rows = await select<{body: string; grade_rank: number; red_flag: number; seq: number}>(
		db,
		`select h.body, h.grade_rank, h.red_flag, h.seq from hazards h
			where h.ended_at is null${inScope.sql && ` and ${inScope.sql}`} and (${any})`,
		bindings,
	);
	return rows.map(({body, grade_rank, red_flag, seq}) => ({
		hazard: JSON.parse(body) as Hazard,
		gradeRank: grade_rank,
		redFlag: red_flag,
		seq,
	}));
}

export const noticeRound = ({id, round}: Pick<Hazard, 'id' | 'round'>): string => `${id}#${round}`;

/** Standing notices that nobody has served, by hazard and round: the moment of issue. */
export async function unservedNotices(db: Db, hazardId?: string): Promise<Map<string, Instant>> {
	const rows = await select<{hazard_id: string; round: number; issued_at: Instant}>(
		db,
		`select ph.hazard_id, ph.round, p.issued_at from ${unserved}${hazardId === undefined ? '' : ' and ph.hazard_id = ?'}`,
		hazardId === undefined ? [] : [hazardId],
	);
	return new Map(rows.map(({hazard_id, round, issued_at}) => [noticeRound({id: hazard_id, round}), issued_at]));
}
