import {v5} from 'uuid';
import type {Item} from '../content.ts';
import type {Day} from '../days.ts';
import {hazardOf} from '../hazards/finding.ts';
import {type Hazard, isOpen} from '../hazards/hazard.ts';
import type {Answer, Ask, Defect, FiledSite, FilingFacts, ReadCheck} from './filing.ts';

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
	const {check, item, answer, defect} = found;
	const hazard = hazardOf(facts, {
		id: hazardId(ask.id, found, checks),
		source: 'inspection',
		inspectionId: ask.id,
		checklist: check.list!.key,
		recurrenceOf: known?.state === 'closed' ? known.id : null,
		item,
		point: check.point,
		site,
		note: noteOf(found),
		value: answer.value,
		place: defect.place,
		placeType: defect.placeType,
		criteria: defect.criteria,
		dueOn: defect.dueOn,
		photosBefore: photosOf(found),
		mended: defect.mended?.photos,
		filers: ask.filing.inspectors,
		foundOn: day,
		why: 'filing',
		now: ask.now,
		today: ask.today,
	});
	return {hazard, defect: found.index, note: noteOf(found), checkIndex: check.index};
}
