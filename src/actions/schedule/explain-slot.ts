import {type Day, plusDays} from '../../domain/days.ts';
import {usual} from '../../domain/register/dynamic-risk.ts';
import {raising} from '../../domain/register/risk-point.ts';
import {pairsOf, serves} from '../../domain/schedule/capacity.ts';
import {explain, type SlotStory} from '../../domain/schedule/explain.ts';
import {outcomeOf} from '../../domain/schedule/outcome.ts';
import type {Plan} from '../../domain/schedule/plan.ts';
import {titleOf, type WeatherWarning} from '../../domain/schedule/weather.ts';
import type {Db} from '../../store/engine.ts';
import {findPeople} from '../../store/people/people.ts';
import {findPoints, raisersOf} from '../../store/register/risk-points.ts';
import {findSites} from '../../store/register/sites.ts';
import {findPlans} from '../../store/schedule/plans.ts';
import {checksBeforeSlots, slotsBeforeSlots} from '../../store/schedule/slot-stories.ts';
import type {Slot} from '../../store/schedule/slots.ts';
import {warningsOfPlans} from '../../store/schedule/weather-warnings.ts';
import type {Context} from '../context.ts';
import {loadFrequencies, showFrequency} from '../register/load-frequencies.ts';
import {tableInForce} from '../register/tables.ts';
import {loadCrew} from './load-crew.ts';
import {defaultHorizonDays} from './plan-slots.ts';
import {slotInScope} from './see-slots.ts';

/** Why a slot is there: plan, level, interval, last check, holiday, pause, people. */
export async function explainSlot(db: Db, context: Context, id: string): Promise<string[]> {
	const slot = await slotInScope(db, context, id);
	return (await reasonsOf(db, context, [slot])).get(id)!;
}

/** The same for slots in hand, by id (the phone's pack carries them): a fixed number of queries however many they are. */
export async function reasonsOf(db: Db, context: Context, slots: readonly Slot[]): Promise<Map<string, string[]>> {
	const facts = await loadFacts(db, context, slots);
	return new Map(slots.map(slot => [slot.id, explain(storyOf(context, facts, slot))]));
}

type Facts = Awaited<ReturnType<typeof loadFacts>>;

async function loadFacts(db: Db, context: Context, slots: readonly Slot[]) {
	const ids = slots.map(({id}) => id);
	const points = [...new Set(slots.map(({riskPointId}) => riskPointId))];
	const sites = [...new Set(slots.map(({siteId}) => siteId))];
	const people = slots.flatMap(({assigned, excuse}) => [...(assigned?.people ?? []), ...(excuse?.by ? [excuse.by] : [])]);
	const terms = await tableInForce(db, context, 'dynamic-risk');
	const plans = await findPlans(db, [...new Set(slots.map(({planId}) => planId))]);
	const unplaced = slots.filter(({assigned}) => !assigned).flatMap(({planId}) => plans.get(planId)!.teams);
	return {
		terms,
		plans,
		crew: await loadCrew(db, unplaced, context.today, horizonOf(context.today)),
		points: await findPoints(db, points),
		sites: await findSites(db, sites),
		frequencies: await loadFrequencies(db, sites, context.today, terms),
		raisers: await raisersOf(db, points),
		checks: await checksBeforeSlots(db, ids, context.today),
		previous: await slotsBeforeSlots(db, ids),
		warnings: await warningsOfPlans(db, [
			...[...plans.values()].filter(({urgent}) => urgent).map(({id}) => id),
			...new Set(slots.flatMap(({putOff}) => putOff?.planId ?? [])),
		]),
		people: await findPeople(db, [...new Set(people)]),
	};
}

function storyOf(context: Context, facts: Facts, slot: Slot): SlotStory {
	const {today, forms} = context;
	const plan = facts.plans.get(slot.planId)!;
	const site = facts.sites.get(slot.siteId);
	const previous = facts.previous.get(slot.id);
	return {
		slot,
		plan,
		checklistTitle: forms.checklists.get(slot.checklist)?.title ?? slot.checklist,
		assessedLevel: facts.points.get(slot.riskPointId)?.assessedLevel ?? null,
		frequency: showFrequency(context, facts.frequencies.get(slot.siteId) ?? usual, facts.terms).reason,
		// They share the slot's community and domain.
		raisedBy: raising(facts.raisers.get(slot.riskPointId) ?? [], facts.terms.raise).map(({number}) => number),
		lastCheckedOn: facts.checks.get(slot.id),
		previous: previous && {outcome: outcomeOf(previous, today), dueOn: previous.dueOn},
		pauses: site?.pauses ?? [],
		names: new Map([...facts.people].map(([person, {name}]) => [person, name])),
		calledOff: plan.urgent ? calledOff(facts.warnings.get(plan.id) ?? []) : undefined,
		putOff: slot.putOff && {on: slot.putOff.on, cause: titlesOf(facts.warnings.get(slot.putOff.planId) ?? [])},
		unplaced: slot.assigned ? 'no-time' : whyUnplaced(facts, context, slot, plan, site?.areaId ?? ''),
		today,
		titles: forms.controlLevels,
	};
}

const whyUnplaced = ({crew}: Facts, {today}: Context, slot: Slot, plan: Plan, areaId: string): SlotStory['unplaced'] => {
	if (slot.dueOn > horizonOf(today)) return 'too-early';
	const teams = crew.teams.filter(({id}) => plan.teams.includes(id));
	return pairsOf({...crew, teams}, slot.domain, []).some(pair => serves(pair, areaId)) ? 'no-time' : 'no-pair';
};

const titlesOf = (warnings: readonly WeatherWarning[]): string => [...new Set(warnings.map(titleOf))].join('、') || '紧急任务';

/** A patrol ends with the last of its warnings. */
const calledOff = (warnings: readonly WeatherWarning[]): string | undefined => {
	const last = warnings.every(({liftedAt}) => liftedAt) ? warnings.at(-1) : undefined;
	return last && `${titleOf(last)}已解除（${last.lifting!.reason}）`;
};

const horizonOf = (today: Day): Day => plusDays(today, defaultHorizonDays);
