import fc from 'fast-check';
import {dayOf, type Instant, plusDays, plusMilliseconds, startOf} from '../../src/domain/days.ts';
import {type Duty, dutiesOf} from '../../src/domain/hazards/duties.ts';
import type {Hazard} from '../../src/domain/hazards/hazard.ts';
import {
	type Actor,
	decideMove,
	type MoveBody,
	type MoveContext,
	type MoveName,
	moveNames,
	moves,
	movesFor,
} from '../../src/domain/hazards/hazard-moves.ts';
import {Problem} from '../../src/domain/problem.ts';
import {count, everything, found, someone, terms} from './hazards.ts';

export const people: Actor[] = [
	someone('filer', 'inspector'),
	someone('filer2', 'inspector', 'manager'),
	someone('colleague', 'inspector'),
	someone('other', 'inspector'),
	someone('manager', 'manager'),
	someone('manager2', 'manager', 'inspector'),
	someone('leader', 'leader'),
	someone('leader2', 'leader', 'manager'),
	someone('contact', 'contact'),
	someone('system', 'system'),
];

type Goal = {grade?: Hazard['grade']; route?: Hazard['route']; again?: true; path: Array<[MoveName, MoveBody?]>};
const start: Goal['path'] = [['confirmation', {onTheSpot: 'refuse'}], ['notice']];
const mend: Goal['path'] = [['rectification-reports'], ['reinspections', {result: 'pass'}]];
const fail: Goal['path'] = [['rectification-reports'], ['reinspections', {result: 'fail'}]];
const back: MoveBody = {kind: 'returned'};
const ready: Goal['path'] = [['five-in-place'], ['dual-reports', {to: 'regulator'}], ['dual-reports', {to: 'workers'}]];
const off: Goal['path'] = [['delisting-applications'], ['on-site-reviews', {result: 'pass'}], ['delisting'], ['close-out']];
const decided: Goal['path'] = [['major-decisions', {result: 'confirmed'}], ['listing']];
/** What a history wants: it takes these steps when it may, and wanders in between. Every closure and track is some goal's. */
export const goals: Record<string, Goal> = {
	mended: {path: [...start, ...mend, ['close-out'], ['lookbacks', {result: 'recurred'}]]},
	spot: {
		route: 'on-the-spot',
		path: [
			['confirmation', {onTheSpot: 'accept'}],
			['lookbacks', {result: 'holds'}],
		],
	},
	department: {path: [...start, ['transfers'], ['transfer-replies', {kind: 'result', removed: true}], ['close-out']]},
	gone: {path: [...start, ['site-gone'], ['site-gone-decisions', {approved: true}]]},
	longer: {path: [...start, ['extension-requests'], ['extension-decisions', {granted: true}], ...mend, ['close-out']]},
	refused: {path: [...start, ['extension-requests'], ['extension-decisions', {granted: false}], ['extension-requests']]},
	twice: {path: [...start, ...fail, ['notice'], ...fail, ['transfers'], ['transfer-replies', {kind: 'received'}]]},
	bounced: {path: [...start, ['transfers'], ['transfer-replies', back], ['transfers'], ['transfer-replies', back]]},
	major: {grade: 'suspected-major', path: [...start, ...decided, ...ready, ...mend, ...off]},
	lowered: {grade: 'suspected-major', path: [...start, ['regradings', {grade: 'general'}], ...mend, ['close-out']]},
	again: {again: true, path: [...start, ['notifications'], ...mend, ['close-out']]},
	merged: {path: [['duplicate']]},
	void: {path: [['voiding']]},
};

const choices = fc.record({
	result: fc.constantFrom('pass', 'fail', 'confirmed', 'not-confirmed', 'holds', 'recurred'),
	granted: fc.boolean(),
	approved: fc.boolean(),
	removed: fc.boolean(),
	grade: fc.constantFrom('general', 'suspected-major', 'major'),
	kind: fc.constantFrom('received', 'returned', 'result'),
	to: fc.constantFrom('regulator', 'workers'),
	step: fc.constantFrom('reminder', 'notification', 'supervision-letter', 'briefing', 'interview'),
	onTheSpot: fc.constantFrom('accept', 'refuse'),
	second: fc.constantFrom('other', 'colleague', 'manager2', 'filer'),
});
const step = fc.record({
	choices,
	by: fc.nat(),
	move: fc.nat(),
	/** 0 anything, 1–2 something offered, else towards the goal. */
	mood: fc.nat({max: 9}),
	hours: fc.constantFrom(0, 0, 0, 1, 5, 24, 24, 100, 1000),
	/** A field to leave out; mostly none. */
	drop: fc.nat({max: 90}),
});
export const histories = fc.record({
	goal: fc.constantFrom(...Object.keys(goals)),
	redFlag: fc.boolean(),
	domain: fc.constantFrom('fire', 'gas'),
	steps: fc.array(step, {minLength: 20, maxLength: 50}),
});
export type History = typeof histories extends fc.Arbitrary<infer H> ? H : never;

export type Made = {move: MoveName; actor: Actor; body: MoveBody; context: MoveContext};
export type Seen = {before: Hazard; after: Hazard; made: Made; offered: MoveName[]; duties: Duty[]; today: string};

export const begun = ({goal, redFlag, domain}: History): Hazard => {
	const {grade = 'general', route = 'notice', again} = goals[goal]!;
	const photosAfter = route === 'on-the-spot' ? ['z'] : [];
	const sign = {code: 'third-time' as const, at: startOf('2026-03-10'), times: 3, days: 365};
	return found({grade, route, redFlag, domain, facts: {...found().facts, photosAfter, ...(again && {signs: [sign]})}});
};

export const target = found({id: 'h2'});
const without = (body: MoveBody, drop: number): MoveBody => {
	const dropped = Object.keys(body)[drop];
	return Object.fromEntries(Object.entries(body).filter(([name]) => name !== dropped)) as MoveBody;
};

export const dutiesAt = (hazard: Hazard, now: Instant): Duty[] => {
	const {noticeRound, deadlines} = hazard.facts;
	const unservedSince = noticeRound === hazard.round ? dayOf(deadlines[0]?.at ?? hazard.registeredAt) : undefined;
	return dutiesOf(hazard, {today: dayOf(now), terms, count, unservedSince});
};

/** Lives a history: what was made of the hazard, step by step. Refusals change nothing and are left out. */
export function* live(history: History): Generator<Seen> {
	let hazard = begun(history);
	let now: Instant = startOf('2026-03-10');
	const path = [...goals[history.goal]!.path];
	for (const each of history.steps) {
		now = plusMilliseconds(now, each.hours * 3_600_000 + 1);
		const context: MoveContext = {now, today: dayOf(now), awaitedPhotos: [], target};
		const picked = pick(hazard, path, each, context);
		if (!picked) continue;
		const copy = JSON.stringify(hazard);
		const after = attempt(hazard, picked, context);
		if (JSON.stringify(hazard) !== copy) throw new Error(`${picked.move} changed what it was given`);
		if (!after) continue;
		if (path[0]?.[0] === picked.move) path.shift();
		const offered = movesFor(hazard, picked.actor, context);
		yield {before: hazard, after, made: {...picked, context}, offered, duties: dutiesAt(after, now), today: context.today};
		hazard = after;
	}
}

type Step = History['steps'][number];
function pick(hazard: Hazard, path: Goal['path'], each: Step, context: MoveContext): Omit<Made, 'context'> | undefined {
	const actor = people[each.by % people.length]!;
	const [wanted, more] = path[0] ?? [];
	if (each.mood > 2 && wanted) {
		const able = people.filter(({roles}) => moves[wanted].roles.some(role => roles.includes(role)));
		const one = able[each.by % Math.max(1, able.length)];
		if (one) return {move: wanted, actor: one, body: {...bodyFor(hazard, one, each, context), ...more}};
	}
	const names = each.mood === 0 ? moveNames : movesFor(hazard, actor, context).filter(name => !ends.includes(name));
	const move = names[each.move % Math.max(1, names.length)];
	return move && {move, actor, body: without(bodyFor(hazard, actor, each, context), each.drop)};
}
// Wandering ends no history before its goal; anything at all still may.
const ends: MoveName[] = ['voiding', 'duplicate', 'site-gone', 'transfers'];

const bodyFor = (hazard: Hazard, actor: Actor, {choices: {second, ...some}}: Step, {today}: MoveContext): MoveBody => ({
	...everything,
	...some,
	...{on: today, decidedOn: today, listedOn: today, replyBy: plusDays(today, 10)},
	dueOn: hazard.dueOn < today ? today : plusDays(hazard.dueOn, 1),
	inspectors: [actor.id, second],
});

const attempt = (hazard: Hazard, {move, actor, body}: Omit<Made, 'context'>, context: MoveContext): Hazard | undefined => {
	try {
		return decideMove(hazard, move, actor, body, context).hazard;
	} catch (error) {
		if (error instanceof Problem && [403, 409, 422].includes(error.status)) return undefined;
		throw error;
	}
};
