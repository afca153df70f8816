import {type Day, maxDay} from '../../domain/days.ts';
import {unprocessable} from '../../domain/problem.ts';
import type {Pair} from '../../domain/schedule/assign.ts';
import {type Crew, minutesOf, pairsOf, serves, visitMinutes} from '../../domain/schedule/capacity.ts';
import type {Plan} from '../../domain/schedule/plan.ts';
import type {Db} from '../../store/engine.ts';
import {findPerson} from '../../store/people/people.ts';
import {findSites} from '../../store/register/sites.ts';
import {findPlans} from '../../store/schedule/plans.ts';
import {slotsHeldBy} from '../../store/schedule/slot-lists.ts';
import type {Slot} from '../../store/schedule/slots.ts';
import {listTeams} from '../../store/schedule/teams.ts';
import {assignSlots, standingVisits} from '../../store/schedule/visits.ts';
import type {Context} from '../context.ts';
import {loadCrew} from './load-crew.ts';
import {makeWay} from './make-way.ts';
import {type SlotLine, showLines} from './see-slots.ts';

export type HandOver = {
	given: number;
	refused: number;
	/** `fault`: why it stays where it is. */
	items: Array<SlotLine & {fault: string | null}>;
	/** The days of the pair that gets them, as they would be. */
	load: Array<{day: Day; minutes: number; minutesPerDay: number}>;
	/** There are more than one hand-over takes; do it again. */
	more: boolean;
};
type Asked = {personId: string; pairId: string; from?: Day; slotIds?: readonly string[]};
type Decided = {slots: Slot[]; faults: Map<string, string>; crew: Crew; more: boolean; plans: ReadonlyMap<string, Plan>};

const most = 500;

/** What would come of giving a person's open slots to another pair, each on the day it has. Nothing is saved. */
export async function previewHandOver(db: Db, context: Context, asked: Asked): Promise<HandOver> {
	return report(db, context, asked, await decide(db, context, asked));
}

/** Gives them; what the pair may not take stays where it is. Assignments are derived data without entries (rules §1.12). */
export async function handOver(db: Db, context: Context, asked: Asked): Promise<HandOver> {
	const decided = await decide(db, context, asked);
	const people = peopleOf(decided.crew, asked.pairId);
	const given = decided.slots.filter(({id}) => !decided.faults.has(id));
	await assignSlots(
		db,
		given.map(({id, assigned}) => ({id, assigned: {on: assigned!.on, pairId: asked.pairId, people}})),
	);
	if (given.some(({planId}) => decided.plans.get(planId)?.urgent)) await makeWay(db, context);
	return report(db, context, asked, decided);
}

async function decide(db: Db, context: Context, {personId, pairId, from, slotIds}: Asked): Promise<Decided> {
	const {caller, today} = context;
	const since = maxDay(from ?? today, today);
	const held = await slotsHeldBy(db, caller.scope, {personId, from: since, today, limit: most + 1});
	const wanted = slotIds && new Set(slotIds);
	const slots = held.slice(0, most).filter(({id, assigned}) => (!wanted || wanted.has(id)) && assigned!.pairId !== pairId);
	const teams = (await listTeams(db)).map(({id}) => id);
	const crew = await loadCrew(
		db,
		teams,
		today,
		slots.reduce((last, {assigned}) => maxDay(last, assigned!.on), today),
	);
	await requireKnown(db, crew, personId, pairId);
	const plans = await findPlans(db, [...new Set(slots.map(({planId}) => planId))]);
	return {slots, faults: await faultsOf(db, slots, crew, plans, pairId), crew, more: held.length > most, plans};
}

async function requireKnown(db: Db, crew: Crew, personId: string, pairId: string): Promise<void> {
	const faults = [
		...((await findPerson(db, personId)) ? [] : [{path: '/personId', message: '没有这个人。'}]),
		...(peopleOf(crew, pairId).length > 0 ? [] : [{path: '/pairId', message: '没有这一组。'}]),
		...(peopleOf(crew, pairId).includes(personId) ? [{path: '/pairId', message: '此人就在这一组，请选另一组。'}] : []),
	];
	if (faults.length > 0) throw unprocessable(faults);
}

const peopleOf = ({teams}: Crew, pairId: string): string[] =>
	teams.flatMap(team => team.pairs.filter(({id}) => id === pairId)).flatMap(({people}) => people);

/** The same conditions as for one slot given by hand. */
async function faultsOf(
	db: Db,
	slots: readonly Slot[],
	crew: Crew,
	plans: ReadonlyMap<string, Plan>,
	pairId: string,
): Promise<Map<string, string>> {
	const faults = new Map<string, string>();
	const sites = await findSites(db, [...new Set(slots.map(({siteId}) => siteId))]);
	const days = [...new Set(slots.map(({assigned}) => assigned!.on))];
	const found = new Map<string, Pair | undefined>();
	const pairFor = (planId: string, domain: string): Pair | undefined => {
		const key = `${planId} ${domain}`;
		if (!found.has(key)) {
			const teams = crew.teams.filter(team => plans.get(planId)?.teams.includes(team.id));
			found.set(
				key,
				pairsOf({...crew, teams}, domain, days).find(({id}) => id === pairId),
			);
		}
		return found.get(key);
	};
	for (const {id, planId, domain, siteId, assigned} of slots) {
		const pair = pairFor(planId, domain);
		const site = sites.get(siteId);
		if (!pair) faults.set(id, '计划的检查队中没有这一组。');
		else if (!site || !serves(pair, site.areaId)) faults.set(id, '这一组的检查队或人员的范围不含该场所。');
		else if (pair.off.includes(assigned!.on)) faults.set(id, '这一组当天有人请假、离岗，或尚未成组。');
	}
	return faults;
}

async function report(db: Db, context: Context, {pairId}: Asked, {slots, faults, crew, more}: Decided): Promise<HandOver> {
	const lines = await showLines(db, context, slots);
	const given = slots.filter(({id}) => !faults.has(id));
	return {
		given: given.length,
		refused: faults.size,
		items: lines.map(line => ({...line, fault: faults.get(line.id) ?? null})),
		load: await loadOf(db, context, crew, pairId, given),
		more,
	};
}

async function loadOf(db: Db, {today, forms}: Context, {teams}: Crew, pairId: string, given: readonly Slot[]) {
	const minutesPerDay = teams.find(({pairs}) => pairs.some(({id}) => id === pairId))!.minutesPerDay;
	const ids = new Set(given.map(({id}) => id));
	const standing = (await standingVisits(db, [pairId], today)).filter(({id}) => !ids.has(id));
	const days = new Map<Day, {minutes: number; sites: Set<string>}>();
	for (const {assigned, siteId, checklist} of [...standing, ...given]) {
		const day = days.get(assigned!.on) ?? {minutes: 0, sites: new Set<string>()};
		days.set(assigned!.on, day);
		day.minutes += minutesOf(forms.checklists.get(checklist)) + (day.sites.has(siteId) ? 0 : visitMinutes);
		day.sites.add(siteId);
	}
	const touched = new Set(given.map(({assigned}) => assigned!.on));
	return [...days]
		.filter(([day]) => touched.has(day))
		.sort(([a], [b]) => (a < b ? -1 : 1))
		.map(([day, {minutes}]) => ({day, minutes, minutesPerDay}));
}
