import type {Instant} from '../../domain/days.ts';
import type {Entry} from '../../domain/journal/journal.ts';
import {hideNumbers, hidePersonal, type Sight, sightOf} from '../../domain/personal.ts';
import {may} from '../../domain/policy.ts';
import {Problem} from '../../domain/problem.ts';
import type {Db} from '../../store/engine.ts';
import {journalPage} from '../../store/journal/journal.ts';
import {countEntries, isVisible, type JournalFilter} from '../../store/journal/subjects.ts';
import {findPeople} from '../../store/people/people.ts';
import type {Context} from '../context.ts';

export type SeenEntry = {
	seq: number;
	subject: string;
	version: number;
	at: Instant;
	actor: string;
	actorName: string | null;
	action: string;
	reason: string | null;
	after: unknown;
};
export type JournalQuery = JournalFilter & {after?: number; limit: number; count: boolean};
export type JournalPage = {items: SeenEntry[]; next: number | null; total?: number};

/** The journal of one subject in the caller's scope, or for administrator and auditor the whole (rules §1.2, §1.7). */
export async function seeJournal(db: Db, context: Context, {count, limit, ...query}: JournalQuery): Promise<JournalPage> {
	await checkSight(db, context, query.subject);
	const rows = await journalPage(db, {...query, limit: limit + 1});
	const items = rows.slice(0, limit);
	const {after: _, ...filter} = query;
	return {
		items: await dress(db, items, sightOf(context.caller.person.roles)),
		next: rows.length > limit ? items.at(-1)!.seq : null,
		...(count && {total: await countEntries(db, filter)}),
	};
}

async function checkSight(db: Db, {caller}: Context, subject: string | undefined): Promise<void> {
	const seesAll = may(caller.person.roles, 'read-whole-journal');
	if (subject === undefined) {
		if (!seesAll) throw new Problem(403, 'role', '全部日志只供管理员和督查查阅，请指明对象 subject。');
		return;
	}
	const isKnown = (await countEntries(db, {subject})) > 0;
	if (!isKnown || !(seesAll || (await isVisible(db, subject, caller.scope, caller.person.id))))
		throw new Problem(404, 'not-found', '没有找到这个对象的日志。');
}

/** Actors that are not people. */
const systemActors: Record<string, string> = {public: '公开页面', system: '系统', 'command-line': '命令行', contact: '责任单位'};

async function dress(db: Db, entries: Array<Entry & {seq: number}>, sight: Sight): Promise<SeenEntry[]> {
	const people = await findPeople(db, [...new Set(entries.map(({actor}) => actor))]);
	return entries.map(({seq, subject, version, at, actor, action, reason, after}) => ({
		seq,
		subject,
		version,
		at,
		actor,
		actorName: people.get(actor)?.name ?? systemActors[actor] ?? null,
		action,
		reason: reason === null ? null : hideNumbers(reason, sight),
		after: hidePersonal(JSON.parse(after), sight),
	}));
}
