import test from 'ava';
import {staffMoves} from '../../src/contract/hazard-moves.ts';
import {moveNames} from '../../src/domain/hazards/hazard-moves.ts';
import {eachEngine} from '../helpers/database.ts';
import {begin, idsOf} from '../helpers/hazard-office.ts';
import {fakeNotice} from '../helpers/hazards.ts';
import {idOf} from '../helpers/office.ts';

test('every move of the table has a door here, except the notice (a paper) and the relocation (the system)', t => {
	t.deepEqual(
		moveNames.filter(name => !(staffMoves as string[]).includes(name)),
		['notice', 'relocation'],
	);
});

eachEngine('a general hazard lives from confirmation to close-out', async (t, kind) => {
	const {app, office, make, move, get, photo} = await begin(t, kind);
	const {id, number} = await make();
	const confirmed = await move(id, 'confirmation', office.manager, {dueOn: '2026-03-12', requirement: '当日清除'});
	t.is(confirmed.status, 200);
	t.like(confirmed.body, {
		state: 'confirmed',
		version: 2,
		dueOn: '2026-03-12',
		dueAt: '2026-03-12T16:00:00.000Z',
		overdue: false,
	});
	t.true(confirmed.body.moves.includes('notice'));
	await fakeNotice(app, office, id);
	const reported = await move(id, 'rectification-reports', office.inspector1, {text: '已清除', photos: [photo], cost: 1500});
	t.like(reported.body, {state: 'reported', version: 4, flags: [{code: 'on-behalf'}]});
	app.clock.set('2026-03-05');
	const passed = await move(id, 'reinspections', office.inspector2, {
		inspectors: [office.inspector2.id],
		result: 'pass',
		photos: [photo],
	});
	t.is(passed.body.state, 'passed');
	const flagged = await move(id, 'close-out', office.manager, {cause: 'training'});
	t.is(flagged.status, 422);
	t.deepEqual(flagged.body.missing, ['/reason']);
	const closed = await move(id, 'close-out', office.manager, {cause: 'training', reason: '代报已核实'});
	t.like(closed.body, {state: 'closed', closure: 'reinspected', cause: 'training'});
	const detail = await get(`/${id}`);
	t.is(detail.body.endedAt, detail.body.journal.at(-1).at);
	t.like(detail.body, {number, siteName: '甲商店', riskPointName: '一层营业厅', state: 'closed'});
	t.deepEqual(
		detail.body.journal.map(({action}: {action: string}) => action),
		['registration', 'confirmation', 'notice', 'rectification-reports', 'reinspections', 'close-out'],
	);
	t.is(detail.body.journal[1].actorName, '秦正');
	t.deepEqual(idsOf(await get('?state=closed')), [id]);
	t.deepEqual(idsOf(await get('')), []);
	const links = await app.services.reader('photo_links').where({subject: `hazard:${id}`});
	t.deepEqual([links.length, links[0].role, links[0].sha256], [1, 'after', photo]);
});

eachEngine('accepting a mending on the spot closes it, with a cause; refusing it asks for a notice', async (t, kind) => {
	const {office, make, move, photo} = await begin(t, kind);
	const mended = {route: 'on-the-spot' as const, facts: {photosAfter: [photo]}};
	const one = await make(mended);
	t.deepEqual((await move(one.id, 'confirmation', office.manager, {onTheSpot: 'accept'})).body.missing, ['/cause']);
	const accepted = await move(one.id, 'confirmation', office.manager, {onTheSpot: 'accept', cause: 'enforcement'});
	t.like(accepted.body, {state: 'closed', closure: 'on-the-spot', cause: 'enforcement', flags: []});
	const two = await make(mended);
	t.like((await move(two.id, 'confirmation', office.manager, {onTheSpot: 'refuse'})).body, {state: 'confirmed', route: 'notice'});
});

eachEngine('a suspected major one needs five-in-place, both reports and two other reinspectors', async (t, kind) => {
	const {app, office, make, move, photo} = await begin(t, kind);
	const {id} = await make({grade: 'suspected-major', facts: {filers: [idOf('someone')]}});
	await move(id, 'confirmation', office.manager);
	await fakeNotice(app, office, id);
	const part = await move(id, 'five-in-place', office.inspector1, {measures: '拆除', person: '店长', funds: '2万元'});
	t.is(part.body.state, 'noticed');
	const rest = {dueOn: '2026-03-08', plan: '专人看守', attachments: [photo]};
	t.is((await move(id, 'five-in-place', office.inspector1, rest)).body.state, 'rectifying');
	await move(id, 'rectification-reports', office.manager2, {text: '完成', photos: [photo]});
	const alone = await move(id, 'reinspections', office.inspector1, {
		inspectors: [office.inspector1.id],
		result: 'pass',
		photos: [photo],
	});
	t.is(alone.status, 422);
	const both = {inspectors: [office.inspector1.id, office.inspector2.id], result: 'pass', photos: [photo]};
	t.is((await move(id, 'reinspections', office.inspector1, both)).body.state, 'passed');
	const early = await move(id, 'close-out', office.manager, {cause: 'rule', reason: '代报已核实'});
	t.deepEqual([early.status, early.body.missing], [422, ['/dualReports', '/dualReports']]);
	const report = {on: '2026-03-02', attachments: [photo]};
	await move(id, 'dual-reports', office.manager, {...report, to: 'regulator', name: '应急局'});
	await move(id, 'dual-reports', office.manager, {...report, to: 'workers', form: '公示栏'});
	t.is((await move(id, 'close-out', office.manager, {cause: 'rule', reason: '代报已核实'})).body.state, 'closed');
});

eachEngine('two failed reinspections propose a transfer; a transfer goes out and its result comes back', async (t, kind) => {
	const {app, office, make, move, photo} = await begin(t, kind);
	const {id} = await make();
	await move(id, 'confirmation', office.manager);
	for (const round of [1, 2]) {
		await fakeNotice(app, office, id);
		await move(id, 'rectification-reports', office.manager2, {text: '完成', photos: [photo]});
		const failed = await move(id, 'reinspections', office.inspector2, {
			inspectors: [office.inspector2.id],
			result: 'fail',
			photos: [photo],
		});
		t.like(failed.body, {state: 'rectifying', round: round + 1, transferProposed: round === 2});
	}
	const wrong = await move(id, 'transfers', office.manager, {
		department: 'nowhere',
		basis: '职权',
		enclosures: ['照片'],
		replyBy: '2026-03-20',
	});
	t.deepEqual([wrong.status, wrong.body.missing], [422, ['/department']]);
	const sent = await move(id, 'transfers', office.manager, {
		department: 'fire-rescue',
		basis: '职权',
		enclosures: ['照片', photo],
		replyBy: '2026-03-20',
	});
	t.is(sent.body.state, 'transferred');
	const result = await move(id, 'transfer-replies', office.manager, {
		kind: 'result',
		on: '2026-03-02',
		by: '消防',
		removed: true,
	});
	t.like(result.body, {state: 'passed', closure: 'department'});
});

eachEngine('a major one is decided, listed and delisted as the records say', async (t, kind) => {
	const {office, make, move, photo} = await begin(t, kind);
	const {id} = await make({grade: 'suspected-major', state: 'passed'});
	const scan = {attachments: [photo]};
	const decided = await move(id, 'major-decisions', office.manager, {
		...scan,
		result: 'confirmed',
		department: 'fire-rescue',
		documentNumber: '沪消〔2026〕1号',
		decidedOn: '2026-03-01',
	});
	t.is(decided.body.grade, 'major');
	const listing = {
		...scan,
		level: 'district',
		by: '区安委办',
		documentNumber: '挂1',
		listedOn: '2026-03-01',
		dueOn: '2026-06-01',
	};
	t.is((await move(id, 'listing', office.manager, listing)).body.listing, 'listed');
	const asked = await move(id, 'delisting-applications', office.manager, {...scan, on: '2026-03-02', assessment: '已治理'});
	t.is(asked.body.listing, 'applied');
	const review = {...scan, result: 'pass', on: '2026-03-02', by: '区安委办'};
	t.is((await move(id, 'on-site-reviews', office.manager, review)).body.listing, 'reviewed');
	t.is((await move(id, 'delisting', office.manager, {documentNumber: '摘1', on: '2026-03-02'})).body.listing, 'delisted');
});

eachEngine('an extension is asked and decided by another; site-gone needs a second person', async (t, kind) => {
	const {office, make, move, photo} = await begin(t, kind);
	const {id} = await make({state: 'rectifying'});
	const ask = {dueOn: '2026-03-12', reason: '缺货', safeguards: '专人看守'};
	t.is((await move(id, 'extension-requests', office.manager, ask)).body.extension, 'pending');
	const own = await move(id, 'extension-decisions', office.manager, {granted: true, reason: '同意'});
	t.deepEqual([own.status, own.body.code], [403, 'wrong-person']);
	const granted = await move(id, 'extension-decisions', office.leader, {granted: true, reason: '同意'});
	t.like(granted.body, {extension: 'granted', dueOn: '2026-03-12'});
	await move(id, 'site-gone', office.manager, {reason: '已拆', photos: [photo]});
	t.is((await move(id, 'site-gone-decisions', office.manager, {approved: true, reason: '属实'})).status, 403);
	const gone = await move(id, 'site-gone-decisions', office.leader, {approved: true, reason: '属实'});
	t.like(gone.body, {state: 'closed', closure: 'site-gone', siteGone: 'none'});
});

eachEngine('a duplicate is merged into another of its site, which keeps the earlier day', async (t, kind) => {
	const {office, make, move, get} = await begin(t, kind);
	const kept = await make();
	const earlier = await make({foundOn: '2026-02-20'});
	const elsewhere = await make({site: '乙商店'});
	const stranger = await move(earlier.id, 'duplicate', office.manager, {of: elsewhere.id, reason: '同一处'});
	t.is(stranger.status, 422);
	const merged = await move(earlier.id, 'duplicate', office.manager, {of: kept.id, reason: '同一处'});
	t.like(merged.body, {state: 'merged', duplicateOf: kept.id, moves: []});
	t.like((await get(`/${kept.id}`)).body, {foundOn: '2026-02-20', version: 2, state: 'registered'});
	t.is((await move(kept.id, 'duplicate', office.manager, {of: kept.id, reason: '自己'})).status, 422);
});

eachEngine('voiding needs a reason, another person, and for a suspected major one the leader', async (t, kind) => {
	const {office, make, move} = await begin(t, kind);
	const general = await make();
	t.deepEqual((await move(general.id, 'voiding', office.manager)).body.missing, ['/reason']);
	t.is((await move(general.id, 'voiding', office.leader, {reason: '误报'})).status, 403);
	t.is((await move(general.id, 'voiding', office.manager, {reason: '误报'})).body.state, 'void');
	const suspected = await make({grade: 'suspected-major'});
	t.is((await move(suspected.id, 'voiding', office.manager, {reason: '误报'})).status, 403);
	t.is((await move(suspected.id, 'voiding', office.leader, {reason: '误报'})).body.state, 'void');
	const own = await make({facts: {filers: [office.manager.id]}});
	t.is((await move(own.id, 'voiding', office.manager, {reason: '误报'})).body.code, 'wrong-person');
});

eachEngine('a look-back that finds it again registers a new hazard', async (t, kind) => {
	const {office, make, move, get, photo} = await begin(t, kind);
	const old = await make({state: 'closed', closure: 'reinspected', endedAt: '2026-03-02T02:00:00.000Z', cause: 'rule'});
	const seen = await move(old.id, 'lookbacks', office.inspector1, {result: 'recurred', photos: [photo]});
	t.is(seen.body.state, 'closed');
	const page = await get('?q=堆放货物');
	t.is(page.body.items.length, 1);
	t.like(page.body.items[0], {recurrenceOf: old.id, source: 'lookback', state: 'registered', inspectionId: null, cause: null});
	t.not(page.body.items[0].number, old.number);
	t.is((await move(page.body.items[0].id, 'confirmation', office.manager)).status, 200);
});

eachEngine('regrading up is for inspectors, down for a leader; supervision is for overdue ones', async (t, kind) => {
	const {app, office, make, move} = await begin(t, kind);
	const {id} = await make();
	const unknown = await move(id, 'regradings', office.inspector1, {grade: 'suspected-major', criteria: ['no-such']});
	t.deepEqual(unknown.body.missing, ['/criteria/0']);
	t.is((await move(id, 'regradings', office.inspector1, {grade: 'suspected-major'})).body.grade, 'suspected-major');
	t.is((await move(id, 'regradings', office.manager, {grade: 'general', reason: '不符'})).status, 403);
	t.is((await move(id, 'regradings', office.leader, {grade: 'general', reason: '不符'})).body.grade, 'general');
	t.is((await move(id, 'supervisions', office.manager, {step: 'reminder'})).status, 409);
	app.clock.set('2026-03-10', 0);
	t.like((await move(id, 'supervisions', office.manager, {step: 'reminder'})).body, {overdue: true, version: 4});
});
