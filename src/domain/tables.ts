import type {Day, Instant} from './days.ts';
import type {Route} from './hazards/routing.ts';
import type {PaperTitle} from './papers/titles.ts';
import type {KeyDate} from './schedule/key-dates.ts';
import type {WeatherResponse} from './schedule/weather.ts';

/**
 * Tables that an office may change: the default is data of `forms/tables/`, a change is drafted by a manager and put in
 * force by a leader or administrator (rules §1.2). Each table's owner adds its shape here.
 */
export type Tables = {
	'delegated-powers': DelegatedPower[];
	duties: DutyTerms;
	'dynamic-risk': DynamicRisk;
	integrity: IntegrityTerms;
	'key-dates': KeyDate[];
	'paper-titles': PaperTitle[];
	recurrence: RecurrenceTerms;
	routing: Route[];
	'weather-response': WeatherResponse;
};
export type TableName = keyof Tables;

export const supervisionSteps = ['reminder', 'notification', 'supervision-letter', 'briefing', 'interview'] as const;
export type SupervisionStep = (typeof supervisionSteps)[number];
/** Working days of the office's own duties; steps of supervision by calendar day relative to the deadline (lifecycle §3.2, §3.6). */
export type DutyTerms = {
	serveWorkdays: number;
	/** `domain: null` stands for every field of work that is not named. */
	reinspectWorkdays: {domain: string | null; days: number}[];
	/** Within which the office decides an extension or a lost site, and hears from the department whether a hazard is major. */
	decisionWorkdays: {extension: number; siteGone: number; major: number};
	/** Within which a second failed reinspection leads to a transfer, and a second return finds the department that has the power. */
	transferWorkdays: number;
	/** Calendar days from the application for delisting to the department's review on site (16号令). */
	onSiteReviewDays: number;
	ladder: {day: number; step: SupervisionStep}[];
};

export type Raise = 'none' | 'one-level' | 'to-major';
type RaisingGrade = 'major' | 'suspected-major';
/** How far open hazards raise the level of their point, and which sites are inspected more often until when (schedule §6.1). */
export type DynamicRisk = {
	raise: Record<RaisingGrade, Raise>;
	/** So many hazards of a site within so many days, */
	siteHazards: number;
	siteDays: number;
	/** or one of these grades within so many months. */
	majorGrades: RaisingGrade[];
	majorMonths: number;
	intervalDivisor: number;
	cleanVisits: number;
};

/** When hazards that come back ask for a measure (two-lists §8.1, field-traps row 6). */
export type RecurrenceTerms = {
	/** The same item at the same site again within so many months; */
	siteItemMonths: number;
	/** at the same point so many times within so many days; */
	pointItemTimes: number;
	pointItemDays: number;
	/** from so many times on at one point within siteItemMonths its control level is one step up; 2 where the office has not said; */
	controlTimes?: number;
	/** at so many sites within so many days. */
	acrossSites: number;
	acrossDays: number;
};

/** From when on a fact asks for a second look; it never blocks. */
export type IntegrityTerms = {
	/** How far from its site a photo may say it was taken, beside its own accuracy. */
	metres: number;
	/** Less than this between the report and the pass. */
	minutes: number;
	/** Likenesses (64 bits) that differ in at most so many bits look alike. */
	likenessBits: number;
};

/** A power that a department or the district handed to the street, for one kind of paper (rules §1.13). */
export type DelegatedPower = {kind: string; power: string; basis: string; from: Day; to: Day | null};

/** A table as it lies in `forms/tables/<id>.json`. */
export type DefaultTable = {
	id: string;
	title: string;
	source: string;
	/** V read in a text, P partly, M from memory: to be confirmed by the office. */
	confidence: 'V' | 'P' | 'M' | 'D';
	validFrom: Day;
	value: unknown;
};

export type TableDraft = {value: unknown; source: string; by: string; at: Instant};
/** What the office made of a table; version 0 while it uses the default. */
export type OfficeTable = {
	id: string;
	value: unknown;
	source: string;
	draft: TableDraft | null;
	version: number;
};

export const untouched = ({id, value, source}: DefaultTable): OfficeTable => ({id, value, source, draft: null, version: 0});
