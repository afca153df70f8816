import {v5} from 'uuid';
import type {Forms, Item} from '../content.ts';
import {type Day, daysBetween} from '../days.ts';
import {daysOf, dueOnFor, type Hazard, type HazardGrade, isOpen} from '../hazards/hazard.ts';
import {proposedParties, routeOf} from '../hazards/routing.ts';
import type {Answer, Ask, Defect, FiledPoint, FiledSite, FilingFacts, ReadCheck} from './filing.ts';

/** A hazard that a filing makes. It gets its number from the block of the set. */
export type MadeHazard = {hazard: Hazard; defect: number; note: string; checkIndex: number};
/** A known hazard that was seen again: no new one, but a note on it. */
export type Sighting = {hazard: Hazard; item: string; note: string | null; photos: string[]; mended: string[]};

type Place = {site: FiledSite; day: Day; checks: ReadCheck[]};
type Found = {check: ReadCheck; item: Item; answer: Answer; defect: Defect; index: number};

/** The defects of an answer; a failure without any is one, made of its own note and photos (rules §1.4). */
export function defectsOf(answer: Answer): Defect[] {
	if (answer.result !== 'fail') return [];
	if (answer.defects?.length) return answer.defects;
	const {note, photos, mended} = answer;
	return [{...(note !== undefined && {note}), ...(photos && {photos}), ...(mended && {mended})}];
}

/** The item proposes the grade; a direct criterion that supports it may raise it, a hint never does (rules §1.14). */
export function gradeOf(forms: Forms, item: Item, defect: Defect): HazardGrade {
	if (item.grade === 'suspected-major') return 'suspected-major';
	const isSupported = item.criteria?.some(({id, use}) => {
		const criterion = forms.criteria.get(id);
		return use === 'supports' && defect.criteria?.includes(id) && criterion?.mode === 'direct' && !criterion.effect;
	});
	return isSupported ? 'suspected-major' : 'general';
}

/** One hazard per defect; a defect that is an open hazard already is a sighting of it, one that had been closed comes back. */
export function hazardsOf(facts: FilingFacts, ask: Ask, place: Place): {made: MadeHazard[]; sightings: Sighting[]} {
	const made: MadeHazard[] = [];
	const sightings = new Map<string, Sighting[]>();
	for (const found of place.checks.flatMap(findings)) {
		const known = found.defect.sameAs === undefined ? undefined : facts.hazards.get(found.defect.sameAs);
		if (known && isOpen(known)) {
			const earlier = sightings.get(known.id) ?? [];
			const version = known.version + earlier.length + 1;
			sightings.set(known.id, [...earlier, sightingOf({...known, version}, found)]);
		} else made.push(madeOf(facts, ask, place, found, known));
	}
	return {made, sightings: [...sightings.values()].flat()};
}

const findings = (check: ReadCheck): Found[] =>
	[...check.items.values()].flatMap(item => {
		const answer = check.check.answers?.[item.id];
		return answer ? defectsOf(answer).map((defect, index) => ({check, item, answer, defect, index})) : [];
	});

const photosOf = ({answer, defect}: Found): string[] => (defect.photos?.length ? defect.photos : (answer.photos ?? []));
const noteOf = ({answer, defect}: Found): string => (defect.note ?? answer.note ?? '').trim();

const sightingOf = (hazard: Hazard, found: Found): Sighting => ({
	hazard,
	item: found.item.id,
	note: noteOf(found) || null,
	photos: photosOf(found),
	mended: found.defect.mended?.photos ?? [],
});

/** Deterministic: filed again after a restore, the same finding has the same id. */
function hazardId(inspectionId: string, {check, item, index}: Found, checks: ReadCheck[]): string {
	const isSecondList = checks.some(other => other.index < check.index && other.point.id === check.point.id);
	const name = `${check.point.id}/${item.id}/${index}${isSecondList ? `/${check.list!.key}` : ''}`;
	return v5(name, inspectionId);
}

function madeOf(facts: FilingFacts, ask: Ask, {site, day, checks}: Place, found: Found, known: Hazard | undefined): MadeHazard {
	const {check, item, defect} = found;
	const dueOn = defect.dueOn ?? dueOnFor(item.due, day, ask.today);
	const placeType = defect.placeType ?? (item.placeTypes?.length === 1 ? item.placeTypes[0]! : 'other');
	const hazard: Hazard = {
		...blank,
		id: hazardId(ask.id, found, checks),
		grade: gradeOf(facts.forms, item, defect),
		route: defect.mended ? 'on-the-spot' : 'notice',
		redFlag: item.redFlag,
		recurrenceOf: known?.state === 'closed' ? known.id : null,
		siteId: site.id,
		riskPointId: check.point.id,
		inspectionId: ask.id,
		itemId: item.id,
		checklist: check.list!.key,
		domain: check.point.domain,
		communityId: check.point.communityId,
		place: defect.place ?? check.point.place,
		placeType,
		description: describe(found),
		requirement: requirementOf(facts.forms, item),
		criteria: criteriaOf(item, defect),
		controlIds: controlsOf(check.point, item),
		foundOn: day,
		registeredAt: ask.now,
		dueOn,
		originalDays: defect.dueOn === undefined ? daysOf(item.due) : Math.max(0, daysBetween(day, defect.dueOn)),
		responsible: site.occupant?.responsible ?? null,
		parties: partiesOf(facts, found, site, placeType),
		facts: {
			filers: ask.filing.inspectors,
			photosBefore: photosOf(found),
			photosAfter: defect.mended?.photos ?? [],
			reports: [],
			reinspections: [],
			deadlines: [{dueOn, why: 'filing', at: ask.now}],
		},
	};
	return {hazard, defect: found.index, note: noteOf(found), checkIndex: check.index};
}

const blank = {
	number: '',
	state: 'registered',
	round: 1,
	extension: 'none',
	listing: 'none',
	siteGone: 'none',
	closure: null,
	duplicateOf: null,
	source: 'inspection',
	cause: null,
	endedAt: null,
	version: 1,
} as const;

function describe({item, answer, defect}: Found): string {
	const measured = item.answer.kind === 'number' ? `实测${answer.value}${item.answer.unit}。` : '';
	const note = defect.note ?? answer.note ?? '';
	return `不符合“${item.title}”。${measured}${note}`.trim();
}

/** What must be done, and who else is written to because the rule binds him (rules §1.14). */
function requirementOf(forms: Forms, item: Item): string {
	if (!item.secondAddressee) return item.requirement;
	const title = forms.departments.get(item.secondAddressee)?.title ?? item.secondAddressee;
	return `${item.requirement}。同时告知${title}。`;
}

/** Those that the inspectors chose, and those that support what the item itself proposes. */
const criteriaOf = (item: Item, defect: Defect): string[] => {
	const own = item.grade === 'general' ? [] : (item.criteria ?? []).filter(({use}) => use === 'supports').map(({id}) => id);
	return [...new Set([...own, ...(defect.criteria ?? [])])];
};

/** A failed item marks the controls that list it as failed: the heart of dual prevention (rules §1.14). */
const controlsOf = ({controls}: FiledPoint, item: Item): string[] =>
	controls.filter(({items}) => items.includes(item.id)).map(({id}) => id);

/** Three answer for it until a manager says otherwise; an item that no row of the table fits may name its department itself. */
function partiesOf({routes, areas}: FilingFacts, {check, item, ...found}: Found, site: FiledSite, placeType: string) {
	const text = noteOf({check, item, ...found});
	const route = routeOf(routes, {domain: check.point.domain, placeType, itemId: item.id, text});
	const parties = proposedParties(route, areas.find(area => area.kind === 'subdistrict')?.name ?? null, site);
	return {...parties, industry: parties.industry ?? item.route?.department ?? null};
}
