import test from 'ava';
import {createPapers} from '../../src/create-papers.ts';
import {eachEngine} from '../helpers/database.ts';
import {setUpNotices, strayPapers} from '../helpers/notices.ts';
import {idOf} from '../helpers/office.ts';

eachEngine('two people who issue the same hazard at once make one paper and one number', async (t, kind) => {
	const {app, office, makeHazard, issue, stateOf} = await setUpNotices(t, kind);
	const hazard = await makeHazard();
	const answers = await Promise.all([
		issue([hazard]),
		issue([hazard], {}, office.manager2),
		issue([hazard], {cc: '居委会'}),
		issue([hazard], {}, office.manager2),
	]);
	const made = answers.filter(({status}) => status === 201);
	t.is(made.length, 1);
	t.true(answers.every(({status}) => [201, 409, 422].includes(status)));
	t.is((await stateOf(hazard.id)).facts.noticePaperId, made[0]!.body.id);
	t.is((await issue([await makeHazard()])).body.number, '新桦安改〔2026〕2号');
	t.is((await app.services.reader('papers')).length, 2);
	t.deepEqual(await strayPapers(app), []);
});

eachEngine('five hundred hazards, control characters and emoji names are refused with a reason', async (t, kind) => {
	const {app, office, makeHazard, issue, siteId} = await setUpNotices(t, kind);
	const many = Array.from({length: 500}, (_, i) => idOf(`many ${i}`));
	const body = {kind: 'rectification-notice', siteId, hazardIds: many};
	const refused = await app.send('POST', '/api/papers', {as: office.manager, body});
	t.deepEqual([refused.status, refused.body.errors[0].path], [400, '/hazardIds']);
	const hazard = await makeHazard();
	t.is((await issue([hazard], {cc: '居委\u0007会'})).body.code, 'text');
	t.is((await issue([hazard], {cc: '居委\n会'})).status, 400);
	const smile = await issue([hazard], {contact: {name: '王😀', phone: '021-55500110'}});
	t.deepEqual([smile.status, smile.body.code, smile.body.errors[0].path], [422, 'missing-glyphs', '/contact/name']);
	t.is((await issue([hazard], {contact: {name: '王五', phone: '打我电话'}})).status, 400);
	t.is((await issue([hazard], {colour: 'red'})).status, 400);
	t.is((await issue([hazard], {replyBy: '2026-03-09'})).body.errors[0].path, '/replyBy');
	t.is((await app.services.reader('papers')).length, 0);
});

eachEngine('a served paper is not made void without a reason; it keeps its number and its services', async (t, kind) => {
	const {app, office, makeHazard, issue} = await setUpNotices(t, kind);
	const {body: paper} = await issue([await makeHazard()]);
	const service = {how: 'direct', on: '2026-03-02', by: [office.inspector1.id], receivedBy: '钱喆'};
	await app.send('POST', `/api/papers/${paper.id}/service`, {as: office.manager, body: service});
	const voiding = async (body: object) => app.send('POST', `/api/papers/${paper.id}/voiding`, {as: office.manager, body});
	t.is((await voiding({})).status, 400);
	t.is((await voiding({reason: ''})).status, 400);
	t.like((await voiding({reason: '部位写错'})).body, {state: 'void', number: paper.number, services: [{receivedBy: '钱喆'}]});
	t.like((await app.send('GET', new URL(paper.verifyUrl).pathname, {headers: {accept: 'application/json'}})).body, {
		result: 'void',
		number: paper.number,
		sha256: paper.sha256,
	});
});

test('signs of XML on a paper are drawn as they are', async t => {
	const real = createPapers({fontDir: undefined});
	t.teardown(async () => real.close());
	const {makeHazard, issue} = await setUpNotices(t, 'sqlite', {papers: real});
	const {status, body} = await issue([await makeHazard({place: '<b>&"二层\'</b>'})], {cc: '居委会 & <物业>'});
	t.is(status, 201, JSON.stringify(body));
});
