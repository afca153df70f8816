import test, {type ExecutionContext} from 'ava';
import {type Hazard, transferProposed} from '../../src/domain/hazards/hazard.ts';
import {
	type Actor,
	decideMove,
	type MoveBody,
	type MoveContext,
	type MoveName,
	mermaid,
	moveNames,
	moves,
	movesFor,
	noticeTogether,
} from '../../src/domain/hazards/hazard-moves.ts';
import {Problem} from '../../src/domain/problem.ts';
import {colleague, contact, context, everything, filer, found, inState, leader, manager, someone} from './hazards.ts';

type Step = [MoveName, Actor, MoveBody, Partial<MoveContext>?];

const walk = (hazard: Hazard, ...steps: Step[]) =>
	steps.reduce((at, [move, actor, body, more]) => decideMove(at, move, actor, body, {...context, ...more}).hazard, hazard);

const refused = (t: ExecutionContext, status: number, hazard: Hazard, [move, actor, body, more]: Step) => {
	const problem = t.throws(() => decideMove(hazard, move, actor, body, {...context, ...more}), {instanceOf: Problem})!;
	t.is(problem.status, status, problem.message);
	return problem;
};

const reason = '情况属实';
const report: Step = ['rectification-reports', contact, {text: '已清除', photos: ['b']}];
const pass: Step = ['reinspections', colleague, {inspectors: ['colleague'], result: 'pass', photos: ['c']}];
const fail: Step = ['reinspections', colleague, {inspectors: ['colleague'], result: 'fail', photos: ['c']}];
const rectifying = () => walk(found(), ['confirmation', manager, {}], ['notice', manager, {paperId: 'n1'}]);

test('a general hazard goes from finding to close-out', t => {
	const end = walk(rectifying(), report, pass, ['close-out', manager, {cause: 'rule'}]);
	t.like(end, {state: 'closed', closure: 'reinspected', endedAt: context.now, cause: 'rule', version: 6});
	t.is(decideMove(walk(rectifying(), report, pass), 'close-out', manager, {cause: 'rule'}, context).closed, 'reinspected');
});

test('who found it may not confirm it', t => {
	t.is(refused(t, 403, found(), ['confirmation', someone('filer2', 'manager'), {}]).code, 'wrong-person');
	refused(t, 403, found(), ['confirmation', leader, {}]);
});

test('a late confirmation moves the deadline to its day, a named one must not have passed', t => {
	t.is(walk(found({dueOn: '2026-03-09'}), ['confirmation', manager, {}]).dueOn, '2026-03-10');
	t.like(walk(found(), ['confirmation', manager, {dueOn: '2026-03-29'}]), {dueOn: '2026-03-29', originalDays: 20});
	t.is(refused(t, 422, found(), ['confirmation', manager, {dueOn: '2026-03-09'}]).errors[0]?.path, '/dueOn');
});

test('mended at once: the confirmation closes it, a refusal makes it an ordinary one', t => {
	const spot = found({route: 'on-the-spot', facts: {...found().facts, photosAfter: ['z']}});
	t.like(walk(spot, ['confirmation', manager, {cause: 'rule'}]), {state: 'closed', closure: 'on-the-spot'});
	t.like(walk(spot, ['confirmation', manager, {onTheSpot: 'refuse'}]), {state: 'confirmed', route: 'notice'});
	const {more} = refused(t, 422, {...spot, grade: 'suspected-major', facts: found().facts}, ['confirmation', manager, {}]);
	t.deepEqual(more.missing, ['/grade', '/onTheSpot', '/cause']);
});

test('a photo that has not arrived holds confirmation and notice and is named', t => {
	const awaitedPhotos = ['feed'];
	t.regex(refused(t, 422, found(), ['confirmation', manager, {}, {awaitedPhotos}]).errors[0]!.message, /feed/);
	refused(t, 422, inState('confirmed'), ['notice', manager, {paperId: 'n'}, {awaitedPhotos}]);
});

test('a move from the wrong state names the present one', t => {
	const problem = refused(t, 409, found(), report);
	t.is(problem.code, 'illegal-state');
	t.is(problem.more.current, 'registered');
});

test('a confirmation may lower what the filing proposed, with a reason, but not what was graded since', t => {
	const proposed = found({grade: 'suspected-major'});
	refused(t, 422, proposed, ['confirmation', manager, {grade: 'general'}]);
	t.is(walk(proposed, ['confirmation', manager, {grade: 'general', reason}]).grade, 'general');
	refused(t, 422, found({grade: 'major'}), ['confirmation', manager, {grade: 'suspected-major', reason}]);
	const raised = walk(found(), ['regradings', filer, {grade: 'suspected-major'}]);
	refused(t, 422, raised, ['confirmation', manager, {grade: 'general', reason}]);
});

test('one valid notice per round', t => {
	refused(t, 409, rectifying(), ['notice', manager, {paperId: 'n2'}]);
	const second = walk(rectifying(), report, fail);
	t.like(walk(second, ['notice', manager, {paperId: 'n2'}]), {state: 'rectifying', round: 2});
	refused(t, 422, walk(second, ['notice', manager, {paperId: 'n2'}]), ['notice', manager, {paperId: 'n3'}]);
	t.is(walk(rectifying(), ['notice', manager, {paperId: 'n2'}, {hasValidNotice: false}]).facts.noticePaperId, 'n2');
	t.is(noticeTogether([found(), found({siteId: 's2', number: 'YH-2'})]).length, 1);
});

test('a not-general hazard waits for all of the five, which may come in parts', t => {
	const noticed = walk(found({grade: 'suspected-major'}), ['confirmation', manager, {}], ['notice', manager, {paperId: 'n'}]);
	t.is(noticed.state, 'noticed');
	const half = walk(noticed, ['five-in-place', manager, {measures: 'm', person: 'p', funds: 'f'}]);
	t.is(half.state, 'noticed');
	const rest = {dueOn: '2026-03-12', plan: 'x', attachments: ['a']};
	t.is(walk(half, ['five-in-place', filer, rest]).state, 'rectifying');
	const proposed = walk(half, ['five-in-place', contact, rest]);
	t.is(proposed.state, 'noticed');
	t.is(proposed.facts.fiveProposed?.plan, 'x');
});

test('a failed reinspection opens the next round with a new deadline, two propose a transfer', t => {
	const once = walk(rectifying(), report, fail);
	t.like(once, {state: 'rectifying', round: 2, dueOn: '2026-03-23'});
	t.false(transferProposed(once));
	t.true(transferProposed(walk(once, report, fail)));
});

test('reinspection before any report needs the deadline to pass or a request', t => {
	refused(t, 409, rectifying(), pass);
	t.is(walk(rectifying(), [pass[0], pass[1], pass[2], {reinspectionAsked: true}]).state, 'passed');
	t.is(walk(rectifying(), [pass[0], pass[1], pass[2], {now: '2026-03-16T16:00:00.000Z'}]).state, 'passed');
});

test('who reported it mended on behalf does not reinspect, and the close-out wants a reason', t => {
	const onBehalf = walk(rectifying(), [report[0], colleague, report[2]]);
	refused(t, 403, onBehalf, pass);
	const other = someone('other', 'inspector');
	const passed = walk(onBehalf, ['reinspections', other, {...pass[2], inspectors: ['other']}]);
	t.deepEqual(refused(t, 422, passed, ['close-out', manager, {}]).more.missing, ['/cause', '/reason']);
	t.is(walk(passed, ['close-out', manager, {cause: 'rule', reason}]).state, 'closed');
});

test('a not-general close-out lists all that is missing at once', t => {
	const {errors} = refused(t, 422, inState('passed', {grade: 'major', listing: 'listed'}), ['close-out', manager, {}]);
	t.deepEqual(
		errors.map(({path}) => path),
		['/cause', '/fiveInPlace', '/dualReports', '/dualReports', '/reinspections', '/listing'],
	);
});

test('a major hazard is reinspected by two who did not find it', t => {
	const major = inState('reported', {grade: 'major'});
	refused(t, 422, major, pass);
	refused(t, 403, major, ['reinspections', colleague, {...pass[2], inspectors: ['colleague', 'filer']}]);
	t.is(walk(major, ['reinspections', colleague, {...pass[2], inspectors: ['colleague', 'other']}]).state, 'passed');
	refused(
		t,
		403,
		inState('passed', {
			facts: {
				...major.facts,
				reinspections: [{round: 1, inspectors: ['manager'], result: 'pass', on: '2026-03-10', photos: ['a']}],
			},
		}),
		['close-out', manager, {cause: 'rule'}],
	);
});

test('an extension is asked once, in time, within the original length, and decided by someone else', t => {
	const ask: Step = ['extension-requests', manager, {dueOn: '2026-03-23', reason, safeguards: '看守'}];
	refused(t, 422, rectifying(), [ask[0], manager, {...ask[2], dueOn: '2026-03-24'}]);
	refused(t, 409, rectifying(), [ask[0], ask[1], ask[2], {now: '2026-03-16T16:00:00.000Z'}]);
	const asked = walk(rectifying(), ask);
	refused(t, 409, asked, ask);
	refused(t, 403, asked, ['extension-decisions', manager, {granted: true, reason}]);
	const granted = walk(asked, ['extension-decisions', leader, {granted: true, reason}]);
	t.like(granted, {extension: 'granted', dueOn: '2026-03-23'});
	refused(t, 409, granted, ask);
	t.like(walk(asked, ['extension-decisions', leader, {granted: false, reason}]), {extension: 'none', dueOn: '2026-03-16'});
	refused(t, 403, {...asked, grade: 'major'}, ['extension-decisions', someone('m2', 'manager'), {granted: true, reason}]);
});

test('grades go up by inspectors and managers, down by a leader who did not grade, to major by the department', t => {
	const up = walk(found(), ['regradings', filer, {grade: 'suspected-major', criteria: ['c']}]);
	t.is(up.grade, 'suspected-major');
	refused(t, 403, up, ['regradings', manager, {grade: 'general', reason}]);
	refused(t, 422, up, ['regradings', leader, {grade: 'general'}]);
	refused(t, 422, up, ['regradings', leader, {grade: 'major', reason}]);
	t.is(walk(up, ['regradings', leader, {grade: 'general', reason}]).grade, 'general');
	const decision = {...everything, result: 'confirmed'};
	refused(t, 403, up, ['major-decisions', someone('filer', 'manager'), decision]);
	refused(t, 409, found(), ['major-decisions', manager, decision]);
	t.is(walk(up, ['major-decisions', manager, decision]).grade, 'major');
	t.is(walk(inState('noticed'), ['regradings', leader, {grade: 'general', reason}]).state, 'rectifying');
});

test('listing runs from the list through application and review to delisting', t => {
	const major = inState('passed', {grade: 'major'});
	const reviewed = walk(major, ['listing', manager, everything], ['delisting-applications', filer, everything]);
	t.is(walk(reviewed, ['on-site-reviews', manager, {...everything, result: 'fail'}]).listing, 'listed');
	const off = walk(reviewed, ['on-site-reviews', manager, everything], ['delisting', manager, everything]);
	t.is(off.listing, 'delisted');
	refused(t, 409, off, ['listing', manager, everything]);
});

test('a transfer remembers the state and comes back to it, or is passed by the department', t => {
	const away = walk(inState('reported'), ['transfers', manager, everything]);
	t.is(away.state, 'transferred');
	t.is(walk(away, ['transfer-replies', manager, everything]).state, 'transferred');
	const back = walk(away, ['transfer-replies', manager, {...everything, kind: 'returned'}]);
	t.is(back.state, 'reported');
	t.is(back.facts.bounces, 1);
	const removed = walk(away, ['transfer-replies', manager, {...everything, kind: 'result', removed: true}]);
	t.like(removed, {state: 'passed', closure: 'department'});
	t.like(walk(removed, ['close-out', manager, {cause: 'rule'}]), {state: 'closed', closure: 'department'});
	refused(t, 422, away, ['transfer-replies', manager, {...everything, kind: 'result'}]);
	refused(t, 422, inState('reported'), ['transfers', manager, everything, {departments: ['城管']}]);
});

test('voiding, merging and a lost site end a hazard with a second person and a reason', t => {
	refused(t, 403, found(), ['voiding', someone('filer', 'manager'), {reason}]);
	refused(t, 403, found({grade: 'major'}), ['voiding', manager, {reason}]);
	t.like(walk(found({grade: 'major'}), ['voiding', leader, {reason}]), {state: 'void', endedAt: context.now, closure: null});
	const target = found({id: 'h2', foundOn: '2026-03-12'});
	const merged = decideMove(found(), 'duplicate', manager, {of: 'h2', reason}, {...context, target});
	t.like(merged.hazard, {state: 'merged', duplicateOf: 'h2'});
	t.like(merged.survivor!, {id: 'h2', foundOn: '2026-03-09', version: 2});
	refused(t, 422, found(), ['duplicate', manager, {of: 'h1', reason}]);
	refused(t, 422, found(), ['duplicate', manager, {of: 'h2', reason}, {target: {...target, siteId: 's2'}}]);
	refused(t, 422, found(), ['duplicate', manager, {of: 'h2', reason}, {target: {...target, state: 'merged'}}]);
	const gone = walk(found(), ['site-gone', manager, {reason, photos: ['a']}]);
	refused(t, 403, gone, ['site-gone-decisions', manager, {approved: true, reason}]);
	t.like(walk(gone, ['site-gone-decisions', leader, {approved: true, reason}]), {state: 'closed', closure: 'site-gone'});
	t.like(walk(gone, ['site-gone-decisions', leader, {approved: false, reason}]), {state: 'registered', siteGone: 'none'});
});

test('a look-back that finds it again asks for a new hazard', t => {
	const again = decideMove(inState('closed'), 'lookbacks', filer, {result: 'recurred', photos: ['a']}, context);
	t.is(again.recurrenceOf, 'h1');
	t.is(again.hazard.state, 'closed');
	t.is(again.closed, undefined);
});

test('supervision is for overdue hazards, relocation for the system', t => {
	refused(t, 409, rectifying(), ['supervisions', manager, {step: 'reminder'}]);
	t.is(
		walk(rectifying(), ['supervisions', manager, {step: 'reminder'}, {now: '2026-03-16T16:00:00.000Z'}]).facts.supervisions
			?.length,
		1,
	);
	t.is(walk(rectifying(), ['relocation', someone('x', 'system'), {communityId: 'c9'}]).communityId, 'c9');
});

test('the moves that a person may make now', t => {
	t.deepEqual(movesFor(found(), filer, context), ['regradings', 'notifications', 'site-gone']);
	t.deepEqual(movesFor(rectifying(), contact, context), ['five-in-place', 'rectification-reports', 'extension-requests']);
	t.true(movesFor(walk(rectifying(), report), colleague, context).includes('reinspections'));
	t.deepEqual(movesFor(inState('void'), manager, context), []);
});

test('the diagram draws every transition of the table', t => {
	const text = mermaid();
	for (const move of moveNames)
		for (const [from, to] of moves[move].to) t.true(text.includes(`${from} --> ${to}: ${moves[move].title}`), move);
	t.true(text.startsWith('stateDiagram-v2'));
});
