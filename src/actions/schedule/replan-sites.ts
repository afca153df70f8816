import {plusDays} from '../../domain/days.ts';
import type {Db} from '../../store/engine.ts';
import {plansAtWork} from '../../store/schedule/plans.ts';
import {type Context, systemActor} from '../context.ts';
import {frequencyOfSite} from '../register/load-frequencies.ts';
import {defaultHorizonDays, type PlanRun, planSlots} from './plan-slots.ts';

/** Plans again what all plans ask of these sites: their hazards changed levels in force or how often they are inspected. */
export async function replanSites(db: Db, context: Context, siteIds: readonly string[]): Promise<PlanRun[]> {
	const {today} = context;
	const runs: PlanRun[] = [];
	const slice = {after: 0, limit: Number.MAX_SAFE_INTEGER, siteIds};
	const act = {...context, actor: systemActor};
	for (const planId of await plansAtWork(db, today, plusDays(today, defaultHorizonDays)))
		runs.push(...(await planSlots(db, act, {planId, slice})));
	return runs;
}

/** Whether a visit on a day was the clean one after which the site is inspected as often as others. */
export async function isBackToUsual(db: Db, context: Context, siteId: string, day: string): Promise<boolean> {
	return (await frequencyOfSite(db, context, siteId)).until === day;
}
