import test from 'ava';
import fc from 'fast-check';
import {plusMilliseconds} from '../../src/domain/days.ts';
import {type Duty, dutyKinds, dutyRoles} from '../../src/domain/hazards/duties.ts';
import {gradeRank, type Hazard, hazardStates, isOpen} from '../../src/domain/hazards/hazard.ts';
import {decideMove, type MoveName, moves} from '../../src/domain/hazards/hazard-moves.ts';
import {begun, dutiesAt, goals, histories, live, type Seen} from './hazard-histories.ts';

// Refusals are Errors; nobody reads their stacks here.
Error.stackTraceLimit = 0;
// Some 200 in all, or 2,000 with the full numbers: as many towards each goal.
const numRuns = Math.ceil((process.env.PROVE === 'full' ? 2000 : 200) / Object.keys(goals).length);

const drawn = (move: MoveName, before: Hazard, after: Hazard) =>
	before.state === after.state ||
	moves[move].to.some(([from, to]) => to === after.state && (from === before.state || (from === 'open' && isOpen(before))));

/** What holds of every hazard at every moment; the name of what does not. */
const laws: Array<[string, (hazard: Hazard) => boolean]> = [
	['open has no end', hazard => isOpen(hazard) === (hazard.endedAt === null)],
	['closed has its closure', ({state, closure}) => state !== 'closed' || closure !== null],
	['open has none but the department’s', hazard => !isOpen(hazard) || hazard.closure === null || hazard.closure === 'department'],
	['void and merged have no closure', ({state, closure}) => (state !== 'void' && state !== 'merged') || closure === null],
	['merged names the other', ({state, duplicateOf}) => (state === 'merged') === (duplicateOf !== null)],
	['noticed is not general', ({state, grade}) => state !== 'noticed' || gradeRank[grade] > 0],
	['nothing pends on what ended', hazard => isOpen(hazard) || (hazard.extension !== 'pending' && hazard.siteGone === 'none')],
	['only major ones are listed', ({listing, grade}) => ['none', 'delisted'].includes(listing) || grade === 'major'],
	[
		'reinspected means passed last',
		({closure, facts}) => closure !== 'reinspected' || facts.reinspections.at(-1)?.result === 'pass',
	],
	[
		'rounds follow failures',
		({round, facts}) => round === 1 + facts.reinspections.filter(({result}) => result === 'fail').length,
	],
	['the last deadline is the one in force', ({dueOn, facts}) => (facts.deadlines.at(-1)?.dueOn ?? dueOn) === dueOn],
	['bounces are returns', ({facts}) => (facts.bounces ?? 0) === returns(facts.transfers)],
];
const returns = (transfers: Hazard['facts']['transfers']) =>
	(transfers ?? []).flatMap(({replies}) => replies).filter(({kind}) => kind === 'returned').length;

const lists = ['reports', 'reinspections', 'deadlines', 'supervisions', 'dualReports', 'majorDecisions', 'lookbacks'] as const;
/** What a move may never do to what was there. */
const keeps: Array<[string, (seen: Seen) => boolean]> = [
	['one version more', ({before, after}) => after.version === before.version + 1],
	['one round more at most', ({before, after}) => after.round - before.round === 0 || after.round - before.round === 1],
	['the deadline never comes nearer', ({before, after, made}) => made.move === 'confirmation' || after.dueOn >= before.dueOn],
	['no deadline before its issue', ({before, after, today}) => after.dueOn === before.dueOn || after.dueOn >= today],
	['what ended stays', ({before, after}) => isOpen(before) || after.state === before.state],
	['the red flag stays', ({before, after}) => after.redFlag === before.redFlag && after.number === before.number],
	['the transition is drawn', ({before, after, made}) => drawn(made.move, before, after)],
	['the move was offered', ({made, offered}) => offered.includes(made.move)],
	[
		'facts are only added',
		({before, after}) =>
			lists.every(name => {
				const old = before.facts[name] ?? [];
				return JSON.stringify((after.facts[name] ?? []).slice(0, old.length)) === JSON.stringify(old);
			}),
	],
];

const sound = (duty: Duty, today: string) =>
	duty.since <= duty.dueOn &&
	duty.since <= today &&
	duty.overdue === today > duty.dueOn &&
	dutyRoles[duty.kind].includes(duty.role);

const reached = new Set<string>();
const note = ({after, duties, made}: Seen) => {
	for (const each of [after.state, after.closure, after.grade, `extension ${after.extension}`, `listing ${after.listing}`])
		reached.add(String(each));
	if (after.siteGone === 'proposed') reached.add('proposed');
	if ((after.facts.bounces ?? 0) >= 2) reached.add('bounced');
	if (after.round > 2) reached.add('failed twice');
	const later = [1, 12].flatMap(days => dutiesAt(after, plusMilliseconds(made.context.now, days * 86_400_000)));
	for (const {kind} of [...duties, ...later]) reached.add(`owed ${kind}`);
};

const check = (seen: Seen) => {
	const {after, duties, today, made} = seen;
	for (const [law, holds] of laws) if (!holds(after)) throw new Error(`${law}, after ${made.move}`);
	for (const [law, holds] of keeps) if (!holds(seen)) throw new Error(`${law}, after ${made.move}`);
	if (!duties.every(duty => sound(duty, today))) throw new Error(`duties after ${made.move}: ${JSON.stringify(duties)}`);
	if (!isOpen(after) && duties.length > 0) throw new Error('something is owed on what has ended');
};

for (const goal of Object.keys(goals))
	test.serial(`histories towards ${goal} reach no illegal state, replay to the same hazard, and owe what they should`, t => {
		const property = fc.property(histories, some => {
			const history = {...some, goal};
			const life = [...live(history)];
			for (const seen of life) check(seen);
			for (const seen of life) note(seen);
			const replayed = life.reduce(
				(hazard, {made}) => decideMove(hazard, made.move, made.actor, made.body, made.context).hazard,
				begun(history),
			);
			return JSON.stringify(replayed) === JSON.stringify(life.at(-1)?.after ?? begun(history));
		});
		// A long way is missed more often.
		const runs = Math.ceil(numRuns * Math.max(1, goals[goal]!.path.length / 6));
		t.notThrows(() => fc.assert(property, {numRuns: runs}));
	});

test.serial('the histories reached every state, closure, track and duty', t => {
	const wanted = [
		...hazardStates.filter(state => state !== 'registered'),
		...['reinspected', 'on-the-spot', 'department', 'site-gone', 'general', 'suspected-major', 'major'],
		...['none', 'pending', 'granted'].map(each => `extension ${each}`),
		...['none', 'listed', 'applied', 'reviewed', 'delisted'].map(each => `listing ${each}`),
		...['proposed', 'bounced', 'failed twice'],
		...dutyKinds.map(kind => `owed ${kind}`),
	];
	t.deepEqual(
		wanted.filter(each => !reached.has(each)),
		[],
	);
});
