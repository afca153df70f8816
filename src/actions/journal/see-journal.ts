import type {Day, Instant} from '../../domain/days.ts';
import type {Entry} from '../../domain/journal/journal.ts';
import {hideNumbers, hidePersonal, type Sight, sightOf} from '../../domain/personal.ts';
import {may} from '../../domain/policy.ts';
import {Problem} from '../../domain/problem.ts';
import type {Db} from '../../store/engine.ts';
import {picturesOf} from '../../store/journal/as-of.ts';
import {type JournalFilter, journalPage} from '../../store/journal/journal.ts';
import {namesOf} from '../../store/journal/names.ts';
import {listSeals} from '../../store/journal/seals.ts';
import {countEntries, isVisible} from '../../store/journal/subjects.ts';
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
	/** How the subject stood before, when asked; null for its first entry. */
	before?: unknown;
};
export type JournalQuery = JournalFilter & {
	after?: number;
	limit: number;
	count: boolean;
	isNewestFirst: boolean;
	withBefore: boolean;
};
export type JournalPage = {items: SeenEntry[]; next: number | null; total?: number};

/** The journal of one subject in the caller's scope, or for administrator and auditor the whole (rules §1.2, §1.7). */
export async function seeJournal(
	db: Db,
	context: Context,
	{count, limit, withBefore, ...query}: JournalQuery,
): Promise<JournalPage> {
	await checkSight(db, context, query.subject);
	const rows = await journalPage(db, {...query, limit: limit + 1});
	const items = rows.slice(0, limit);
	const {after: _, isNewestFirst: __, ...filter} = query;
	const sight = sightOf(context.caller.person.roles);
	const shown = await dress(db, items, sight);
	return {
		items: withBefore ? await addBefore(db, shown, sight) : shown,
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

async function addBefore(db: Db, entries: SeenEntry[], sight: Sight): Promise<SeenEntry[]> {
	const all: SeenEntry[] = [];
	for (const entry of entries) {
		const {subject, version} = entry;
		const before = version > 1 ? await picturesOf<unknown>(db, [{subject, version: version - 1}]) : undefined;
		all.push({...entry, before: hidePersonal(before?.get(subject) ?? null, sight)});
	}
	return all;
}

/** What subjects (`site:…`) are called, as far as the reader may see them. */
export const seeNames = async (db: Db, {caller}: Context, subjects: readonly string[]): Promise<Record<string, string>> =>
	namesOf(db, subjects, {
		scope: may(caller.person.roles, 'read-whole-journal') ? null : caller.scope,
		personId: caller.person.id,
	});

/** The seals, newest first; `before`: those of earlier days. */
export async function seeSeals(db: Db, {before, limit}: {before?: Day; limit: number}) {
	const seals = (await listSeals(db)).reverse().filter(({day}) => before === undefined || day < before);
	const items = seals.slice(0, limit).map(({day, count, hash, madeAt}) => ({day, count, hash, madeAt}));
	return {items, next: seals.length > limit ? items.at(-1)!.day : null};
}
