import type {HazardDates} from './dates.ts';

/** Yes or no in a hazard's facts. A row keeps them as bits in this order: only append. */
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
} as const satisfies Record<string, (dates: HazardDates) => boolean>;

export type Sign = keyof typeof tests;
export const signNames = Object.keys(tests) as Sign[];

/** All signs of a hazard as bits of one number. */
export const signsOf = (dates: HazardDates): number =>
	signNames.reduce((bits, name, i) => bits + (tests[name](dates) ? 2 ** i : 0), 0);

export const hasSign = (bits: number, name: Sign): boolean => (bits & (2 ** signNames.indexOf(name))) !== 0;
