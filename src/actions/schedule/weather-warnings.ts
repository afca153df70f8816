import {v5} from 'uuid';
import type {Instant} from '../../domain/days.ts';
import {Problem, unprocessable} from '../../domain/problem.ts';
import {newestChecklist} from '../../domain/schedule/key-dates.ts';
import {domainOf, type Plan} from '../../domain/schedule/plan.ts';
import {
	callsForPatrol,
	momentFaults,
	patrolOf,
	titleOf,
	type WeatherResponse,
	type WeatherWarning,
} from '../../domain/schedule/weather.ts';
import {areasBelow} from '../../domain/scope.ts';
import {checkVersion} from '../../domain/versioned.ts';
import type {Db} from '../../store/engine.ts';
import {record} from '../../store/journal/journal.ts';
import {type Area, listAreas} from '../../store/register/areas.ts';
import {supersedeSlots} from '../../store/schedule/planning.ts';
import {findPlan, savePlan} from '../../store/schedule/plans.ts';
import {openSlotsOfPlan} from '../../store/schedule/slot-lists.ts';
import {listTeams} from '../../store/schedule/teams.ts';
import {
	findWarning,
	listWarnings,
	oneWarningAtATime,
	saveWarning,
	standingPatrols,
} from '../../store/schedule/weather-warnings.ts';
import type {Context} from '../context.ts';
import {cursorOf, readCursor} from '../cursor.ts';
import {tableInForce} from '../register/tables.ts';
import {teamsFor} from './campaign-templates.ts';
import {makeWay} from './make-way.ts';
import {planSlots} from './plan-slots.ts';
import {requireReach} from './put-plan.ts';

type WarningBody = Pick<WeatherWarning, 'id' | 'kind' | 'level' | 'issuedAt' | 'source'> & {
	areaId?: string | null;
	teams?: string[];
};
/** `unassigned`: slots that no pair could be found for; `putOff`: other visits that made way; null when the warning called for no patrol. */
export type Registered = WeatherWarning & {
	patrol: {slots: number; unassigned: number; putOff: number; note: string | null} | null;
};

/** Registers a warning; a level of the office's table (red by 上海市防汛条例 art 41(二)) makes the underground patrol at once. */
export async function registerWarning(db: Db, context: Context, {teams, ...body}: WarningBody): Promise<Registered> {
	const terms = await tableInForce(db, context, 'weather-response');
	const areas = await listAreas(db);
	const areaId = body.areaId ?? null;
	requireWarningReach(context, areas, areaId, terms);
	await oneWarningAtATime(db);
	if (await findWarning(db, body.id)) throw new Problem(409, 'id-taken', '这个编号已登记过一次预警，请换一个编号。');
	const faults = momentFaults(body.issuedAt, '/issuedAt', context.now);
	if (areaId !== null && !areas.some(({id}) => id === areaId)) faults.push({path: '/areaId', message: '没有这个区域。'});
	const known = (await listTeams(db)).map(({id}) => id);
	for (const [i, team] of (teams ?? []).entries())
		if (!known.includes(team)) faults.push({path: `/teams/${i}`, message: '没有这支检查队。'});
	if (faults.length > 0) throw unprocessable(faults);
	const planId = callsForPatrol(terms, body) ? await patrolFor(db, context, {...body, areaId}, terms, areas, teams) : null;
	const warning: WeatherWarning = {...body, areaId, planId, liftedAt: null, lifting: null, version: 1};
	await saveWarning(db, warning);
	if (planId) await planSlots(db, context, {planId});
	const putOff = planId ? await makeWay(db, context) : 0;
	const after = planId ? {...warning, putOff} : warning;
	await record(db, context, {subject: `weather-warning:${warning.id}`, version: 1, action: 'weather-warning', after});
	return {...warning, patrol: planId ? {...(await progressOf(db, context, planId)), putOff} : null};
}

/** The patrol that is under way for another warning over the same ground, or a new one. */
async function patrolFor(
	db: Db,
	context: Context,
	warning: Omit<WarningBody, 'teams'> & {areaId: string | null},
	terms: WeatherResponse,
	areas: readonly Area[],
	given: string[] | undefined,
): Promise<string> {
	const standing = (await standingPatrols(db)).find(
		({areaId}) => areaId === null || (warning.areaId !== null && areasBelow(areas, areaId).includes(warning.areaId)),
	);
	if (standing) return standing.planId;
	const patrol = patrolOf(warning, terms, context.forms, context.today);
	const domain = newestChecklist(context.forms, terms.checklist)!.domain;
	const plan: Plan = {...patrol, id: v5('patrol', warning.id), teams: given ?? (await teamsFor(db, domain)), version: 1};
	await savePlan(db, plan, domain);
	await record(db, context, {subject: `plan:${plan.id}`, version: 1, action: 'plan-made', after: plan});
	return plan.id;
}

async function progressOf(db: Db, {today}: Context, planId: string) {
	const open = await openSlotsOfPlan(db, planId, today);
	const unassigned = open.filter(({assigned}) => !assigned).length;
	const note = unassigned > 0 ? `有${unassigned}项巡查任务没有人手，请立即为本次巡查指定检查队或增派人员。` : null;
	return {slots: open.length, unassigned, note};
}

export type LiftingBody = {at?: Instant; reason: string; version?: number};

/** Lifts a warning. When it was the last that its patrol hung on, what is not yet patrolled is called off. */
export async function liftWarning(db: Db, context: Context, id: string, body: LiftingBody): Promise<WeatherWarning> {
	const {now, actor} = context;
	await oneWarningAtATime(db);
	const before = await findWarning(db, id, {forUpdate: true});
	if (!before) throw new Problem(404, 'not-found', '没有这次预警。');
	requireWarningReach(context, await listAreas(db), before.areaId, await tableInForce(db, context, 'weather-response'));
	checkVersion(before, body.version);
	if (before.liftedAt) throw new Problem(409, 'illegal-state', '这次预警已经解除。', [], {current: before});
	const at = body.at ?? now;
	const faults = momentFaults(at, '/at', now, before.issuedAt);
	if (faults.length > 0) throw unprocessable(faults);
	const warning = {...before, liftedAt: at, lifting: {by: actor, reason: body.reason}, version: before.version + 1};
	await saveWarning(db, warning);
	const superseded = before.planId ? await callOff(db, context, before.planId, warning) : [];
	await record(db, context, {
		subject: `weather-warning:${id}`,
		version: warning.version,
		action: 'weather-warning-lifted',
		reason: body.reason,
		after: {...warning, superseded},
	});
	return warning;
}

async function callOff(db: Db, context: Context, planId: string, warning: WeatherWarning): Promise<string[]> {
	const {today} = context;
	if ((await standingPatrols(db)).some(other => other.planId === planId)) return [];
	const plan = (await findPlan(db, planId, {forUpdate: true}))!;
	const ended: Plan = {...plan, to: today < plan.from ? plan.from : today, version: plan.version + 1};
	await savePlan(db, ended, domainOf(plan, context.forms));
	const reason = `${titleOf(warning)}解除：${warning.lifting!.reason}`;
	await record(db, context, {subject: `plan:${planId}`, version: ended.version, action: 'plan-changed', reason, after: ended});
	const open = (await openSlotsOfPlan(db, planId, today)).map(slot => ({id: slot.id, by: null, on: today}));
	await supersedeSlots(db, open);
	return open.map(({id}) => id);
}

/** Whose scope holds the warning's area may register and lift it (rules §1.7). */
function requireWarningReach(
	context: Context,
	areas: readonly Area[],
	areaId: string | null,
	{checklist}: WeatherResponse,
): void {
	const key = newestChecklist(context.forms, checklist)?.key ?? '';
	requireReach(context, areas, {checklist: key, scope: areaId === null ? {} : {areaId}});
}

export async function seeWarning(db: Db, id: string): Promise<WeatherWarning> {
	const warning = await findWarning(db, id);
	if (!warning) throw new Problem(404, 'not-found', '没有这次预警。');
	return warning;
}

/** Warnings are public: every member of staff sees them all, the latest first. */
export async function seeWarnings(
	db: Db,
	{standing, after, limit = 50}: {standing?: boolean; after?: string; limit?: number},
): Promise<{items: WeatherWarning[]; next: string | null}> {
	const before = readCursor(after);
	const rows = await listWarnings(db, {
		...(standing !== undefined && {standing}),
		...(before !== undefined && {before}),
		limit: limit + 1,
	});
	const page = rows.slice(0, limit);
	return {items: page.map(({warning}) => warning), next: cursorOf(rows.length > limit ? page.at(-1)!.seq : null)};
}
