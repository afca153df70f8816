import {createPapers} from '../../src/create-papers.ts';
import {eachEngine} from '../helpers/database.ts';
import {beginStory} from '../helpers/story.ts';

eachEngine(
	'a suspected major hazard, from its filing over the department’s decision to delisting and close-out',
	async (t, kind) => {
		const story = await beginStory(t, kind, {papers: createPapers({fontDir: undefined})});
		const {app, office, colleagues, photo, find, act, see, owed, worklist, notice, serve, mended, reinspected} = story;
		const {clock} = app;
		const id = await find('F26');
		t.like(await see(id), {
			grade: 'suspected-major',
			state: 'registered',
			duties: [{kind: 'major-decision', dueOn: '2026-03-16'}],
		});

		// Confirmed with a deadline in the May holiday, which is said and not moved.
		await act(id, 'confirmation', office.leader, {}, 403);
		const confirmed = await act(id, 'confirmation', office.manager, {dueOn: '2026-05-03', requirement: '拆除可燃吊顶'});
		t.like(confirmed, {state: 'confirmed', dueOn: '2026-05-03'});
		t.is(confirmed.deadlineAdvice.sentence, '遇劳动节放假，建议改为4月30日（节前）');

		// Noticed, but no work before all of 五落实.
		const paperId = await notice(id);
		t.is((await see(id)).state, 'noticed');
		t.deepEqual(await owed(id), ['serve-notice', 'major-decision']);
		await serve(paperId, '2026-03-02');
		await act(id, 'rectification-reports', office.inspector1, {text: '完成', photos: [await photo()]}, 409);
		t.is(
			(await act(id, 'five-in-place', office.inspector1, {measures: '拆除吊顶', person: '钱喆', funds: '8万元'})).state,
			'noticed',
		);
		const rest = {dueOn: '2026-05-03', plan: '停用大堂', attachments: [await photo()]};
		t.is((await act(id, 'five-in-place', office.manager, rest)).state, 'rectifying');

		// The department decides, the district lists; the street writes both down.
		clock.set('2026-03-05');
		const decision = {department: 'fire-rescue', documentNumber: '沪消〔2026〕8号', decidedOn: '2026-03-05'};
		const decided = await act(id, 'major-decisions', office.manager, {
			...decision,
			result: 'confirmed',
			attachments: [await photo()],
		});
		t.like(decided, {grade: 'major', duties: []});
		for (const [to, more] of [
			['regulator', {name: '区应急局'}],
			['workers', {form: '公示栏'}],
		] as const)
			await act(id, 'dual-reports', office.manager, {to, on: '2026-03-05', ...more, attachments: [await photo()]});
		const listing = {
			level: 'district',
			by: '区安委办',
			documentNumber: '挂〔2026〕3号',
			listedOn: '2026-03-05',
			dueOn: '2026-05-31',
		};
		t.is((await act(id, 'listing', office.manager, {...listing, attachments: [await photo()]})).listing, 'listed');
		await act(id, 'regradings', office.leader, {grade: 'general', reason: '已整改'}, 422);

		// Mended; two inspectors who did not find it look again.
		clock.set('2026-04-10');
		t.like(await mended(id), {state: 'reported', duties: [{kind: 'reinspect', dueOn: '2026-04-15'}]});
		const own = {inspectors: [office.inspector1.id, colleagues[0].id], result: 'pass', photos: [await photo()]};
		await act(id, 'reinspections', office.inspector1, own, 403);
		t.is((await reinspected(id, 'pass', colleagues)).state, 'passed');
		const early = await act(id, 'close-out', office.manager, {cause: 'funding', reason: '材料齐全'}, 422);
		t.deepEqual(early.missing, ['/listing']);

		// Applied, reviewed late and failed, applied again, passed, delisted.
		const apply = async (on: string) =>
			act(id, 'delisting-applications', office.manager, {on, assessment: '吊顶已全部拆除', attachments: [await photo()]});
		const review = async (result: string, on: string) =>
			act(id, 'on-site-reviews', office.manager, {result, on, by: '区安委办', attachments: [await photo()]});
		t.like(await apply('2026-04-10'), {listing: 'applied', duties: [{kind: 'on-site-review', dueOn: '2026-04-20'}]});
		clock.set('2026-04-21');
		t.like((await worklist('&overdue=true'))[0], {kind: 'on-site-review', overdue: true});
		t.is((await review('fail', '2026-04-21')).listing, 'listed');
		clock.set('2026-04-24');
		await apply('2026-04-24');
		clock.set('2026-04-28');
		t.is((await review('pass', '2026-04-28')).listing, 'reviewed');
		t.is((await act(id, 'delisting', office.manager, {documentNumber: '摘〔2026〕1号', on: '2026-04-28'})).listing, 'delisted');
		const closed = await act(id, 'close-out', office.manager, {cause: 'funding', reason: '代报已核实'});
		t.like(closed, {state: 'closed', closure: 'reinspected', overdue: false, duties: [], deadlineAdvice: null});
		t.deepEqual(await worklist(), []);

		// Every step is in the journal, the list as of then still shows it open, and a look-back holds.
		const life = await see(id, office.auditor);
		t.is(life.journal.length, life.version);
		t.is(life.facts.delisting.reviews.length, 2);
		const past = await story.must(200, 'GET', '/api/hazards?asOf=2026-04-21T12:00:00.000Z', {as: office.leader});
		t.like(past.items[0], {id, grade: 'major', state: 'passed', listing: 'listed'});
		clock.set('2026-06-01');
		const seen = await act(id, 'lookbacks', office.inspector1, {result: 'holds', photos: [await photo()]});
		t.like(seen, {state: 'closed', facts: {lookbacks: [{result: 'holds', on: '2026-06-01'}]}});
	},
);
