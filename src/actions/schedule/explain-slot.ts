import {type Day, plusDays} from '../../domain/days.ts';
import {raising} from '../../domain/register/risk-point.ts';
import {pairsOf, serves} from '../../domain/schedule/capacity.ts';
import {explain, type SlotStory} from '../../domain/schedule/explain.ts';
import {outcomeOf} from '../../domain/schedule/outcome.ts';
import type {Plan} from '../../domain/schedule/plan.ts';
import type {Db} from '../../store/engine.ts';
import {findPeople} from '../../store/people/people.ts';
import {findPoint, raisersOf} from '../../store/register/risk-points.ts';
import {findSite} from '../../store/register/sites.ts';
import {lastCheckBefore} from '../../store/schedule/planning.ts';
import {findPlan} from '../../store/schedule/plans.ts';
import {slotsBefore} from '../../store/schedule/slot-lists.ts';
import type {Slot} from '../../store/schedule/slots.ts';
import type {Context} from '../context.ts';
import {frequencyOfSite} from '../register/load-frequencies.ts';
import {tableInForce} from '../register/tables.ts';
import {loadCrew} from './load-crew.ts';
import {defaultHorizonDays} from './plan-slots.ts';
import {slotInScope} from './see-slots.ts';

/** Why a slot is there: plan, level, interval, last check, holiday, pause, people. */
export async function explainSlot(db: Db, context: Context, id: string): Promise<string[]> {
	return reasonsOf(db, context, await slotInScope(db, context, id));
}

/** The same for a slot in hand (the phone's pack carries it). */
export async function reasonsOf(db: Db, context: Context, slot: Slot): Promise<string[]> {
	const {today, forms} = context;
	const plan = (await findPlan(db, slot.planId))!;
	const point = await findPoint(db, slot.riskPointId);
	const site = await findSite(db, slot.siteId);
	const [previous] = await slotsBefore(db, slot, 1);
	const people = [...(slot.assigned?.people ?? []), ...(slot.excuse?.by ? [slot.excuse.by] : [])];
	const story: SlotStory = {
		slot,
		plan,
		checklistTitle: forms.checklists.get(slot.checklist)?.title ?? slot.checklist,
		assessedLevel: point?.assessedLevel ?? null,
		frequency: (await frequencyOfSite(db, context, slot.siteId)).reason,
		raisedBy: await raisedBy(db, context, slot),
		lastCheckedOn: await lastCheckBefore(db, slot.riskPointId, slot.checklist, slot.checkedOn ?? plusDays(today, 1)),
		previous: previous && {outcome: outcomeOf(previous, today), dueOn: previous.dueOn},
		pauses: site?.pauses ?? [],
		names: new Map([...(await findPeople(db, people))].map(([person, {name}]) => [person, name])),
		unplaced: slot.assigned ? 'no-time' : await whyUnplaced(db, context, slot, plan, site?.areaId),
		today,
		titles: forms.controlLevels,
	};
	return explain(story);
}

/** Numbers of the hazards that raise the level; they share the slot's community and domain. */
async function raisedBy(db: Db, context: Context, {riskPointId}: Slot): Promise<string[]> {
	const {raise} = await tableInForce(db, context, 'dynamic-risk');
	const open = (await raisersOf(db, [riskPointId])).get(riskPointId) ?? [];
	return raising(open, raise).map(({number}) => number);
}

async function whyUnplaced(
	db: Db,
	{today}: Context,
	slot: Slot,
	plan: Plan,
	areaId: string | undefined,
): Promise<SlotStory['unplaced']> {
	const horizon: Day = plusDays(today, defaultHorizonDays);
	if (slot.dueOn > horizon) return 'too-early';
	const pairs = pairsOf(await loadCrew(db, plan.teams, today, horizon), slot.domain, []);
	return pairs.some(pair => serves(pair, areaId ?? '')) ? 'no-time' : 'no-pair';
}
