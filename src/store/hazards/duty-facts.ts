import type {Day, Instant} from '../../domain/days.ts';
import type {DutyHazard, DutyKind} from '../../domain/hazards/duties.ts';
import type {Hazard} from '../../domain/hazards/hazard.ts';
import type {Scope} from '../../domain/scope.ts';
import type {Db} from '../engine.ts';
import {type JsonPath, jsonRows} from '../json-values.ts';
import {select} from '../rows.ts';
import {scopeSql} from '../scope.ts';

/** What of a hazard is read to tell what is owed on it. */
export type OwingHazard = DutyHazard & Pick<Hazard, 'id' | 'round'> & {seq: number};

// The predicate of the partial index, letter for letter.
const unserved = `papers p join paper_hazards ph on ph.paper_id = p.id join hazards o on o.id = ph.hazard_id
	where p.kind = 'rectification-notice' and p.state = 'issued' and p.services = '[]' and o.ended_at is null`;
const withSite = `h.state in ('confirmed', 'noticed', 'rectifying')`;
const late = `${withSite} and h.due_on < :today`;

// What a hazard needs for a duty, as far as its row tells it cheaply; the domain decides. Bodies are canonical JSON,
// so a track stands there letter for letter, and a text that a person wrote cannot look like it.
const conditions: Record<DutyKind, string> = {
	'red-flag': 'h.red_flag = 0',
	'serve-notice': `h.id in (select ph.hazard_id from ${unserved})`,
	reinspect: `h.state = 'reported' or (h.state = 'rectifying' and h.due_on < :today)`,
	'decide-extension': `h.body like '%"extension":"pending"%'`,
	'decide-site-gone': `h.body like '%"siteGone":"proposed"%'`,
	'major-decision': `h.grade = 'suspected-major'`,
	'transfer-proposal': `(${withSite} or h.state = 'reported') and h.body like '%"result":"fail"%'`,
	'recurrence-transfer': `(${withSite} or h.state = 'reported') and h.body like '%"code":"third-time"%'`,
	destination: `${withSite} and h.body like '%"bounces":%'`,
	'transfer-reply': `h.state = 'transferred'`,
	'on-site-review': `h.grade = 'major' and h.body like '%"listing":"applied"%'`,
	reminder: `${withSite} and h.due_on >= :today and h.due_on <= :remindUntil`,
	notification: late,
	'supervision-letter': late,
	briefing: late,
	interview: late,
};

export type OwingAsk = {scope: Scope; kinds: readonly DutyKind[]; today: Day; remindUntil: Day};

const factNames = [
	...(['reinspections', 'dualReports', 'gradedOn', 'extension', 'delisting', 'transfers', 'bounces', 'siteGone'] as const),
	...(['supervisions', 'notifications', 'signs'] as const),
];
type KnownFacts = Pick<DutyHazard['facts'], (typeof factNames)[number]>;

/** Open hazards in scope that may owe one of these duties, and perhaps some that owe none; with what duties follow from only. */
export async function hazardsOwing(db: Db, ask: OwingAsk): Promise<OwingHazard[]> {
	const inScope = scopeSql(ask.scope);
	const named = [...new Set(ask.kinds.map(kind => conditions[kind]))].map(each => `(${each})`).join(' or ');
	const bindings: string[] = [...inScope.bindings];
	const any = named.replaceAll(/:(today|remindUntil)/g, (_, name: 'today' | 'remindUntil') => {
		bindings.push(ask[name]);
		return '?';
	});
	const [row] = await select<{rows: string}>(
		db,
		`select ${jsonRows(db, columns, 'h.body', paths)} as rows from hazards h
			where h.ended_at is null${inScope.sql && ` and ${inScope.sql}`} and (${any})`,
		bindings,
	);
	return (JSON.parse(row!.rows) as Array<[Columns, Tracks]>).map(fromValues);
}

const columns = 'h.seq, h.id, h.state, h.grade, h.red_flag, h.registered_at, h.found_on, h.due_on, h.domain';
type Columns = [number, string, Hazard['state'], Hazard['grade'], number, Instant, Day, Day, string];
const paths: JsonPath[] = [
	...[['round'], ['extension'], ['listing'], ['siteGone'], ['facts', 'reports', -1, 'on'], ['facts', 'deadlines', -1, 'at']],
	...factNames.map(name => ['facts', name]),
] as JsonPath[];
type Tracks = [number, Hazard['extension'], Hazard['listing'], Hazard['siteGone'], Day | null, Instant | null, ...unknown[]];

function fromValues([own, values]: [Columns, Tracks]): OwingHazard {
	const [seq, id, state, grade, redFlag, registeredAt, foundOn, dueOn, domain] = own;
	const [round, extension, listing, siteGone, reportedOn, deadlineAt, ...known] = values;
	const facts = Object.assign({}, ...known.map((value, i) => value !== null && {[factNames[i]!]: value})) as KnownFacts;
	const last = {reports: reportedOn ? [{on: reportedOn}] : [], deadlines: deadlineAt ? [{at: deadlineAt}] : []};
	const tracks = {round, extension, listing, siteGone, facts: {...facts, ...last}};
	return {seq, id, state, grade, redFlag: redFlag === 0, registeredAt, foundOn, dueOn, domain, ...tracks};
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
