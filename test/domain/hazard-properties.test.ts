import test from 'ava';
import fc from 'fast-check';
import {plusDays, startOf} from '../../src/domain/days.ts';
import {gradeRank, type Hazard, hazardStates, isOpen} from '../../src/domain/hazards/hazard.ts';
import {
	type Actor,
	decideMove,
	type MoveBody,
	type MoveContext,
	type MoveName,
	type MoveRole,
	moveNames,
	moves,
	movesFor,
} from '../../src/domain/hazards/hazard-moves.ts';
import {Problem} from '../../src/domain/problem.ts';
import {context, everything, found, inState, someone} from './hazards.ts';

const numRuns = process.env.PROVE === 'full' ? 2000 : 200;
const roles: MoveRole[] = ['inspector', 'manager', 'leader', 'administrator', 'auditor', 'grid-worker', 'contact', 'system'];

const attempt = (hazard: Hazard, move: MoveName, actor: Actor, body: MoveBody, more: MoveContext) => {
	try {
		return decideMove(hazard, move, actor, body, more);
	} catch (error) {
		if (error instanceof Problem) return error;
		throw error;
	}
};

const drawn = (move: MoveName, before: Hazard, after: Hazard) =>
	before.state === after.state ||
	moves[move].to.some(([from, to]) => to === after.state && (from === before.state || (from === 'open' && isOpen(before))));

const target = found({id: 'h2'});

test('every state, move, role and same person is allowed or refused with 409, 403 or 422, and never anything else', t => {
	const bodies: MoveBody[] = [{}, everything, {...everything, grade: 'general', result: 'fail', kind: 'result', removed: true}];
	const grades = ['general', 'suspected-major', 'major'] as const;
	let allowed = 0;
	for (const state of hazardStates)
		for (const grade of grades)
			for (const move of moveNames)
				for (const role of roles)
					for (const person of ['filer', 'colleague'])
						for (const body of bodies) {
							const hazard = inState(state, {grade});
							const answer = attempt(hazard, move, someone(person, role), body, {...context, target});
							if (answer instanceof Problem) {
								if (![403, 409, 422].includes(answer.status)) t.fail(`${state} ${move} ${role} ${answer.status}`);
								if (answer.status === 422 && answer.errors.length === 0) t.fail(`${state} ${move}: no faults`);
							} else {
								allowed++;
								if (!(moves[move].roles as readonly string[]).includes(role)) t.fail(`${move} by ${role}`);
								if (!drawn(move, hazard, answer.hazard)) t.fail(`${move}: ${state} → ${answer.hazard.state}`);
							}
						}
	t.true(allowed > 200);
});

const people: Actor[] = [
	someone('filer', 'inspector'),
	someone('filer2', 'inspector', 'manager'),
	someone('colleague', 'inspector'),
	someone('other', 'inspector'),
	someone('manager', 'manager'),
	someone('manager2', 'manager', 'inspector'),
	someone('leader', 'leader'),
	someone('contact', 'contact'),
	someone('system', 'system'),
];

const body: fc.Arbitrary<MoveBody> = fc
	.record({
		result: fc.constantFrom('pass', 'pass', 'fail', 'confirmed', 'not-confirmed', 'holds', 'recurred'),
		granted: fc.boolean(),
		approved: fc.boolean(),
		removed: fc.boolean(),
		grade: fc.constantFrom('general', 'suspected-major', 'major'),
		kind: fc.constantFrom('received', 'returned', 'result'),
		to: fc.constantFrom('regulator', 'workers'),
		onTheSpot: fc.constantFrom('accept', 'refuse'),
		inspectors: fc.constantFrom<string[][]>(['colleague'], ['colleague', 'other'], ['other', 'manager2'], ['filer', 'other']),
	})
	.map(choices => ({...everything, ...choices}));
const step = fc.record({
	body,
	by: fc.nat(),
	move: fc.nat(),
	forced: fc.nat({max: 9}),
	days: fc.constantFrom(0, 0, 0, 0, 0, 1, 5),
	drop: fc.nat({max: 60}),
});
const begin = fc.record({
	grade: fc.constantFrom<Hazard['grade'][]>('general', 'suspected-major'),
	route: fc.constantFrom<Hazard['route'][]>('notice', 'on-the-spot'),
});

const legal = (hazard: Hazard) =>
	isOpen(hazard) === (hazard.endedAt === null) &&
	(hazard.state !== 'closed' || hazard.closure !== null) &&
	(!isOpen(hazard) || hazard.closure === null || hazard.closure === 'department') &&
	((hazard.state !== 'void' && hazard.state !== 'merged') || hazard.closure === null) &&
	(hazard.state === 'merged') === (hazard.duplicateOf !== null) &&
	(hazard.state !== 'noticed' || gradeRank[hazard.grade] > 0) &&
	(isOpen(hazard) || (hazard.extension !== 'pending' && hazard.siteGone === 'none')) &&
	(hazard.listing === 'none' || hazard.listing === 'delisted' || hazard.grade === 'major') &&
	(hazard.closure !== 'reinspected' || hazard.facts.reinspections.at(-1)?.result === 'pass');

const keeps = (before: Hazard, after: Hazard) =>
	after.version === before.version + 1 &&
	after.round >= before.round &&
	after.round <= before.round + 1 &&
	after.number === before.number &&
	after.dueOn >= before.dueOn &&
	after.facts.deadlines.length >= before.facts.deadlines.length &&
	(isOpen(before) || after.state === before.state);

const shortened = (some: MoveBody, drop: number): MoveBody => {
	const names = Object.keys(some) as (keyof MoveBody)[];
	const {[names[drop] ?? 'id']: _, ...rest} = some as Record<string, unknown>;
	return rest as MoveBody;
};

test('random walks reach no illegal state and make no move that is not offered', t => {
	const reached = new Set<string>(['registered']);
	const property = fc.property(begin, fc.array(step, {minLength: 20, maxLength: 60}), (start, steps) => {
		let hazard = found({...start, ...(start.route === 'on-the-spot' && {facts: {...found().facts, photosAfter: ['z']}})});
		let today = context.today;
		for (const {body: full, by, move: pick, forced, days, drop} of steps) {
			today = plusDays(today, days);
			const actor = people[by % people.length]!;
			const now = {...context, now: startOf(today), today, target};
			const offered = movesFor(hazard, actor, now);
			const calm = offered.filter(name => !['voiding', 'duplicate', 'site-gone', 'transfers'].includes(name));
			const onward = calm.filter(name => moves[name].to.length > 0 && name !== 'regradings');
			const choice = forced === 0 ? moveNames : forced < 3 ? offered : forced < 5 ? calm : onward;
			const move = choice[pick % choice.length];
			if (!move) continue;
			const dated = {...full, on: today, decidedOn: today, listedOn: today, dueOn: plusDays(hazard.dueOn, 1), replyBy: today};
			const copy = JSON.stringify(hazard);
			const answer = attempt(hazard, move, actor, shortened(dated, drop), now);
			if (JSON.stringify(hazard) !== copy) return false;
			if (answer instanceof Problem) continue;
			const after = answer.hazard;
			reached.add(after.state);
			if (!offered.includes(move) || !legal(after) || !drawn(move, hazard, after)) return false;
			if (move !== 'confirmation' && !keeps(hazard, after)) return false;
			hazard = after;
		}
		return true;
	});
	t.notThrows(() => fc.assert(property, {numRuns}));
	t.deepEqual(
		[...hazardStates].filter(state => !reached.has(state)),
		[],
	);
});
