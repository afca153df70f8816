import {type Day, dayOf, type Instant, inWords, plusDays, plusInterval} from '../days.ts';
import type {RecurrenceTerms} from '../tables.ts';

/** A hazard as far as its coming back is concerned; neither void nor merged. */
export type Occurrence = {
	id: string;
	number: string;
	siteId: string;
	pointId: string;
	domain: string;
	itemId: string;
	foundOn: Day;
	registeredAt: Instant;
	/** Found by looking back at one that had been closed. */
	isLookback: boolean;
};
export type Why = 'lookback' | 'third' | 'again' | 'across';
/** A class of hazards that asks for a measure: why, by which hazards, and when the last of them was registered. */
export type Asking = {why: Why; since: Instant; hazards: Occurrence[]};

const byTime = (a: Occurrence, b: Occurrence) =>
	a.foundOn < b.foundOn || (a.foundOn === b.foundOn && a.registeredAt <= b.registeredAt) ? -1 : 1;

/** The earlier hazards of the class that make this one a recurrence, with the reason; undefined when it is none. */
const recurrence = (hazard: Occurrence, earlier: readonly Occurrence[], terms: RecurrenceTerms): Asking | undefined => {
	const asking = (why: Why, before: Occurrence[]): Asking => ({why, since: hazard.registeredAt, hazards: [...before, hazard]});
	const atPoint = earlier.filter(
		({pointId, foundOn}) => pointId === hazard.pointId && plusDays(foundOn, terms.pointItemDays) > hazard.foundOn,
	);
	const months = `P${terms.siteItemMonths}M`;
	// Two places of one visit are not a return.
	const before = earlier.filter(({foundOn}) => foundOn < hazard.foundOn && plusInterval(foundOn, months) > hazard.foundOn);
	if (hazard.isLookback) return asking('lookback', before);
	if (atPoint.length + 1 >= terms.pointItemTimes) return asking('third', atPoint);
	return before.length > 0 ? asking('again', before) : undefined;
};

/** What one item at one site asks for: its last recurrence that no measure has answered. `answeredAt` is the day of the last measure or revision. */
export const askedAtSite = (
	hazards: readonly Occurrence[],
	terms: RecurrenceTerms,
	{from, answeredAt}: {from: Instant; answeredAt: Instant | null},
): Asking | undefined => {
	const sorted = [...hazards].sort(byTime);
	for (const [i, hazard] of [...sorted.entries()].reverse()) {
		if (hazard.registeredAt < from || (answeredAt !== null && hazard.registeredAt <= answeredAt)) continue;
		const asking = recurrence(hazard, sorted.slice(0, i), terms);
		if (asking) return asking;
	}
	return undefined;
};

/** What one item asks for that comes up at many sites: those registered since the last measure or revision count anew. */
export const askedAcross = (
	hazards: readonly Occurrence[],
	terms: RecurrenceTerms,
	{today, answeredAt}: {today: Day; answeredAt: Instant | null},
): Asking | undefined => {
	const fresh = [...hazards]
		.filter(({foundOn}) => foundOn <= today && plusDays(foundOn, terms.acrossDays) > today)
		.filter(({registeredAt}) => answeredAt === null || registeredAt > answeredAt)
		.sort(byTime);
	if (new Set(fresh.map(({siteId}) => siteId)).size < terms.acrossSites) return undefined;
	const since = fresh
		.map(({registeredAt}) => registeredAt)
		.sort()
		.at(-1)!;
	return {why: 'across', since, hazards: fresh};
};

/** A measure that some hazards of a class are linked to; `revisedAt`: when it was last under revision. */
export type Answer = {measureId: string; registeredAt: Instant; revisedAt: Instant | null; siteIds: readonly string[]};

const datedAt = ({registeredAt, revisedAt}: Answer): Instant =>
	revisedAt !== null && revisedAt > registeredAt ? revisedAt : registeredAt;

/** When a class was last answered: by a new measure or a revision. One for many sites names hazards at so many. */
export const answeredAt = (answers: readonly Answer[], sites: number): Instant | null =>
	answers
		.filter(({siteIds}) => new Set(siteIds).size >= sites)
		.map(datedAt)
		.sort()
		.at(-1) ?? null;

/** Why a class asks, for those who have to answer. */
export const askingSentence = ({why, since}: Asking, terms: RecurrenceTerms): string => {
	const reasons: Record<Why, string> = {
		lookback: '回头看发现复发',
		third: `同一风险点同一检查项${terms.pointItemDays}天内出现${terms.pointItemTimes}次及以上`,
		again: `同一场所同一检查项${terms.siteItemMonths}个月内再次出现`,
		across: `${terms.acrossDays}天内有${terms.acrossSites}个及以上场所出现同类隐患`,
	};
	return `${reasons[why]}（最近一次登记于${inWords(dayOf(since))}），请制定新措施，或修订已有措施并关联这些隐患。`;
};
