import {gradeRank, type HazardGrade} from '../hazards/hazard.ts';
import {type HazardDates, type Standing, standings} from './dates.ts';

/** Yes or no in a hazard's facts. A row keeps them as bits in this order: only append, up to twenty. */
const tests = {
	'mended-in-time': ({mendedOn, dueOn}: HazardDates) => mendedOn !== null && mendedOn <= dueOn,
	'looked-at': ({firstLook}: HazardDates) => firstLook !== null,
	'passed-at-first': ({firstLook}: HazardDates) => firstLook === 'pass',
	'dual-reported': ({dualReported}: HazardDates) => dualReported,
	listed: ({listed}: HazardDates) => listed,
	transferred: ({transfers}: HazardDates) => transfers > 0,
	'transfers-answered': ({transfers, transfersAnswered}: HazardDates) => transfers > 0 && transfersAnswered === transfers,
	'red-flag': ({redFlag}: HazardDates) => redFlag,
	'told-same-day': ({toldOn, registeredOn}: HazardDates) => toldOn !== null && toldOn <= registeredOn,
	'control-failed': ({controlsFailed}: HazardDates) => controlsFailed > 0,
	'late-arrival': ({foundOn, registeredOn}: HazardDates) => foundOn < registeredOn,
	'site-gone': ({siteGone}: HazardDates) => siteGone,
	recurred: ({recurred}: HazardDates) => recurred,
	missed: ({missed}: HazardDates) => missed,
} as const satisfies Record<string, (dates: HazardDates) => boolean>;

export type Sign = keyof typeof tests;
export const signNames = Object.keys(tests) as Sign[];

/**
 * Where the other parts of the number lie: what only the store knows (registered there before), two bits each for standing
 * and grade, what a scan adds for its cut-off, and, of the present only, that one registered there before still stands.
 */
export const bits = {
	there: 2 ** 20,
	standing: 2 ** 21,
	grade: 2 ** 23,
	due: 2 ** 25,
	dayOver: 2 ** 26,
	wasThere: 2 ** 27,
	stands: 2 ** 28,
};

/** All signs of a hazard, its standing and its grade in one number, by which figures group. */
export const signsOf = (dates: HazardDates): number =>
	signNames.reduce((sum, name, i) => sum + (tests[name](dates) ? 2 ** i : 0), 0) +
	standings.indexOf(dates.standing) * bits.standing +
	gradeRank[dates.grade] * bits.grade;

const grades = (Object.keys(gradeRank) as HazardGrade[]).sort((a, b) => gradeRank[a] - gradeRank[b]);

export const hasSign = (signs: number, name: Sign): boolean => hasBit(signs, 2 ** signNames.indexOf(name));
export const hasBit = (signs: number, bit: number): boolean => (signs & bit) !== 0;
export const standingIn = (signs: number): Standing => standings[(signs / bits.standing) & 3]!;
export const gradeIn = (signs: number): HazardGrade => grades[(signs / bits.grade) & 3]!;
