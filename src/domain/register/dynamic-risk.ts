import {type Day, inWords, plusDays, plusInterval} from '../days.ts';
import type {HazardGrade} from '../hazards/hazard.ts';
import type {DynamicRisk} from '../tables.ts';

/** A hazard found at a site, neither void nor merged. */
export type SiteHazard = {number: string; grade: HazardGrade; foundOn: Day; communityId: string; domain: string};
/** A day on which the site was inspected; clean when nothing was found wrong, or only what was void later. */
export type SiteVisit = {on: Day; clean: boolean};
export type SiteHistory = {hazards: readonly SiteHazard[]; visits: readonly SiteVisit[]};

export type Frequency = {
	/** Into how many parts the intervals of the site's points fall; 1 as everywhere. */
	divisor: number;
	/** The last day on which the hazards asked for it. */
	since: Day | null;
	/** The day of the clean visit that ended it. */
	until: Day | null;
	/** Clean visits after the last hazard. */
	cleanVisits: number;
	cause: 'major' | 'several' | null;
	hazards: readonly SiteHazard[];
};

type Start = {on: Day; cause: 'major' | 'several'; hazards: SiteHazard[]};

export const usual: Frequency = {divisor: 1, since: null, until: null, cleanVisits: 0, cause: null, hazards: []};

const startOn = (known: readonly SiteHazard[], on: Day, terms: DynamicRisk): Start | undefined => {
	const grades: readonly HazardGrade[] = terms.majorGrades;
	const major = known.filter(
		({grade, foundOn}) => grades.includes(grade) && foundOn <= on && plusInterval(foundOn, `P${terms.majorMonths}M`) > on,
	);
	if (major.length > 0) return {on, cause: 'major', hazards: major};
	const several = known.filter(({foundOn}) => foundOn <= on && plusDays(foundOn, terms.siteDays) > on);
	return several.length >= terms.siteHazards ? {on, cause: 'several', hazards: several} : undefined;
};

/** The last day on which a hazard was found while the site had several within some days, or a major one within some months. */
export const lastStart = (hazards: readonly SiteHazard[], today: Day, terms: DynamicRisk): Start | undefined => {
	const days = [...new Set(hazards.map(({foundOn}) => foundOn).filter(day => day <= today))].sort();
	for (const day of days.reverse()) {
		const start = startOn(hazards, day, terms);
		if (start) return start;
	}
	return undefined;
};

/**
 * How often a site is inspected (schedule §6.1): more often from the day on which its hazards ask for it until so many clean
 * visits after the last hazard. Nothing but those ends it: a site that nobody went to has not become better.
 */
export const frequencyOf = ({hazards, visits}: SiteHistory, today: Day, terms: DynamicRisk): Frequency => {
	const start = terms.intervalDivisor > 1 ? lastStart(hazards, today, terms) : undefined;
	if (!start) return usual;
	const {on: since, cause} = start;
	const found = new Set(hazards.map(({foundOn}) => foundOn));
	const clean = new Set(visits.filter(visit => visit.clean).map(({on}) => on));
	// One visit counts once a day, and a day with a hazard is not clean whoever else went.
	const days = [...new Set([...found, ...clean])].filter(day => day > since && day <= today).sort();
	let cleanVisits = 0;
	for (const day of days) {
		cleanVisits = found.has(day) ? 0 : cleanVisits + 1;
		if (cleanVisits === terms.cleanVisits) return {...usual, since, cause, cleanVisits, until: day, hazards: start.hazards};
	}
	return {divisor: terms.intervalDivisor, since, until: null, cleanVisits, cause, hazards: start.hazards};
};

const fractions = ['', '', '一半', '三分之一', '四分之一'];
const mostNumbers = 3;

/** Why a site is inspected more often, or since when no longer; names only hazards that the reader may see. */
export const frequencySentence = (
	{since, until, cleanVisits, cause, hazards}: Frequency,
	terms: DynamicRisk,
	isVisible: (hazard: SiteHazard) => boolean,
): string | null => {
	if (!since) return null;
	if (until) return `该场所加密检查以来已有${cleanVisits}次检查未发现问题，${inWords(until)}起恢复原检查间隔。`;
	const seen = hazards.filter(isVisible).map(({number}) => number);
	const rest = seen.length > mostNumbers || seen.length < hazards.length ? '等' : '';
	const named = seen.length > 0 ? `（${seen.slice(0, mostNumbers).join('、')}${rest}）` : '';
	const why =
		cause === 'major'
			? `${terms.majorMonths}个月内有重大${terms.majorGrades.includes('suspected-major') ? '（含疑似）' : ''}隐患`
			: `${terms.siteDays}天内发现隐患${terms.siteHazards}条及以上`;
	const left = `还须${terms.cleanVisits - cleanVisits}次检查未发现问题才恢复`;
	return `该场所${why}${named}，最近一次在${inWords(since)}，检查间隔减为${fractions[terms.intervalDivisor]}；${left}。`;
};
