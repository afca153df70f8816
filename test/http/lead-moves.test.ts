import {verifyJournal} from '../../src/actions/journal/verify-journal.ts';
import {eachEngine} from '../helpers/database.ts';
import {countOf, pathsOf, upload} from '../helpers/filing.ts';
import {startLeads} from '../helpers/leads.ts';
import {idOf} from '../helpers/office.ts';
import {makePlace} from '../helpers/places.ts';

eachEngine('a manager answers a lead, and who reported it reads the answer', async (t, kind) => {
	const {app, office, file, see, move} = await startLeads(t, kind);
	await file('one');
	const body = {id: idOf('answer'), text: '属物业管理，已转告'};
	const answered = await move('one', 'answer', body);
	t.like(answered.body, {state: 'answered', version: 2, answer: {text: '属物业管理，已转告', by: {name: '秦正'}}});
	t.deepEqual((await move('one', 'answer', body)).body, answered.body);
	t.like((await see('one')).body, {outcome: '已答复：属物业管理，已转告', moves: []});
	t.is((await move('one', 'answer', {text: '再答', version: 1})).body.code, 'version-conflict');
	t.like((await move('one', 'answer', {text: '更正：已请城管处理', version: 2})).body, {version: 3});
	for (const as of [office.gridWorker, office.inspector1, office.leader])
		t.is((await move('one', 'answer', {text: '答'}, as)).body.code, 'role');
	t.is((await move('one', 'answer', {text: ' '})).status, 400);
	t.is((await move('none', 'answer', {text: '答'})).status, 404);
	const rows = await app.services
		.reader('journal')
		.where({subject: `lead:${idOf('lead/one')}`})
		.orderBy('version');
	t.deepEqual(
		rows.map(({action, actor}: {action: string; actor: string}) => [action, actor]),
		[
			['lead-registration', office.gridWorker.id],
			['lead-answer', office.manager.id],
			['lead-answer', office.manager.id],
		],
	);
});

eachEngine('a void lead says why, and is done with', async (t, kind) => {
	const {office, file, see, move, hazardBody} = await startLeads(t, kind);
	await file('one');
	t.is((await move('one', 'voiding', {})).status, 400);
	t.like((await move('one', 'voiding', {reason: '重复上报'})).body, {state: 'void', voiding: {reason: '重复上报'}, moves: []});
	t.is((await see('one')).body.outcome, '未采用：重复上报');
	for (const [what, body] of [
		['voiding', {reason: '再次'}],
		['answer', {text: '答'}],
		['hazard', hazardBody()],
	] as const)
		t.like(await move('one', what, body), {status: 409, body: {code: 'illegal-state', current: 'void'}});
	t.deepEqual((await see('one', office.manager)).body.moves, []);
});

eachEngine('what a manager reported himself another answers or voids', async (t, kind) => {
	const {app, office, file, see, move} = await startLeads(t, kind);
	const own = await upload(app, office.manager, 9);
	await file('one', {communityId: office.communities[0], photos: [own]}, office.manager);
	t.deepEqual((await see('one', office.manager)).body.moves, ['hazard']);
	t.is((await move('one', 'answer', {text: '答'})).body.code, 'wrong-person');
	t.is((await move('one', 'voiding', {reason: '错'})).body.code, 'wrong-person');
	t.is((await move('one', 'answer', {text: '答'}, office.manager2)).status, 200);
});

eachEngine('a lead becomes a hazard, which goes its way and tells who reported it', async (t, kind) => {
	const {app, office, place, photo, file, see, move, hazardBody} = await startLeads(t, kind);
	await file('one', {seenAt: '2026-02-27T23:30:00.000Z'});
	const made = await move('one', 'hazard', hazardBody({id: idOf('make'), placeType: 'stairwell', note: '二楼楼梯间停电瓶车5辆'}));
	t.is(made.status, 201);
	t.like(made.body, {
		state: 'hazard',
		version: 2,
		site: {id: place.siteId},
		community: {id: place.communityId},
		hazard: {number: 'YH-XH-2026-000001', state: 'registered', stateName: '待审核'},
		outcome: '已登记为隐患YH-XH-2026-000001，现为“待审核”。',
	});
	const {id} = made.body.hazard;
	const hazard = (await app.send('GET', `/api/hazards/${id}`, {as: office.manager})).body;
	t.like(hazard, {
		source: 'lead',
		inspectionId: null,
		state: 'registered',
		itemId: 'F03',
		place: '桦苑路12号旁弄堂',
		placeType: 'stairwell',
		foundOn: '2026-02-28',
		recurrenceOf: null,
		lead: {id: idOf('lead/one'), number: 'XS-XH-2026-000001'},
		facts: {filers: [office.gridWorker.id], photosBefore: [photo]},
	});
	t.true(hazard.description.endsWith('二楼楼梯间停电瓶车5辆'));
	t.true(hazard.dueOn >= '2026-03-02');
	t.is((await move('one', 'hazard', hazardBody())).status, 409);
	t.is(
		(await move('one', 'hazard', hazardBody({id: idOf('make'), placeType: 'stairwell', note: '二楼楼梯间停电瓶车5辆'}))).status,
		201,
	);
	t.is(await countOf(app, 'hazards'), 1);
	const confirm = await app.send('POST', `/api/hazards/${id}/confirmation`, {as: office.manager, body: {dueOn: '2026-03-10'}});
	t.is(confirm.body.state, 'confirmed');
	t.is((await see('one')).body.outcome, '已登记为隐患YH-XH-2026-000001，现为“已审核”。');
	t.is((await app.send('GET', `/api/hazards/${id}`, {as: office.gridWorker})).status, 403);
	t.is((await app.send('GET', `/api/photos/${photo}`, {as: office.manager2})).status, 200);
	const found = await app.send('GET', `/api/hazards?q=${encodeURIComponent('电瓶车')}`, {as: office.manager});
	t.is(found.body.items.length, 1);
	t.is((await verifyJournal(app.services.reader)).firstFault, undefined);
});

eachEngine('who reported a lead does not confirm its hazard', async (t, kind) => {
	const {app, office, file, move, hazardBody} = await startLeads(t, kind);
	const own = await upload(app, office.manager, 9);
	await file('one', {photos: [own]}, office.manager);
	const {hazard} = (await move('one', 'hazard', hazardBody())).body;
	const confirm = async (as: {id: string}) =>
		app.send('POST', `/api/hazards/${hazard.id}/confirmation`, {as, body: {dueOn: '2026-03-10'}});
	t.is((await confirm(office.manager)).body.code, 'wrong-person');
	t.is((await confirm(office.manager2)).body.state, 'confirmed');
});

eachEngine('a hazard is not made of a lead without all that it needs', async (t, kind) => {
	const {app, office, place, file, move, hazardBody} = await startLeads(t, kind);
	await file('bare', {photos: []});
	const before = [await countOf(app, 'hazards'), await countOf(app, 'journal'), await countOf(app, 'counters')];
	const faulty = await move(
		'bare',
		'hazard',
		hazardBody({siteId: idOf('other'), item: 'X99', placeType: 'moon', criteria: ['none'], dueOn: '2026-03-01'}),
	);
	t.is(faulty.status, 422);
	t.deepEqual(pathsOf(faulty.body), ['/siteId', '/item', '/placeType', '/dueOn', '/photos', '/criteria/0']);
	t.deepEqual(pathsOf((await move('bare', 'hazard', hazardBody({checklist: 'gas/merchant@1', item: 'G01'}))).body), [
		'/checklist',
		'/photos',
	]);
	t.is((await move('bare', 'hazard', hazardBody({riskPointId: idOf('nowhere')}))).status, 404);
	const far = await makePlace(app, office, {name: '远处', community: 2});
	t.is((await move('bare', 'hazard', hazardBody({riskPointId: far.pointId}), office.manager2)).status, 404);
	const after = [await countOf(app, 'hazards'), await countOf(app, 'journal'), await countOf(app, 'counters')];
	t.deepEqual([after[0], after[2]], [before[0], before[2]]);
	const more = await upload(app, office.manager, 10);
	t.is((await move('bare', 'hazard', hazardBody({siteId: place.siteId, photos: [more]}))).status, 201);
});

eachEngine('a hazard made of a lead counts in figures and lists, late when it was seen long before', async (t, kind) => {
	const {app, office, file, move, hazardBody} = await startLeads(t, kind);
	await file('today');
	await file('late', {seenAt: '2026-02-10T02:00:00.000Z'});
	await move('today', 'hazard', hazardBody());
	await move('late', 'hazard', hazardBody({item: 'F05'}));
	const {figures} = (await app.send('GET', '/api/figures?from=2026-03-01&to=2026-03-31', {as: office.leader})).body;
	const valueOfFigure = (name: string) => figures.find((figure: {name: string}) => figure.name === name).value;
	t.deepEqual([valueOfFigure('hazards-registered'), valueOfFigure('open-hazards'), valueOfFigure('inspections')], [2, 2, 0]);
	t.is(valueOfFigure('late-arrivals'), 1);
	const listed = await app.send('GET', '/api/lists/hazards?format=json&state=all', {as: office.leader});
	t.is(listed.body.rows?.length ?? listed.body.items.length, 2);
});

eachEngine('a hazard made of a lead can be put into a notice', async (t, kind) => {
	const {app, office, place, file, move, hazardBody} = await startLeads(t, kind);
	await file('one');
	const {hazard} = (await move('one', 'hazard', hazardBody())).body;
	await app.send('POST', `/api/hazards/${hazard.id}/confirmation`, {as: office.manager, body: {dueOn: '2026-03-10'}});
	const organisation = {office: '新桦路街道办事处', paperPrefix: '新桦', phone: '021-55500110'};
	await app.send('PUT', '/api/settings/organisation', {as: office.administrator, body: organisation});
	const contact = {name: '秦正', phone: '021-55500110'};
	const body = {kind: 'rectification-notice', siteId: place.siteId, hazardIds: [hazard.id], contact};
	const paper = await app.send('POST', '/api/papers', {as: office.manager, body});
	t.is(paper.status, 201, JSON.stringify(paper.body));
});
