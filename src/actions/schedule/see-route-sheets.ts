import {calendarWarnings} from '../../domain/calendar.ts';
import type {Hazard} from '../../domain/hazards/hazard.ts';
import {isOverdue as isHazardOverdue} from '../../domain/hazards/hazard.ts';
import type {RiskPoint} from '../../domain/register/risk-point.ts';
import type {Site} from '../../domain/register/site.ts';
import {minutesOf, visitMinutes} from '../../domain/schedule/capacity.ts';
import {isOverdue, outcomeOf} from '../../domain/schedule/outcome.ts';
import {type Visit, visitsOf} from '../../domain/schedule/visits.ts';
import {walk} from '../../domain/schedule/walk.ts';
import type {Db} from '../../store/engine.ts';
import {findPeople} from '../../store/people/people.ts';
import {findPoints} from '../../store/register/risk-points.ts';
import {findSites} from '../../store/register/sites.ts';
import {openHazardsOfSites} from '../../store/schedule/pack.ts';
import {type LastLook, lastLooks, type SheetFilter, slotsOfDay} from '../../store/schedule/route-sheets.ts';
import type {Slot} from '../../store/schedule/slots.ts';
import type {Context} from '../context.ts';
import {scopeOfReader} from '../hazards/see-lists.ts';
import {itemOf} from '../hazards/view-hazard.ts';
import {reasonsOf} from './explain-slot.ts';

export type RouteSheets = Awaited<ReturnType<typeof seeRouteSheets>>;
export type RouteSheet = RouteSheets['sheets'][number];

/** What each pair is to do on a day, stop by stop in walking order; of one pair or person, or of all in scope. */
export async function seeRouteSheets(db: Db, context: Context, filter: SheetFilter) {
	const {caller, forms, now} = context;
	const slots = await slotsOfDay(db, caller.scope, filter);
	const facts = await loadFacts(db, context, slots);
	const visits = visitsOf(slots);
	const pairs = [...new Set(visits.map(({pairId}) => pairId))];
	const sheets = pairs.map(pair =>
		sheetOf(
			context,
			facts,
			visits.filter(({pairId}) => pairId === pair),
		),
	);
	return {
		day: filter.day,
		madeAt: now,
		scope: scopeOfReader(caller.scope, forms.sectors),
		warnings: calendarWarnings(forms.calendars, context.today),
		sheets,
	};
}

type Facts = Awaited<ReturnType<typeof loadFacts>>;

async function loadFacts(db: Db, context: Context, slots: readonly Slot[]) {
	const sites = [...new Set(slots.map(({siteId}) => siteId))];
	const points = [...new Set(slots.map(({riskPointId}) => riskPointId))];
	return {
		sites: await findSites(db, sites),
		points: await findPoints(db, points),
		hazards: await openHazardsOfSites(db, context.caller.scope, sites),
		looks: await lastLooks(db, points),
		why: await reasonsOf(db, context, slots),
		people: await findPeople(db, [...new Set(slots.flatMap(({assigned}) => assigned!.people))]),
	};
}

function sheetOf(context: Context, facts: Facts, visits: ReadonlyArray<Visit<Slot>>) {
	const {pairId, people} = visits[0]!;
	const bySite = new Map(visits.map(visit => [visit.siteId, visit]));
	const stops = walk(visits.map(({siteId}) => facts.sites.get(siteId)!)).map(({siteId, metres}, i) => ({
		order: i + 1,
		metres,
		...stopOf(context, facts, facts.sites.get(siteId)!, bySite.get(siteId)!.slots),
	}));
	return {
		pairId,
		people: people.map(id => ({id, name: facts.people.get(id)?.name ?? ''})),
		minutes: stops.reduce((sum, {minutes}) => sum + minutes, 0),
		metres: stops.some(({metres}) => metres === null) ? null : stops.reduce((sum, {metres}) => sum + metres!, 0),
		stops,
	};
}

function stopOf(context: Context, facts: Facts, site: Site, slots: readonly Slot[]) {
	const {id, label, name, kind, address, building, position} = site;
	return {
		site: {id, label, name, kind, address, building, position, occupant: site.occupant?.name ?? null},
		minutes: visitMinutes + slots.reduce((sum, {checklist}) => sum + minutesOf(context.forms.checklists.get(checklist)), 0),
		points: slots.map(slot => showPoint(context, facts, slot, facts.points.get(slot.riskPointId)!)),
		openHazards: facts.hazards.filter(({siteId}) => siteId === id).map(hazard => showHazard(context, hazard)),
	};
}

const showPoint = ({today, forms}: Context, {looks, why}: Facts, slot: Slot, {id, label, name, place}: RiskPoint) => ({
	slotId: slot.id,
	riskPointId: id,
	label,
	name,
	place,
	level: slot.level,
	checklist: slot.checklist,
	checklistTitle: forms.checklists.get(slot.checklist)?.title ?? slot.checklist,
	dueOn: slot.dueOn,
	outcome: outcomeOf(slot, today),
	overdue: isOverdue(slot, today),
	why: why.get(slot.id) ?? [],
	lastCheck: (looks.get(id) ?? null) as LastLook | null,
});

const showHazard = ({forms, now}: Context, hazard: Hazard) => ({
	id: hazard.id,
	number: hazard.number,
	state: hazard.state,
	grade: hazard.grade,
	redFlag: hazard.redFlag,
	riskPointId: hazard.riskPointId,
	place: hazard.place,
	item: itemOf(forms, hazard)?.title ?? '',
	description: hazard.description,
	dueOn: hazard.dueOn,
	overdue: isHazardOverdue(hazard, now),
});
