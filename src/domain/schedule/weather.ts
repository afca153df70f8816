import type {Forms} from '../content.ts';
import {type Day, dayOf, type Instant, inWords, plusMilliseconds} from '../days.ts';
import type {Fault} from '../problem.ts';
import {newestChecklist} from './key-dates.ts';
import {type Plan, riskLevels} from './plan.ts';

export const weatherKinds = {typhoon: '台风', rainstorm: '暴雨'} as const;
export const weatherLevels = {blue: '蓝色', yellow: '黄色', orange: '橙色', red: '红色'} as const;
export type WeatherKind = keyof typeof weatherKinds;
export type WeatherLevel = keyof typeof weatherLevels;
export type WeatherWarning = {
	id: string;
	kind: WeatherKind;
	level: WeatherLevel;
	issuedAt: Instant;
	source: string;
	/** null: the whole subdistrict. */
	areaId: string | null;
	/** The patrol that it called for; null when it is only on record. */
	planId: string | null;
	liftedAt: Instant | null;
	lifting: {by: string; reason: string} | null;
	version: number;
};
/** Which levels call for a patrol at once, by which checklist, and the law (上海市防汛条例 art 41(二)). */
export type WeatherResponse = Record<WeatherKind, WeatherLevel[]> & {checklist: string; basis: string};

export const callsForPatrol = (terms: WeatherResponse, {kind, level}: Pick<WeatherWarning, 'kind' | 'level'>): boolean =>
	terms[kind].includes(level);

/** '台风红色预警'. */
export const titleOf = ({kind, level}: Pick<WeatherWarning, 'kind' | 'level'>): string =>
	`${weatherKinds[kind]}${weatherLevels[level]}预警`;

/** The patrol: every point once on each Shanghai day until the warning is lifted, today included, rest day or not. */
export const patrolOf = (
	warning: Pick<WeatherWarning, 'kind' | 'level' | 'issuedAt' | 'source' | 'areaId'>,
	terms: WeatherResponse,
	forms: Pick<Forms, 'checklists'>,
	today: Day,
): Omit<Plan, 'id' | 'version' | 'teams'> => ({
	name: `${titleOf(warning)}地下空间巡查`,
	checklist: newestChecklist(forms, terms.checklist)!.key,
	scope: warning.areaId ? {areaId: warning.areaId} : {},
	intervals: Object.fromEntries(riskLevels.map(level => [level, 'P1D'])),
	earlyDays: 0,
	anchor: 'calendar',
	weekdays: [1, 2, 3, 4, 5, 6, 7],
	holidays: 'keep',
	from: today,
	to: null,
	graceDays: 0,
	campaign: true,
	basis: `${inWords(dayOf(warning.issuedAt))}发布${titleOf(warning)}（${warning.source}）。${terms.basis}`,
	urgent: true,
});

const tolerance = 10 * 60_000;
/** A moment that has not come yet, beyond what clocks differ by (rules §1.10). */
export const momentFaults = (at: Instant, path: string, now: Instant, earliest?: Instant): Fault[] => {
	if (at > plusMilliseconds(now, tolerance)) return [{path, message: '不能晚于现在。'}];
	return earliest && at < earliest ? [{path, message: '不能早于发布时间。'}] : [];
};

export const responseFaults = ({checklist}: WeatherResponse, forms: Pick<Forms, 'checklists'>): Fault[] =>
	newestChecklist(forms, checklist) ? [] : [{path: '/value/checklist', message: `没有检查表 ${checklist}。`}];
