import {
	stateWaiting,
	type WaitingCode,
	type WaitingThing,
	waitingCodes,
	waitingRule,
	waitingStates,
	waitingTitle,
	waitsFor,
} from '../../domain/figures/waiting.ts';
import type {Db} from '../../store/engine.ts';
import type {OpenCount} from '../../store/figures/dashboard.ts';
import {countReports} from '../../store/figures/reports.ts';
import {countLeads} from '../../store/hazards/leads.ts';
import {countListIssues} from '../../store/hazards/list-issues.ts';
import {countLowerings} from '../../store/register/lowerings.ts';
import type {Context} from '../context.ts';
import {countDuties} from '../hazards/see-duties.ts';
import {leadSightOf} from '../hazards/see-leads.ts';
import {countWaiting} from '../papers/see-papers.ts';
import {seeTables} from '../register/tables.ts';

export type Waiting = {code: WaitingCode; title: string; rule: string; count: number; overdue: number};
type Count = {count: number; overdue: number};

/** What waits for the caller by his roles, in the order of a day's work; what is late comes first, what there is none of is left out. */
export async function seeWaiting(db: Db, context: Context, open: readonly OpenCount[]): Promise<Waiting[]> {
	const {roles} = context.caller.person;
	const counts = new Map<WaitingCode, Count>();
	for (const code of waitingStates) {
		const found = open.find(({state}) => state === stateWaiting(code));
		counts.set(code, {count: found?.count ?? 0, overdue: found?.late ?? 0});
	}
	for (const {kind, role, count, overdue} of await countDuties(db, context))
		if (roles.includes(role)) counts.set(`duty-${kind}`, sum(counts.get(`duty-${kind}`), {count, overdue}));
	for (const [code, count] of Object.entries(counters) as Array<[WaitingThing, Counter]>)
		if (waitsFor(code, roles)) counts.set(code, {count: await count(db, context), overdue: 0});
	return waitingCodes
		.filter(code => waitsFor(code, roles))
		.map(code => ({code, title: waitingTitle(code), rule: waitingRule(code), ...(counts.get(code) ?? {count: 0, overdue: 0})}))
		.filter(({count}) => count > 0)
		.sort((a, b) => Number(b.overdue > 0) - Number(a.overdue > 0));
}

const sum = (a: Count = {count: 0, overdue: 0}, b: Count): Count => ({count: a.count + b.count, overdue: a.overdue + b.overdue});

type Counter = (db: Db, context: Context) => Promise<number>;
const counters: Record<WaitingThing, Counter> = {
	'paper-review': async (db, context) => (context.caller.person.reviewer ? countWaiting(db, context, 'review') : 0),
	'paper-approval': async (db, context) => countWaiting(db, context, 'approval'),
	'paper-issue': async (db, context) => countWaiting(db, context, 'issue'),
	'paper-revision': async (db, context) => countWaiting(db, context, 'revision'),
	leads: async (db, context) => countLeads(db, {state: 'received'}, leadSightOf(context)),
	lowerings: async (db, {caller, today}) => countLowerings(db, caller.scope, today),
	'list-issues': async (db, {caller}) => countListIssues(db, caller.scope, {state: 'draft'}),
	reports: async (db, {caller}) => countReports(db, caller.scope, {state: 'draft'}),
	tables: async (db, context) => (await seeTables(db, context)).filter(({draft}) => draft !== null).length,
};
