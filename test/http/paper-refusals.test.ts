import {loadForms} from '../../src/forms.ts';
import {eachEngine} from '../helpers/database.ts';
import {setUpNotices} from '../helpers/notices.ts';
import {idOf} from '../helpers/office.ts';

eachEngine('a character that no font has is refused by name and costs no number', async (t, kind) => {
	const {makeHazard, stateOf, issue} = await setUpNotices(t, kind);
	const hazard = await makeHazard({place: '二层😀通道', description: '堆放🙈杂物'});
	const refused = await issue([hazard]);
	t.is(refused.status, 422);
	t.like(refused.body, {code: 'missing-glyphs', missing: ['😀', '🙈']});
	t.deepEqual(
		refused.body.errors.map((fault: {path: string}) => fault.path),
		['/hazardIds/0/place', '/hazardIds/0/description'],
	);
	t.true(refused.body.errors[0].message.includes('U+1F600'));
	t.like(await stateOf(hazard.id), {state: 'confirmed', version: 1});
	t.is((await issue([await makeHazard()])).body.number, '新桦安改〔2026〕1号');
});

eachEngine('a hazard of another site, or of another occupant, is named and refused', async (t, kind) => {
	const {makeHazard, issue, farSiteId} = await setUpNotices(t, kind);
	const own = await makeHazard();
	const other = await makeHazard({siteId: farSiteId});
	const refused = await issue([own, other]);
	t.is(refused.status, 422);
	t.deepEqual(
		refused.body.errors.map((fault: {path: string}) => fault.path),
		['/hazardIds/1'],
	);
	t.true(refused.body.errors[0].message.includes(other.number));
	const tenant = await makeHazard({parties: {industry: null, territorial: null, entity: '上海另一家有限公司'}});
	t.is((await issue([own, tenant])).status, 422);
});

eachEngine('words beyond the powers of a subdistrict are refused, however they are disguised', async (t, kind) => {
	const {makeHazard, issue} = await setUpNotices(t, kind);
	const hazard = await makeHazard({requirement: '责 令\u200b停产停业，否则罰款。'});
	const refused = await issue([hazard], {cc: '告知行政复议权利'});
	t.is(refused.status, 422);
	t.is(refused.body.code, 'wording');
	t.deepEqual(
		refused.body.errors.map(({path, message}: {path: string; message: string}) => [path, /“(.+)”/.exec(message)![1]]),
		[
			['/cc', '行政复议'],
			['/hazardIds/0/requirement', '责令'],
			['/hazardIds/0/requirement', '停产停业'],
			['/hazardIds/0/requirement', '罚款'],
		],
	);
	t.is((await issue([await makeHazard({description: '长'.repeat(1001)})])).body.errors[0].path, '/hazardIds/0/description');
});

eachEngine('a title of the office’s own that orders or fines is refused', async (t, kind) => {
	const forms = loadForms();
	const usual = forms.paperKinds.get('rectification-notice')!;
	forms.paperKinds.set(usual.kind, {...usual, title: '责令限期整改及罚款通知书'});
	const {makeHazard, issue} = await setUpNotices(t, kind, {forms});
	const refused = await issue([await makeHazard()]);
	t.like(refused, {status: 422, body: {code: 'wording'}});
	t.deepEqual(
		refused.body.errors.map(({path, message}: {path: string; message: string}) => [path, /“(.+)”/.exec(message)![1]]),
		[
			['/kind', '责令'],
			['/kind', '罚款'],
		],
	);
});

eachEngine('states, deadlines and photos are checked, all faults at once', async (t, kind) => {
	const {makeHazard, issue} = await setUpNotices(t, kind);
	const late = await makeHazard({dueOn: '2026-03-01'});
	const awaited = 'ab'.repeat(32);
	const unseen = await makeHazard({facts: {photosBefore: [awaited]} as never});
	const refused = await issue([late, unseen]);
	t.is(refused.status, 422);
	t.like(refused.body, {code: 'photo-awaited', missing: [awaited]});
	t.is(refused.body.errors.length, 2);
	const illegal = await issue([
		await makeHazard(),
		await makeHazard({state: 'registered'}),
		await makeHazard({state: 'reported'}),
	]);
	t.is(illegal.status, 409);
	t.like(illegal.body, {code: 'illegal-state', current: 'registered'});
	t.deepEqual(
		illegal.body.errors.map((fault: {path: string}) => fault.path),
		['/hazardIds/1', '/hazardIds/2'],
	);
	const noticed = await makeHazard();
	t.is((await issue([noticed])).status, 201);
	t.is((await issue([noticed])).status, 409);
});

eachEngine('after a failed round the hazard gets a notice of the new round', async (t, kind) => {
	const {makeHazard, stateOf, issue} = await setUpNotices(t, kind);
	const again = await makeHazard({state: 'rectifying', round: 2, facts: {noticePaperId: idOf('old'), noticeRound: 1} as never});
	t.is((await issue([again])).status, 201);
	t.like(await stateOf(again.id), {state: 'rectifying', facts: {noticeRound: 2}});
	const refused = await issue([again]);
	t.is(refused.status, 422);
	t.true(refused.body.errors[0].message.includes('本轮已有有效的整改通知书'));
});

eachEngine('without settings, without https in production, of an unknown kind: nothing is issued', async (t, kind) => {
	const {app, makeHazard, issue} = await setUpNotices(t, kind, {production: true});
	const hazard = await makeHazard();
	t.true((await issue([hazard])).body.errors[0].message.includes('PUBLIC_URL'));
	t.is((await issue([hazard], {kind: 'risk-card'})).body.errors[0].path, '/kind');
	t.is((await issue([hazard], {kind: 'no-such-kind'})).status, 422);
	await app.services.queue.submit(async db => db('settings').delete());
	t.deepEqual(
		(await issue([hazard])).body.errors.map(({message}: {message: string}) => message.slice(0, 5)),
		['服务器尚未', '尚未设置机', '请填写联系'],
	);
});
