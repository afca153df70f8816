import {dayOf} from '../../domain/days.ts';
import type {Ask, Filing, FilingFacts} from '../../domain/inspections/filing.ts';
import {photosNamed} from '../../domain/inspections/filing-photos.ts';
import type {FiledSlot} from '../../domain/inspections/filing-slots.ts';
import type {Db} from '../../store/engine.ts';
import {findHazards} from '../../store/hazards/hazards.ts';
import {
	checkedOn,
	heldGrants,
	lockPlaces,
	officialVisits,
	takenInspections,
	yearlyCap,
} from '../../store/inspections/filing-facts.ts';
import {photosPresent} from '../../store/inspections/photos.ts';
import {findPeople} from '../../store/people/people.ts';
import {listAreas} from '../../store/register/areas.ts';
import {findPoints} from '../../store/register/risk-points.ts';
import {findSites} from '../../store/register/sites.ts';
import {findReplies, type StoredReply} from '../../store/replies.ts';
import {type Slot, slotsById, slotsForFiling} from '../../store/schedule/slots.ts';
import type {Context} from '../context.ts';
import {routesInForce} from '../register/tables.ts';

export type FilingRequest = {
	context: Context;
	request: {params: Record<string, string>; body: Filing};
	content: string;
	key: string;
};

export const toAsk = ({context, request, content, key}: FilingRequest): Ask => ({
	id: request.params.id!,
	key,
	filing: request.body,
	content,
	filer: context.caller.person.id,
	...(context.importer !== undefined && {importer: context.importer}),
	now: context.now,
	today: context.today,
});

export const unique = <T>(list: T[]): T[] => [...new Set(list)];

/** Everything that the set needs, each kind by one query over its ids. */
export async function loadFilings(
	db: Db,
	requests: FilingRequest[],
	asks: Ask[],
): Promise<{facts: FilingFacts; stored: Map<string, StoredReply>}> {
	const {forms, now} = requests[0]!.context;
	const filings = asks.map(({filing}) => filing);
	const checks = filings.flatMap(filing => filing.checks);
	const points = unique(checks.map(({riskPointId}) => riskPointId));
	const people = unique(asks.flatMap(({filing, filer}) => [filer, ...filing.inspectors]));
	const days = unique(filings.map(({startedAt}) => dayOf(startedAt)));
	const officials = unique(filings.filter(({kind}) => kind === 'administrative').map(({siteId}) => siteId));
	const sites = unique(filings.map(({siteId}) => siteId));
	await lockPlaces(db, sites, points);
	const stored = await findReplies(db, unique(asks.map(({key}) => key)), now);
	const hazards = await findHazards(db, unique(filings.flatMap(sameAsNamed)).sort(), {forUpdate: true});
	const facts: FilingFacts = {
		forms,
		replies: new Map([...stored].map(([key, one]) => [key, {content: one.contentSha256, filer: one.personId}])),
		taken: await takenInspections(db, unique(asks.map(({id}) => id))),
		sites: await findSites(db, sites),
		points: await findPoints(db, points),
		people: await findPeople(db, people),
		grants: await heldGrants(db, people),
		areas: await listAreas(db),
		routes: await routesInForce(db, requests[0]!.context),
		hazards: new Map(hazards.map(hazard => [hazard.id, hazard])),
		slots: await loadSlots(db, points, unique(checks.flatMap(({slotIds}) => slotIds ?? []))),
		photos: await photosPresent(db, unique(filings.flatMap(photosNamed))),
		checked: await checkedOn(db, points, days),
		visits: await officialVisits(db, officials),
		cap: officials.length > 0 ? await yearlyCap(db) : null,
	};
	return {facts, stored};
}

const sameAsNamed = (filing: Filing): string[] =>
	filing.checks
		.flatMap(check => Object.values(check.answers ?? {}))
		.flatMap(answer => answer.defects ?? [])
		.flatMap(({sameAs}) => sameAs ?? []);

async function loadSlots(db: Db, points: string[], named: string[]): Promise<Map<string, FiledSlot>> {
	const open = await slotsForFiling(db, points);
	const known = new Set(open.map(({id}) => id));
	const others = await slotsById(
		db,
		named.filter(id => !known.has(id)),
	);
	return new Map([...open, ...others].map(slot => [slot.id, toFiledSlot(slot)]));
}

const toFiledSlot = (slot: Slot): FiledSlot => ({...slot, people: slot.assigned?.people ?? null});
