import {daysBetween, type Instant, millisecondsBetween, plusDays, plusMilliseconds} from '../days.ts';
import type {IntegrityTerms, RecurrenceTerms} from '../tables.ts';
import type {Hazard, HazardFacts} from './hazard.ts';

/** A sign is kept at the move that brings its fact, so that it says then and now the same; codes are also on the wire. */
export const signCodes = ['same-photo', 'look-alike', 'taken-before', 'far-from-site', 'within-minutes', 'third-time'] as const;
export type Sign = {
	code: (typeof signCodes)[number];
	at: Instant;
	/** The photo of this hazard first, then those that it was compared with. */
	photos?: string[];
	/** Ids of other hazards. */
	hazards?: string[];
	takenAt?: Instant;
	metres?: number;
	accuracy?: number;
	minutes?: number;
	days?: number;
	times?: number;
};

type Position = {lat: number; lng: number};
/** A photo that was uploaded or described: what is known of it, from its filing or from itself. */
export type KnownPhoto = {sha256: string; takenAt?: Instant; position?: Position & {accuracy?: number}};
/** That a hazard shows a photo before or after mending; `order` ascends with time. */
export type PhotoUse = {sha256: string; hazardId: string; inspectionId: string | null; role: string; order: number};
/** What is known of the photos in question and of all that equal or resemble them. */
export type PhotoEvidence = {
	known: ReadonlyMap<string, KnownPhoto>;
	uses: readonly PhotoUse[];
	/** Other photos that look alike, both ways. */
	alike: ReadonlyMap<string, readonly string[]>;
};
/** A hazard whose photos are looked at. */
export type Subject = {
	hazard: Hazard;
	photos: readonly string[];
	foundAt: Instant;
	sitePosition: Position | null;
};

const mostNamed = 5;
// What clocks may differ by before a fact counts as out of time (rules §1.10).
const slack = 10 * 60_000;

/** The photos of a hazard by the step that brought them: found, mended on the spot, each report, each reinspection, each look-back. */
export function photoSteps({photosBefore, photosAfter, reports, reinspections, lookbacks = []}: HazardFacts): string[][] {
	const reported = new Set(reports.flatMap(({photos}) => photos));
	const rounds = [...reports.map(report => ({...report, turn: 0})), ...reinspections.map(seen => ({...seen, turn: 1}))];
	const inOrder = rounds.sort((a, b) => a.round - b.round || a.turn - b.turn);
	return [
		photosBefore,
		photosAfter.filter(sha => !reported.has(sha)),
		...inOrder.map(({photos}) => photos),
		...lookbacks.map(({photos}) => photos),
	];
}

/** Photos that a hazard shows again at a later step, once each. */
export function shownAgain(facts: HazardFacts): string[] {
	const steps = photoSteps(facts).map(step => new Set(step));
	return [...new Set(steps.flatMap((step, i) => [...step].filter(sha => steps.slice(0, i).some(earlier => earlier.has(sha)))))];
}

/** Everything that the photos of a hazard say against it; none of it is proof. */
export function photoSigns(subject: Subject, evidence: PhotoEvidence, terms: IntegrityTerms, at: Instant): Sign[] {
	return [...new Set(subject.photos)].flatMap(sha => [
		...usedElsewhere(subject, sha, evidence, at),
		...resembling(subject, sha, evidence, at),
		...takenBefore(subject, evidence.known.get(sha), at),
		...farFromSite(subject, evidence.known.get(sha), terms, at),
	]);
}

/** Uses at other hazards before this one. Hazards of one visit may share the photo that shows them both; a look-back's hazard begins with its photo. */
function earlierUses({hazard}: Subject, sha: string, others: readonly string[], {uses}: PhotoEvidence): PhotoUse[] {
	const own = uses.filter(use => use.hazardId === hazard.id && use.sha256 === sha);
	const since = Math.min(...own.map(({order}) => order));
	const isBefore = own.length > 0 && own.every(({role}) => role === 'before');
	return uses.filter(
		use =>
			use.hazardId !== hazard.id &&
			others.includes(use.sha256) &&
			use.order < since &&
			!(isBefore && use.role === 'before' && use.inspectionId !== null && use.inspectionId === hazard.inspectionId) &&
			!(hazard.source === 'lookback' && use.hazardId === hazard.recurrenceOf),
	);
}

const named = (uses: PhotoUse[]): string[] => [...new Set(uses.map(({hazardId}) => hazardId))].slice(0, mostNamed);

function usedElsewhere(subject: Subject, sha: string, evidence: PhotoEvidence, at: Instant): Sign[] {
	const hazards = named(earlierUses(subject, sha, [sha], evidence));
	return hazards.length > 0 ? [{code: 'same-photo', at, photos: [sha], hazards}] : [];
}

function resembling(subject: Subject, sha: string, evidence: PhotoEvidence, at: Instant): Sign[] {
	const alike = evidence.alike.get(sha) ?? [];
	const elsewhere = earlierUses(subject, sha, alike, evidence);
	const steps = photoSteps(subject.hazard.facts);
	const step = steps.findIndex(photos => photos.includes(sha));
	const own = alike.filter(other => steps.slice(0, Math.max(0, step)).some(photos => photos.includes(other)));
	const photos = [...new Set([...own, ...elsewhere.map(use => use.sha256)])].slice(0, mostNamed);
	const hazards = named(elsewhere);
	return photos.length > 0 ? [{code: 'look-alike', at, photos: [sha, ...photos], ...(hazards.length > 0 && {hazards})}] : [];
}

function takenBefore({foundAt}: Subject, photo: KnownPhoto | undefined, at: Instant): Sign[] {
	if (!photo?.takenAt || photo.takenAt >= plusMilliseconds(foundAt, -slack)) return [];
	return [{code: 'taken-before', at, photos: [photo.sha256], takenAt: photo.takenAt}];
}

function farFromSite({sitePosition}: Subject, photo: KnownPhoto | undefined, terms: IntegrityTerms, at: Instant): Sign[] {
	if (!photo?.position || !sitePosition) return [];
	const {accuracy = 0} = photo.position;
	const metres = Math.round(metresBetween(photo.position, sitePosition));
	if (metres <= terms.metres + accuracy) return [];
	return [{code: 'far-from-site', at, photos: [photo.sha256], metres, ...(accuracy > 0 && {accuracy: Math.round(accuracy)})}];
}

const radians = (degrees: number): number => (degrees * Math.PI) / 180;
const earth = 6_371_000;

/** Great-circle distance. */
export function metresBetween(a: Position, b: Position): number {
	const half = (from: number, to: number) => Math.sin(radians(to - from) / 2) ** 2;
	const chord = half(a.lat, b.lat) + Math.cos(radians(a.lat)) * Math.cos(radians(b.lat)) * half(a.lng, b.lng);
	return 2 * earth * Math.asin(Math.min(1, Math.sqrt(chord)));
}

/** Passed within minutes of the report that it was mended. */
export function tooQuick({facts, round}: Pick<Hazard, 'facts' | 'round'>, passedAt: Instant, terms: IntegrityTerms): Sign[] {
	const report = facts.reports.filter(each => each.round === round).at(-1);
	if (!report) return [];
	const minutes = Math.floor(millisecondsBetween(report.at, passedAt) / 60_000);
	return minutes < terms.minutes ? [{code: 'within-minutes', at: passedAt, minutes}] : [];
}

/** An earlier hazard of the same item at the same point. */
export type Earlier = {id: string; foundOn: string};

/** Found for the third time within the year (or as the office has it); what one day finds counts once. */
export function againAndAgain(
	{foundOn, id}: Pick<Hazard, 'id' | 'foundOn'>,
	all: readonly Earlier[],
	{pointItemTimes, pointItemDays: days}: RecurrenceTerms,
	at: Instant,
): Sign[] {
	const since = plusDays(foundOn, -days);
	const earlier = all.filter(other => other.id !== id && other.foundOn > since && daysBetween(other.foundOn, foundOn) > 0);
	const times = new Set(earlier.map(other => other.foundOn)).size + 1;
	if (times < pointItemTimes) return [];
	const hazards = earlier.map(other => other.id).slice(-mostNamed);
	return [{code: 'third-time', at, hazards, times, days}];
}

const keyOf = ({code, photos}: Sign): string => `${code} ${photos?.[0] ?? ''}`;
const united = (a: string[] = [], b: string[] = []): string[] => [...new Set([...a, ...b])].slice(0, mostNamed + 1);

/** The hazard with the signs that it did not carry yet; the same object when there are none. */
export function withSigns(hazard: Hazard, found: readonly Sign[]): Hazard {
	const signs = new Map((hazard.facts.signs ?? []).map(sign => [keyOf(sign), sign]));
	let isNew = false;
	for (const sign of found) {
		const known = signs.get(keyOf(sign));
		const photos = united(known?.photos, sign.photos);
		const hazards = united(known?.hazards, sign.hazards);
		if (known && photos.length === (known.photos?.length ?? 0) && hazards.length === (known.hazards?.length ?? 0)) continue;
		isNew = true;
		const same = {...sign, at: known?.at ?? sign.at};
		signs.set(keyOf(sign), {...same, ...(photos.length > 0 && {photos}), ...(hazards.length > 0 && {hazards})});
	}
	return isNew ? {...hazard, facts: {...hazard.facts, signs: [...signs.values()]}} : hazard;
}
