import test from 'ava';
import {plusDays} from '../../src/domain/days.ts';
import {type Hazard, type HazardGrade, type HazardState, hazardStates} from '../../src/domain/hazards/hazard.ts';
import {
	decideMove,
	type MoveBody,
	type MoveName,
	type MoveRole,
	moveNames,
	movesFor,
} from '../../src/domain/hazards/hazard-moves.ts';
import {Problem} from '../../src/domain/problem.ts';
import {type Asked, type Expected, expectedOf, type Track} from './hazard-oracle.ts';
import {context, everything, found, inState, now, someone} from './hazards.ts';

const roles: MoveRole[] = ['inspector', 'manager', 'leader', 'administrator', 'auditor', 'grid-worker', 'contact', 'system'];
const people = ['filer', 'filer2', 'confirmer', 'reporter', 'reinspector', 'requester', 'grader', 'proposer', 'stranger'];
const grades: HazardGrade[] = ['general', 'suspected-major', 'major'];
/** Each track with the moves whose guards read it; the plain hazard is asked about all. */
const tracks: Array<[Track, MoveName[]]> = [
	[{}, moveNames],
	[{overdue: true}, ['notice', 'reinspections', 'extension-requests', 'supervisions']],
	[{failedRound: true}, ['notice']],
	[{failedRound: true, overdue: true}, ['notice']],
	[{extension: 'pending'}, ['extension-requests', 'extension-decisions']],
	[{extension: 'granted'}, ['extension-requests', 'extension-decisions']],
	[{siteGone: 'proposed'}, ['site-gone', 'site-gone-decisions']],
	[{papersReady: true}, ['close-out']],
	[{papersReady: true, soleReinspector: true}, ['close-out']],
	[{papersReady: true, listing: 'listed'}, ['close-out', 'listing', 'delisting-applications', 'regradings']],
	[{papersReady: true, listing: 'applied'}, ['close-out', 'listing', 'on-site-reviews', 'delisting-applications']],
	[{papersReady: true, listing: 'reviewed'}, ['close-out', 'listing', 'delisting', 'on-site-reviews']],
	[{papersReady: true, listing: 'delisted'}, ['close-out', 'listing', 'delisting', 'regradings']],
	[{asFound: true}, ['regradings', 'major-decisions']],
];

// A refusal is an Error, and hundreds of thousands of them spend their time on stacks that nobody reads.
Error.stackTraceLimit = 0;
// With the full numbers every track is asked about every move.
const isFull = process.env.PROVE === 'full';

const canBe = (state: HazardState, grade: HazardGrade, {listing}: Track) =>
	(state !== 'noticed' || grade !== 'general') && (!listing || grade === 'major');

const scan = ['c'];
const filled = {measures: 'm', person: 'p', funds: 'f', dueOn: '2026-03-20', plan: 'x', attachments: scan};
const report = {round: 1, by: 'reporter', onBehalf: true, on: '2026-03-10', text: '已清除', photos: ['b'], at: now};
const listed = {
	level: 'district' as const,
	by: '区安委办',
	documentNumber: '1',
	listedOn: '2026-03-10',
	dueOn: '2026-05-01',
	attachments: scan,
};
const request = {by: 'requester', dueOn: '2026-03-20', reason: '缺货', safeguards: '看守', photos: [], at: now};

/** The hazard of a question, with everyone who had a hand in it. */
function hazardOf(state: HazardState, grade: HazardGrade, track: Track): Hazard {
	const inspectors = track.soleReinspector ? ['reinspector'] : ['reinspector', 'reinspector2'];
	const reports = (['regulator', 'workers'] as const).map(to => ({to, on: '2026-03-10', attachments: scan}));
	const facts: Hazard['facts'] = {
		...found().facts,
		confirmedBy: 'confirmer',
		noticePaperId: 'n',
		noticeRound: state === 'confirmed' ? 0 : 1,
		reports: [report],
		reinspections: [{round: 1, inspectors, result: track.failedRound ? 'fail' : 'pass', on: '2026-03-10', photos: ['c']}],
		...(!track.asFound && {gradedBy: 'grader', gradedOn: '2026-03-10'}),
		...(track.extension && {extension: {request}}),
		...(track.siteGone && {siteGone: {by: 'proposer', reason: '已拆', photos: ['b'], on: '2026-03-10'}}),
		...(track.papersReady && {fiveInPlace: filled, dualReports: reports}),
		...(track.listing && {listing: listed}),
	};
	return inState(state, {
		grade,
		facts,
		round: track.failedRound ? 2 : 1,
		dueOn: track.overdue ? '2026-03-09' : '2026-03-16',
		extension: track.extension ?? 'none',
		listing: track.listing ?? 'none',
		siteGone: track.siteGone ?? 'none',
	});
}

const target = found({id: 'h2'});

/** A body that lacks nothing for this move. */
function bodyOf({move, person, to, track}: Asked): MoveBody {
	const {grade: _, dueOn: __, ...rest} = everything;
	const later = plusDays(track.overdue ? '2026-03-10' : '2026-03-16', 1);
	const own: Partial<Record<MoveName, MoveBody>> = {
		reinspections: {inspectors: [person, 'second']},
		'extension-requests': {dueOn: later},
		regradings: {grade: to},
		'major-decisions': {result: 'confirmed'},
		listing: {dueOn: later},
		lookbacks: {result: 'holds'},
	};
	return {...rest, ...own[move]};
}

const answerOf = (hazard: Hazard, asked: Asked): Expected => {
	try {
		decideMove(hazard, asked.move, someone(asked.person, asked.role), bodyOf(asked), {...context, target});
		return 'allowed';
	} catch (error) {
		if (error instanceof Problem) return error.status as Expected;
		throw error;
	}
};

function* questions(): Generator<[Hazard, Asked]> {
	for (const [track, concerned] of tracks)
		for (const state of hazardStates)
			for (const grade of grades) {
				if (!canBe(state, grade, track)) continue;
				const hazard = hazardOf(state, grade, track);
				for (const move of isFull ? moveNames : concerned)
					for (const role of roles)
						for (const person of people)
							for (const to of move === 'regradings' ? (['general', 'suspected-major'] as const) : (['general'] as const))
								yield [hazard, {move, role, person, state, grade, track, to}];
			}
}

test('every state, track, move, role and person is answered as rules §1.1 say', t => {
	const count: Record<string, number> = {};
	const wrong: string[] = [];
	for (const [hazard, asked] of questions()) {
		const expected = expectedOf(asked);
		const answer = answerOf(hazard, asked);
		count[expected] = (count[expected] ?? 0) + 1;
		if (answer !== expected) wrong.push(`${answer} instead of ${expected}: ${JSON.stringify(asked)}`);
	}
	t.deepEqual(wrong.slice(0, 20), []);
	for (const each of ['allowed', '403', '409', '422']) t.true((count[each] ?? 0) > 100, `${each}: ${count[each]}`);
});

test('what is offered in moves[] is exactly what is not refused for role, state or person', t => {
	const wrong: string[] = [];
	for (const [track] of isFull ? tracks : tracks.slice(0, 1))
		for (const state of hazardStates)
			for (const grade of grades)
				for (const role of roles)
					for (const person of people) {
						if (!canBe(state, grade, track)) continue;
						const offered = movesFor(hazardOf(state, grade, track), someone(person, role), context);
						const may = moveNames.filter(move => {
							const asked = {move, role, person, state, grade, track};
							const changes = grades.filter(to => to !== 'major' && (to !== grade || move !== 'regradings'));
							const answers = changes.map(to => expectedOf({...asked, to: to as Asked['to']}));
							return answers.some(answer => answer === 'allowed' || answer === 422);
						});
						if (offered.join() !== may.join()) wrong.push(`${offered} instead of ${may}: ${state} ${grade} ${role} ${person}`);
					}
	t.deepEqual(wrong.slice(0, 20), []);
});
