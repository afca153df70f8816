import type {ResolvedChecklist} from '../../domain/content.ts';
import {type Day, dayOf, plusDays, plusInterval, plusMilliseconds, startOf} from '../../domain/days.ts';
import {type Hazard, isOverdue, stateNames} from '../../domain/hazards/hazard.ts';
import {bySpecificity, type Route} from '../../domain/hazards/routing.ts';
import {namedBy, type PaperTitle} from '../../domain/papers/titles.ts';
import {isActive} from '../../domain/person.ts';
import {isToReinspect, lookbackTerms, mayLookBack, packDays, photosAtClose} from '../../domain/schedule/pack.ts';
import {visitsOf} from '../../domain/schedule/visits.ts';
import {type WalkSite, walk} from '../../domain/schedule/walk.ts';
import type {Db} from '../../store/engine.ts';
import {personNames} from '../../store/hazards/hazard-names.ts';
import {listPeople} from '../../store/people/people.ts';
import {pointsOfSites} from '../../store/register/risk-points.ts';
import {standingPapers} from '../../store/register/site-file.ts';
import {findSites} from '../../store/register/sites.ts';
import {
	closedHazardsOfSites,
	hazardsAwaitingLook,
	lastAnswers,
	lastInspectionsOf,
	openHazardsOfSites,
	openSlotsOfSite,
	slotsOfPerson,
} from '../../store/schedule/pack.ts';
import type {Slot} from '../../store/schedule/slots.ts';
import type {Context} from '../context.ts';
import {itemOf} from '../hazards/view-hazard.ts';
import {seeAreas} from '../register/see-areas.ts';
import {seeCalendar, seeCriteria} from '../register/see-methods.ts';
import {showPoints} from '../register/see-risk-points.ts';
import {showSites, siteInScope} from '../register/see-sites.ts';
import {routesInForce, tableInForce} from '../register/tables.ts';
import {reasonsOf} from './explain-slot.ts';
import {showSlot} from './see-slots.ts';

const mostReinspections = 100;

/** What the phone needs to work without a network for some days (rules §1.8). */
export async function seePack(db: Db, context: Context, days: number) {
	const {caller, today} = context;
	const to = plusDays(today, days - 1);
	const slots = await slotsOfPerson(db, caller.scope, {personId: caller.person.id, from: today, to, today});
	const awaiting = await hazardsAwaitingLook(db, caller.scope, to, mostReinspections);
	const own = awaiting.filter(hazard => isToReinspect(hazard, caller.person, to));
	const sites = await findSites(db, distinct(slots.map(({siteId}) => siteId)));
	const siteIds = distinct([...slots, ...own].map(({siteId}) => siteId));
	return packOf(db, context, {slots: inWalkingOrder(slots, sites), siteIds, to});
}

/** The same for one site that was not in it: everything open there, whoever is to go. */
export async function seeSitePack(db: Db, context: Context, siteId: string) {
	const {caller, today} = context;
	await siteInScope(db, context, siteId);
	const to = plusDays(today, packDays - 1);
	return packOf(db, context, {slots: await openSlotsOfSite(db, caller.scope, siteId, today, to), siteIds: [siteId], to});
}

/** By day, and within a day in the order in which to walk. */
function inWalkingOrder(slots: readonly Slot[], sites: ReadonlyMap<string, WalkSite>): Slot[] {
	const visits = visitsOf(slots);
	return distinct(visits.map(({on}) => on)).flatMap(day => {
		const own = visits.filter(({on}) => on === day);
		const order = walk(distinct(own.map(({siteId}) => siteId)).map(id => sites.get(id)!));
		return order.flatMap(stop => own.filter(({siteId}) => siteId === stop.siteId).flatMap(visit => visit.slots));
	});
}

export type Pack = Awaited<ReturnType<typeof packOf>>;
type Matter = {slots: Slot[]; siteIds: string[]; to: Day};

async function packOf(db: Db, context: Context, {slots, siteIds, to}: Matter) {
	const {caller, now, today, forms} = context;
	const why = await reasonsOf(db, context, slots);
	const points = await pointsOfSites(db, caller.scope, siteIds, today);
	const hazards = await openHazardsOfSites(db, caller.scope, siteIds);
	const checklists = checklistsOf(context, slots, distinct(points.map(({domain}) => domain)));
	const domains = distinct(checklists.map(({domain}) => domain));
	return {
		madeAt: now,
		serverAt: now,
		validUntil: plusMilliseconds(now, packDays * 86_400_000),
		person: caller.person,
		people: await colleagues(db, context, slots),
		communities: await communitiesOf(db, context),
		slots: slots.map(slot => ({...showSlot(slot, today), why: why.get(slot.id) ?? []})),
		sites: await showSites(db, context, [...(await findSites(db, siteIds)).values()]),
		riskPoints: await showPoints(db, context, points),
		openHazards: hazards.map(hazard => showHazard(context, hazard, to)),
		closedHazards: await closedHazards(db, context, siteIds, to),
		papers: await papersOf(db, context, siteIds),
		lastInspections: await inspectionsOf(
			db,
			points.map(({id}) => id),
		),
		lastAnswers: Object.fromEntries(
			await lastAnswers(
				db,
				points.map(({id}) => id),
			),
		),
		checklists,
		criteria: domains.flatMap(domain => seeCriteria(context, domain)),
		routing: routingOf(forms, await routesInForce(db, context), domains),
		calendar: calendarOf(context),
		formats: [1],
		texts: textsOf(forms, await tableInForce(db, context, 'paper-titles')),
	};
}

const distinct = (values: string[]): string[] => [...new Set(values)];

/** Those that the slots name, and what else may be used today in the points' fields of work. */
function checklistsOf({forms, today}: Context, slots: readonly Slot[], domains: readonly string[]): ResolvedChecklist[] {
	const named = new Set(slots.map(({checklist}) => checklist));
	const isUsable = ({domain, validFrom, validTo}: ResolvedChecklist) =>
		domains.includes(domain) && validFrom <= today && (validTo === null || validTo >= today);
	return [...forms.checklists.values()].filter(list => named.has(list.key) || isUsable(list));
}

/** Inspectors who may go along, and everyone whom a slot names. */
async function colleagues(db: Db, {today}: Context, slots: readonly Slot[]) {
	const named = new Set(slots.flatMap(({assigned}) => assigned?.people ?? []));
	return (await listPeople(db))
		.filter(person => named.has(person.id) || (person.roles.includes('inspector') && isActive(person, today)))
		.map(({id, name, certificate}) => ({id, name, ...(certificate && {certificate})}));
}

const communitiesOf = async (db: Db, context: Context) =>
	(await seeAreas(db, context)).filter(({kind, inScope}) => kind === 'community' && inScope).map(({id, name}) => ({id, name}));

function showHazard({caller, now, forms}: Context, hazard: Hazard, to: Day) {
	const {id, number, state, grade, redFlag, round, siteId, riskPointId, itemId, checklist, domain, place, placeType} = hazard;
	const report = hazard.facts.reports.at(-1);
	return {
		...{id, number, state, grade, redFlag, round, siteId, riskPointId, itemId, checklist, domain, place, placeType},
		version: hazard.version,
		item: itemOf(forms, hazard)?.title ?? '',
		description: hazard.description,
		requirement: hazard.requirement,
		foundOn: hazard.foundOn,
		dueOn: hazard.dueOn,
		overdue: isOverdue(hazard, now),
		toReinspect: isToReinspect(hazard, caller.person, to),
		originalDays: hazard.originalDays,
		filers: hazard.facts.filers,
		reporters: distinct(hazard.facts.reports.map(({by}) => by)),
		photosBefore: hazard.facts.photosBefore,
		...(report && {report: {on: report.on, text: report.text, photos: report.photos, onBehalf: report.onBehalf}}),
	};
}

/** Some of those that cannot be looked back at are among the latest: more are read than shown. */
const readEach = lookbackTerms.each * 3;

async function closedHazards(db: Db, context: Context, siteIds: readonly string[], to: Day) {
	const since = startOf(plusInterval(context.today, lookbackTerms.within, -1));
	const latest = await closedHazardsOfSites(db, context.caller.scope, siteIds, {since, each: readEach});
	const own = latest.filter(mayLookBack);
	return distinct(own.map(({siteId}) => siteId)).flatMap(id =>
		own
			.filter(({siteId}) => siteId === id)
			.slice(0, lookbackTerms.each)
			.map(hazard => showClosed(context, hazard, to)),
	);
}

function showClosed(context: Context, hazard: Hazard, to: Day) {
	const last = hazard.facts.lookbacks?.at(-1);
	return {
		...showHazard(context, hazard, to),
		closedOn: dayOf(hazard.endedAt!),
		photosAtClose: photosAtClose(hazard),
		...(last && {lookback: {on: last.on, result: last.result}}),
	};
}

const papersEach = 8;

async function papersOf(db: Db, {caller: {scope, person}}: Context, siteIds: readonly string[]) {
	const papers = await standingPapers(db, scope, siteIds, {personId: person.id, each: papersEach});
	return papers.map(({id, siteId, kind, title, number, issuedAt}) => ({
		...{id, siteId, kind, title, number},
		issuedOn: issuedAt && dayOf(issuedAt),
	}));
}

async function inspectionsOf(db: Db, pointIds: readonly string[]) {
	const last = await lastInspectionsOf(db, pointIds);
	const names = await personNames(db, distinct(last.flatMap(({inspectors}) => inspectors)));
	return Object.fromEntries(
		last.map(({pointId, inspectors, ...one}) => [
			pointId,
			{...one, inspectors: inspectors.map(id => ({id, name: names.get(id)?.name ?? ''}))},
		]),
	);
}

/** First match wins here: the most specific rows stand first, one for each item. */
const routingOf = ({placeTypes}: Context['forms'], routes: readonly Route[], domains: readonly string[]) => ({
	placeTypes: [...placeTypes.values()],
	domains: Object.fromEntries(
		domains.map(domain => [
			domain,
			bySpecificity(routes.filter(row => row.domain === null || row.domain === domain)).flatMap(rowsOf),
		]),
	),
});

type PackRow = {placeType: string | null; item: string | null; department: string; words?: string[]; basis?: string};

const rowsOf = ({placeType, object, department, basis}: Route): PackRow[] => {
	const row = {placeType, department, ...(basis !== null && {basis})};
	if (object === null || 'words' in object) return [{...row, item: null, ...(object && {words: object.words})}];
	return object.items.map(item => ({...row, item}));
};

function calendarOf(context: Context) {
	const {years, missing, warning} = seeCalendar(context);
	return {years: years.map(({year}) => year), missing, warning};
}

/** What codes are called. */
const textsOf = (forms: Context['forms'], paperTitles: readonly PaperTitle[]) => ({
	domains: titles([...forms.sectors.values()].map(({id, title}) => ({code: id, title}))),
	levels: titles([...forms.controlLevels.values()].map(({level, title}) => ({code: level, title}))),
	siteKinds: titles([...forms.siteKinds.values()]),
	departments: titles([...forms.departments.values()]),
	papers: titles([...forms.paperKinds.values()].map(kind => ({code: kind.kind, title: namedBy(kind, paperTitles).title}))),
	states: stateNames as Record<string, string>,
});

const titles = (list: ReadonlyArray<{code: string; title: string}>): Record<string, string> =>
	Object.fromEntries(list.map(({code, title}) => [code, title]));
