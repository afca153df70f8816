import type {Day} from '../../domain/days.ts';
import {type Fault, Problem, unprocessable} from '../../domain/problem.ts';
import type {Leave} from '../../domain/schedule/team.ts';
import {decidePut, type PutDecision} from '../../domain/versioned.ts';
import type {Db} from '../../store/engine.ts';
import {record} from '../../store/journal/journal.ts';
import {findPerson} from '../../store/people/people.ts';
import {findLeave, listLeave, listTeams, saveLeave} from '../../store/schedule/teams.ts';
import type {Context} from '../context.ts';
import {requireUuid} from '../cursor.ts';
import {fromCursor, toCursor} from '../page-key.ts';
import {makeWay} from './make-way.ts';
import {replanTeams} from './plan-slots.ts';

/** Enters or changes leave; the visits of those days go to others or to other days. */
export async function putLeave(db: Db, context: Context, id: string, body: Record<string, unknown>): Promise<PutDecision<Leave>> {
	requireUuid(id);
	const before = await findLeave(db, id, {forUpdate: true});
	const decision = decidePut<Leave>(before, body, {
		defaults: {id, personId: '', from: '', to: ''},
		required: ['personId', 'from', 'to'],
	});
	if (decision.kind === 'unchanged') return decision;
	const leave = decision.value;
	const faults: Fault[] = [];
	if (!(await findPerson(db, leave.personId))) faults.push({path: '/personId', message: '没有这个人。'});
	if (leave.to < leave.from) faults.push({path: '/to', message: '不能早于起始日期。'});
	if (faults.length > 0) throw unprocessable(faults);
	await saveLeave(db, leave);
	await record(db, context, {subject: `leave:${id}`, version: leave.version, action: `leave-${decision.kind}`, after: leave});
	const people = [leave.personId, before?.personId];
	const teams = (await listTeams(db)).filter(team => team.pairs.some(pair => pair.people.some(each => people.includes(each))));
	await replanTeams(
		db,
		context,
		teams.map(team => team.id),
	);
	await makeWay(db, context);
	return decision;
}

export async function seeLeave(db: Db, id: string): Promise<Leave> {
	const leave = await findLeave(db, id);
	if (!leave) throw new Problem(404, 'not-found', '没有这条请假记录。');
	return leave;
}

export async function seeLeaves(
	db: Db,
	{after, limit = 50, ...filter}: {person?: string; from?: Day; to?: Day; after?: string; limit?: number},
): Promise<{items: Leave[]; next: string | null}> {
	const key = fromCursor<[Day, string]>(after, 'ss');
	const rows = await listLeave(db, filter, {...(key && {after: key}), limit: limit + 1});
	const items = rows.slice(0, limit);
	const last = items.at(-1);
	return {items, next: rows.length > limit && last ? toCursor([last.from, last.id]) : null};
}
