import type {ExecutionContext} from 'ava';
import type {Hazard} from '../../src/domain/hazards/hazard.ts';
import {type EngineKind, eachEngine} from '../helpers/database.ts';
import {setUpNotices, strayPapers} from '../helpers/notices.ts';
import {idOf} from '../helpers/office.ts';

async function setUpKinds(t: ExecutionContext, kind: EngineKind) {
	const all = await setUpNotices(t, kind);
	const {app, office, siteId} = all;
	const make = async (name: string, hazards: Hazard[], more: object = {}) =>
		app.send('POST', '/api/papers', {
			as: office.manager,
			body: {kind: name, siteId, hazardIds: hazards.map(({id}) => id), ...more},
		});
	const approve = async (id: string) => {
		await app.send('POST', `/api/papers/${id}/approval`, {as: office.leader, body: {result: 'approved'}});
		return app.send('POST', `/api/papers/${id}/issue`, {as: office.manager, body: {}});
	};
	const change = async (hazard: Hazard, changes: Partial<Hazard>) => {
		const {body} = (await app.services.reader('hazards').where({id: hazard.id}).first('body')) as {body: string};
		const old = JSON.parse(body) as Hazard;
		const now = {...old, ...changes, facts: {...old.facts, ...changes.facts}};
		const row = {body: JSON.stringify(now), state: now.state};
		await app.services.queue.submit(async db => db('hazards').where({id: hazard.id}).update(row));
	};
	const dataOf = async (id: string) => {
		const {snapshot} = (await app.services.reader('papers').where({id}).first('snapshot')) as {snapshot: string};
		return JSON.parse(snapshot).data;
	};
	const {at, by} = {at: '2026-03-02T01:00:00.000Z', by: office.leader.id};
	return {...all, make, approve, change, dataOf, at, by};
}

eachEngine('no reinspection opinion without its notice, and one of each round', async (t, kind) => {
	const {app, office, makeHazard, issue, make, change, dataOf} = await setUpKinds(t, kind);
	const hazard = await makeHazard();
	const none = await make('reinspection-opinion', [hazard]);
	t.true(none.body.errors[0].message.includes('尚未复查'));
	const reinspections = [
		{round: 1, inspectors: [office.inspector1.id], result: 'fail', on: '2026-03-02', photos: [], newDueOn: '2026-03-20'},
	] as Hazard['facts']['reinspections'];
	const seen = {state: 'rectifying', round: 2, facts: {reinspections} as never} as const;
	const stray = await makeHazard(seen);
	const refused = await make('reinspection-opinion', [stray]);
	t.is(refused.status, 422);
	t.true(refused.body.errors[0].message.includes('没有有效的整改通知书'));
	const {body: notice} = await issue([hazard]);
	await change(hazard, seen);
	const {status, body} = await make('reinspection-opinion', [hazard], {cc: '居委会'});
	t.is(status, 201);
	t.is(body.number, '新桦安复〔2026〕1号');
	const data = await dataOf(body.id);
	t.like(data, {notice: {number: notice.number, issuedOn: '2026-03-02'}, addressee: '上海桦香饭店有限公司'});
	t.like(data.hazards[0], {result: 'fail', newDueOn: '2026-03-20', number: hazard.number});
	t.true((await make('reinspection-opinion', [hazard])).body.errors[0].message.includes(body.number));
	await app.send('POST', `/api/papers/${notice.id}/voiding`, {as: office.manager, body: {reason: '误发'}});
	await app.send('POST', `/api/papers/${body.id}/voiding`, {as: office.manager, body: {reason: '误发'}});
	t.true((await make('reinspection-opinion', [hazard])).body.errors[0].message.includes('没有有效的整改通知书'));
	t.deepEqual(await strayPapers(app), []);
});

eachEngine('a decision on an extension is told to the site, once', async (t, kind) => {
	const {makeHazard, issue, make, change, dataOf, at, by} = await setUpKinds(t, kind);
	const hazard = await makeHazard();
	await issue([hazard]);
	t.true((await make('extension-decision', [hazard])).body.errors[0].message.includes('延期申请'));
	const request = {by: 'contact', dueOn: '2026-03-20', reason: '配件未到', safeguards: '专人值守', photos: [], at};
	const decision = {by, granted: true, reason: '情况属实', dueOn: '2026-03-20', at};
	const deadlines = [
		{dueOn: '2026-03-12', why: 'registration', at},
		{dueOn: '2026-03-20', why: 'extension', at},
	];
	await change(hazard, {dueOn: '2026-03-20', extension: 'granted', facts: {extension: {request, decision}, deadlines} as never});
	const {body} = await make('extension-decision', [hazard]);
	t.is(body.number, '新桦安延〔2026〕1号');
	t.like((await dataOf(body.id)).hazards[0], {dueOn: '2026-03-12', newDueOn: '2026-03-20', askedDueOn: '2026-03-20'});
	t.is((await make('extension-decision', [hazard])).status, 422);
});

eachEngine('overdue hazards are pressed for by a letter that a leader approves', async (t, kind) => {
	const {app, office, makeHazard, make, approve, dataOf, stateOf} = await setUpKinds(t, kind);
	t.is((await make('supervision-letter', [await makeHazard()], {replyBy: '2026-03-05'})).body.code, 'illegal-state');
	const late = await makeHazard({
		state: 'rectifying',
		dueOn: '2026-02-20',
		facts: {supervisions: [{by: office.manager.id, step: 'reminder', on: '2026-02-21'}]} as never,
	});
	const wrong = await make('supervision-letter', [late], {demands: ['逾期将罚款']});
	t.is(wrong.body.code, 'wording');
	t.deepEqual(
		wrong.body.errors.map(({path}: {path: string}) => path),
		['/replyBy', '/demands/0'],
	);
	const {body: draft} = await make('supervision-letter', [late], {replyBy: '2026-03-10'});
	t.like(draft, {state: 'draft', needs: ['leader']});
	t.is((await app.send('GET', `/api/papers/${draft.id}/preview.pdf`, {as: office.leader})).status, 200);
	const {body} = await approve(draft.id);
	t.is(body.number, '新桦安督〔2026〕1号');
	t.like(await dataOf(body.id), {steps: ['2026年2月21日书面提醒'], replyBy: '2026-03-10', hazards: [{lateDays: 10}]});

	const pressed = await stateOf(late.id);
	t.is(pressed.version, late.version + 1);
	t.deepEqual(pressed.facts.supervisions?.slice(1), [
		{by: office.manager.id, step: 'supervision-letter', on: '2026-03-02', paperId: body.id},
	]);
	const entries = (await app.send('GET', `/api/journal?subject=hazard:${late.id}`, {as: office.auditor})).body.items;
	const numbered = (await app.send('GET', `/api/journal?subject=paper:${body.id}`, {as: office.auditor})).body.items;
	t.like(
		entries.find((entry: {action: string}) => entry.action === 'supervisions'),
		{after: {did: {body: {step: 'supervision-letter', paperId: body.id, number: body.number}}}},
	);
	t.true(numbered.some((entry: {action: string}) => entry.action === 'paper-numbered'));
});

eachEngine('a supervision letter that gets no number leaves its hazards as they were', async (t, kind) => {
	const {app, office, makeHazard, make, stateOf} = await setUpKinds(t, kind);
	const late = await makeHazard({state: 'rectifying', dueOn: '2026-02-20'});
	const {body: draft} = await make('supervision-letter', [late], {replyBy: '2026-03-10'});
	t.is((await app.send('POST', `/api/papers/${draft.id}/issue`, {as: office.manager, body: {}})).status, 409);
	await app.send('POST', `/api/papers/${draft.id}/approval`, {as: office.leader, body: {result: 'approved'}});
	t.is((await app.send('POST', `/api/papers/${draft.id}/issue`, {as: office.leader, body: {}})).status, 403);
	t.deepEqual([(await stateOf(late.id)).version, (await stateOf(late.id)).facts.supervisions], [1, undefined]);
});

eachEngine('a letter approved on one day and issued on another counts the days anew', async (t, kind) => {
	const {app, office, makeHazard, make, dataOf} = await setUpKinds(t, kind);
	const late = await makeHazard({state: 'rectifying', dueOn: '2026-02-20'});
	const {body: draft} = await make('supervision-letter', [late], {replyBy: '2026-03-10'});
	await app.send('POST', `/api/papers/${draft.id}/approval`, {as: office.leader, body: {result: 'approved'}});
	app.clock.set('2026-03-04');
	const {body} = await app.send('POST', `/api/papers/${draft.id}/issue`, {as: office.manager, body: {}});
	t.is(body.number, '新桦安督〔2026〕1号');
	t.like(await dataOf(body.id), {issuedOn: '2026-03-04', hazards: [{lateDays: 12}]});
});

eachEngine('the street asks for a listing of what the department found to be major', async (t, kind) => {
	const {makeHazard, make, approve, dataOf} = await setUpKinds(t, kind);
	const asked = {addressee: '新区安全生产委员会', level: 'district', harm: '可能造成群死群伤。', enclosures: ['认定文书复印件']};
	t.is((await make('listing-request', [await makeHazard()], asked)).body.code, 'illegal-state');
	const decision = {
		result: 'confirmed',
		department: '区消防救援支队',
		documentNumber: '新消认〔2026〕2号',
		decidedOn: '2026-03-01',
	};
	const major = await makeHazard({
		grade: 'major',
		state: 'rectifying',
		facts: {majorDecisions: [{...decision, attachments: []}]} as never,
	});
	t.deepEqual(
		(await make('listing-request', [major])).body.errors.map(({path}: {path: string}) => path),
		['/addressee', '/level'],
	);
	const {body} = await approve((await make('listing-request', [major], asked)).body.id);
	t.is(body.number, '新桦安提〔2026〕1号');
	t.like(await dataOf(body.id), {addressee: '新区安全生产委员会', hazard: {decision: {documentNumber: '新消认〔2026〕2号'}}});
	t.true((await make('listing-request', [major], asked)).body.errors[0].message.includes(body.number));
});

eachEngine('a transfer is written to its department with its enclosures', async (t, kind) => {
	const {makeHazard, make, approve, dataOf, at, by} = await setUpKinds(t, kind);
	t.is((await make('transfer-letter', [await makeHazard()])).body.code, 'illegal-state');
	const sent = {department: 'fire-rescue', basis: '《消防法》第五十三条', enclosures: ['检查记录复印件', 'ab'.repeat(32)]};
	const transfers = [{...sent, replyBy: '2026-03-20', by, at, from: 'rectifying', replies: []}];
	const hazard = await makeHazard({state: 'transferred', facts: {transfers} as never});
	const other = await makeHazard({
		state: 'transferred',
		facts: {transfers: [{...transfers[0], department: '别的部门'}]} as never,
	});
	t.is((await make('transfer-letter', [hazard, other])).body.errors[0].path, '/hazardIds/1');
	const {body} = await approve((await make('transfer-letter', [hazard], {enclosures: ['平面图']})).body.id);
	t.is(body.number, '新桦安移〔2026〕1号');
	t.deepEqual((await dataOf(body.id)).enclosures, ['检查记录复印件', '现场照片或扫描件', '平面图']);
	t.true((await make('transfer-letter', [hazard])).body.errors[0].message.includes(body.number));
});

eachEngine('an inspection has one record, titled by its kind; out of scope it is not there', async (t, kind) => {
	const {app, office, makeHazard, dataOf, siteId, farSiteId} = await setUpKinds(t, kind);
	const hazard = await makeHazard();
	const body = {kind: 'inspection-record', inspectionId: idOf('inspection 桦香饭店')};
	const make = async (more: object = {}, as: {id: string} = office.manager) =>
		app.send('POST', '/api/papers', {as, body: {...body, ...more}});
	t.is((await make({inspectionId: undefined})).body.errors[0].path, '/inspectionId');
	t.is((await make({inspectionId: idOf('nothing')})).status, 404);
	t.is((await make({inspectionId: idOf('inspection 桦远仓库')}, office.manager2)).status, 404);
	t.is((await make({hazardIds: [hazard.id]})).body.errors[0].path, '/hazardIds');
	t.is((await make({siteId: farSiteId})).body.errors[0].path, '/siteId');
	const {body: paper} = await make();
	t.is(paper.number, '新桦安检〔2026〕1号');
	t.like(await dataOf(paper.id), {title: '安全巡查记录', inspectionKind: 'patrol', site: {name: '上海桦香饭店有限公司'}});
	t.true((await make()).body.errors[0].message.includes(paper.number));
	const seen = await app.send('GET', `/api/papers/${paper.id}`, {as: office.inspector1});
	t.like(seen.body, {siteId, inspectionId: body.inspectionId, hazardIds: [hazard.id], title: '安全巡查记录'});
	t.is((await app.send('GET', `/api/papers/${paper.id}`, {as: office.inspector3})).status, 404);
	t.deepEqual(await strayPapers(app), []);
});
