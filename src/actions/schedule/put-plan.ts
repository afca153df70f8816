import {type Fault, Problem, unprocessable} from '../../domain/problem.ts';
import {domainOf, mostPointsAtOnce, type Plan, type PlanScope, planFaults, withDefaults} from '../../domain/schedule/plan.ts';
import {areasBelow, communityOf, isInScope, type Scope} from '../../domain/scope.ts';
import {decidePut, type PutDecision} from '../../domain/versioned.ts';
import type {Db} from '../../store/engine.ts';
import {record} from '../../store/journal/journal.ts';
import {type Area, listAreas} from '../../store/register/areas.ts';
import {holdsPoints} from '../../store/schedule/planning.ts';
import {countPlans, findPlan, listPlans, savePlan} from '../../store/schedule/plans.ts';
import {listTeams} from '../../store/schedule/teams.ts';
import type {Context} from '../context.ts';
import {cursorOf, readCursor, requireUuid} from '../cursor.ts';
import {planSlots, pointsOf} from './plan-slots.ts';

/** Makes or changes a plan. Its slots follow at once unless it is very large; then the nightly run makes them. */
export async function putPlan(db: Db, context: Context, id: string, body: Record<string, unknown>): Promise<PutDecision<Plan>> {
	const current = await findPlan(db, id, {forUpdate: true});
	const decision = await decidePlan(db, context, id, current, body, {mayBeEmpty: false});
	if (decision.kind === 'unchanged') return decision;
	const plan = decision.value;
	await savePlan(db, plan, domainOf(plan, context.forms));
	await record(db, context, {subject: `plan:${id}`, version: plan.version, action: `plan-${decision.kind}`, after: plan});
	if ((await pointsOf(db, context, plan)) <= mostPointsAtOnce) await planSlots(db, context, {planId: id});
	return decision;
}

/** What a body makes of a plan: out of scope 404, then version, then all faults at once. */
export async function decidePlan(
	db: Db,
	context: Context,
	id: string,
	current: Plan | undefined,
	body: Record<string, unknown>,
	{mayBeEmpty = true} = {},
): Promise<PutDecision<Plan>> {
	requireUuid(id);
	const areas = await listAreas(db);
	const settled = withDefaults(withoutNulls(body), current, context.forms);
	requireReach(context, areas, current);
	requireReach(context, areas, {...blank, ...current, ...(settled as Partial<Plan>)});
	const decision = decidePut<Plan>(current, settled, {defaults: {...blank, id, from: context.today}, required: []});
	if (decision.kind === 'unchanged') return decision;
	const faults = planFaults(decision.value, {
		forms: context.forms,
		areaIds: new Set(areas.map(area => area.id)),
		teamIds: new Set((await listTeams(db)).map(team => team.id)),
	});
	if (!mayBeEmpty && !faults.some(({path}) => /^.(scope|checklist)/.test(path)))
		faults.push(...(await emptyFaults(db, context, areas, decision.value, current)));
	if (faults.length > 0) throw unprocessable(faults);
	return decision;
}

/** A plan over nothing would look like one that is kept. Levels come and go and are not asked; an office without any point of the field is being set up. */
async function emptyFaults(
	db: Db,
	{forms, today}: Context,
	areas: readonly Area[],
	plan: Plan,
	current: Plan | undefined,
): Promise<Fault[]> {
	const {areaId, kinds, tags} = plan.scope;
	const narrow = (scope: PlanScope) => JSON.stringify([scope.areaId, scope.kinds, scope.tags]);
	if (current?.checklist === plan.checklist && narrow(current.scope) === narrow(plan.scope)) return [];
	const domain = domainOf(plan, forms);
	const held = {domain, today, areaIds: areaId ? areasBelow(areas, areaId) : null, kinds: kinds ?? [], tags: tags ?? []};
	if (await holdsPoints(db, held)) return [];
	if (!(await holdsPoints(db, {domain, today, areaIds: null, kinds: [], tags: []}))) return [];
	return [{path: '/scope', message: '范围内没有一个风险点，请核对区域、场所类别和标签。'}];
}

const blank: Omit<Plan, 'id' | 'version' | 'from'> = {
	name: '',
	checklist: '',
	scope: {},
	intervals: {},
	earlyDays: 0,
	anchor: 'completion',
	weekdays: [1, 2, 3, 4, 5],
	holidays: 'keep',
	teams: [],
	to: null,
	graceDays: 0,
	campaign: false,
	basis: null,
	urgent: false,
};

/** `null` clears: back to no limit, to the sector's defaults, to no grace. */
function withoutNulls(body: Record<string, unknown>): Record<string, unknown> {
	const {scope, intervals, graceDays, ...rest} = body;
	return {
		...rest,
		...(scope !== undefined && {
			scope: Object.fromEntries(Object.entries((scope ?? {}) as PlanScope).filter(([, value]) => value != null)),
		}),
		...(intervals !== undefined && {intervals: intervals ?? {}}),
		...(graceDays !== undefined && {graceDays: graceDays ?? 0}),
	};
}

/** The whole of a plan's area must lie in the scope of whoever changes it (rules §1.7). An unknown area is a fault, told later. */
export function requireReach(
	{caller, forms}: Context,
	areas: readonly Area[],
	plan: Pick<Plan, 'scope' | 'checklist'> | undefined,
): void {
	if (!plan || covers(caller.scope, areas, plan.scope.areaId ?? null, domainOf(plan, forms) || null)) return;
	throw new Problem(404, 'not-found', '计划的区域不全在您的范围内，或者没有这个计划。');
}

function covers(scope: Scope, areas: readonly Area[], areaId: string | null, domain: string | null): boolean {
	if (scope === 'all') return true;
	if (areaId !== null && !areas.some(area => area.id === areaId)) return true;
	const below = areaId === null ? areas.map(area => area.id) : areasBelow(areas, areaId);
	const communities = new Set(below.flatMap(id => communityOf(areas, id) ?? []));
	return communities.size > 0 && [...communities].every(community => isInScope(scope, community, domain));
}

/** Every member of staff sees every plan (rules §1.7). */
export async function seePlan(db: Db, id: string): Promise<Plan> {
	const plan = await findPlan(db, id);
	if (!plan) throw new Problem(404, 'not-found', '没有这个计划。');
	return plan;
}

export async function seePlans(
	db: Db,
	{after, limit = 50, count}: {after?: string; limit?: number; count?: boolean},
): Promise<{items: Plan[]; next: string | null; total?: number}> {
	const seq = readCursor(after);
	const rows = await listPlans(db, {...(seq !== undefined && {after: seq}), limit: limit + 1});
	const page = rows.slice(0, limit);
	return {
		items: page.map(({plan}) => plan),
		next: cursorOf(rows.length > limit ? page.at(-1)!.seq : null),
		...(count && {total: await countPlans(db)}),
	};
}
