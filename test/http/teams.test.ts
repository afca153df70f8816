import {eachEngine} from '../helpers/database.ts';
import {idOf} from '../helpers/office.ts';
import {pairId, putTeam, teamBody, teamId} from '../helpers/plans.ts';
import {open} from '../helpers/register.ts';

const paths = (body: {errors: Array<{path: string}>}) => body.errors.map(({path}) => path);

eachEngine('a team is made, listed, changed with its version and journaled', async (t, kind) => {
	const {app, office} = await open(t, kind);
	const made = await putTeam(app, office);
	t.is(made.status, 201);
	t.like(made.body, {name: '滚动排查一组', minutesPerDay: 240, version: 1});
	t.like(await putTeam(app, office), {status: 200, body: made.body});
	t.is((await app.send('PUT', `/api/teams/${teamId}`, {as: office.manager, body: {name: '二组'}})).body.code, 'version-required');
	const changed = await app.send('PUT', `/api/teams/${teamId}`, {as: office.manager, body: {name: '二组', version: 1}});
	t.like(changed.body, {name: '二组', version: 2});
	t.like(await app.send('PUT', `/api/teams/${teamId}`, {as: office.manager, body: {name: '三组', version: 1}}), {status: 409});
	const list = await app.send('GET', '/api/teams', {as: office.administrator});
	t.deepEqual(list.body, {items: [changed.body], next: null});
	t.is((await app.send('GET', `/api/teams/${idOf('none')}`, {as: office.manager})).status, 404);
	t.is((await app.send('GET', '/api/teams', {as: office.inspector1})).status, 403);
	t.is((await app.services.engine.writer('journal').where({subject: `team:${teamId}`})).length, 2);
});

eachEngine('an open end of a pair may be written as null and changes nothing', async (t, kind) => {
	const {app, office} = await open(t, kind);
	await putTeam(app, office);
	const pairs = [{...teamBody(office).pairs[0], to: null}];
	t.like(await putTeam(app, office, {pairs}), {status: 200, body: {version: 1}});
});

eachEngine('all faults of a team are named at once', async (t, kind) => {
	const {app, office} = await open(t, kind);
	const {inspector1: one, inspector2: two, manager} = office;
	const pairs = [
		{id: idOf('a'), people: [one.id, one.id], from: '2026-01-01'},
		{id: idOf('b'), people: [two.id, manager.id], from: '2026-02-01', to: '2026-01-31'},
		{id: idOf('b'), people: [two.id, idOf('stranger')], from: '2026-01-15'},
		{id: idOf('c'), people: [one.id, two.id], from: '2026-03-01'},
	];
	const {status, body} = await putTeam(app, office, {areas: [idOf('nowhere')], domains: ['magic'], pairs});
	t.is(status, 422);
	t.deepEqual(paths(body), [
		'/areas/0',
		'/domains/0',
		'/pairs/0/people',
		'/pairs/1/to',
		'/pairs/1/people/1',
		'/pairs/2/people/1',
		'/pairs/2/id',
		'/pairs/3/people/0',
		'/pairs/3/people/1',
	]);
	t.is((await app.send('GET', '/api/teams', {as: office.manager})).body.items.length, 0);
});

eachEngine('one person is in one pair per day over all teams, and in another from the day after', async (t, kind) => {
	const {app, office} = await open(t, kind);
	const people = [office.inspector1.id, office.inspector2.id];
	await putTeam(app, office, {pairs: [{id: pairId, people, from: '2026-01-01', to: '2026-06-30'}]});
	const other = (from: string, id = idOf('pair2')) => ({name: '另一队', pairs: [{id, people, from}]});
	const clash = await putTeam(app, office, other('2026-06-30'), idOf('team2'));
	t.deepEqual(paths(clash.body), ['/pairs/0/people/0', '/pairs/0/people/1']);
	t.deepEqual(paths((await putTeam(app, office, other('2026-07-01', pairId), idOf('team2'))).body), ['/pairs/0/id']);
	t.is((await putTeam(app, office, other('2026-07-01'), idOf('team2'))).status, 201);
});

eachEngine('leave is entered, listed by person and days, and refused with all faults', async (t, kind) => {
	const {app, office} = await open(t, kind);
	const put = async (name: string, body: unknown, as = office.manager) => app.send('PUT', `/api/leave/${idOf(name)}`, {as, body});
	t.like(await put('l1', {personId: office.inspector1.id, from: '2026-03-09', to: '2026-03-11'}), {status: 201});
	t.like(await put('l1', {personId: office.inspector1.id, from: '2026-03-09', to: '2026-03-11'}), {
		status: 200,
		body: {version: 1},
	});
	t.like(await put('l1', {to: '2026-03-12', version: 1}), {status: 200, body: {version: 2, to: '2026-03-12'}});
	await put('l2', {personId: office.inspector2.id, from: '2026-05-01', to: '2026-05-02'}, office.administrator);
	const bad = await put('l3', {personId: idOf('stranger'), from: '2026-03-09', to: '2026-03-08'});
	t.deepEqual(paths(bad.body), ['/personId', '/to']);
	t.deepEqual(paths((await put('l3', {})).body), ['/personId', '/from', '/to']);
	t.is((await put('l3', {}, office.inspector1)).status, 403);
	const see = async (query: string) => (await app.send('GET', `/api/leave?${query}`, {as: office.manager})).body;
	t.is((await see(`person=${office.inspector1.id}`)).items.length, 1);
	t.deepEqual((await see('from=2026-03-12&to=2026-04-30')).items[0].id, idOf('l1'));
	const first = await see('limit=1');
	t.is(first.items[0].from, '2026-05-01');
	t.is((await see(`limit=1&after=${first.next}`)).items[0].from, '2026-03-09');
	t.is((await app.send('GET', `/api/leave/${idOf('l1')}`, {as: office.manager})).body.to, '2026-03-12');
	t.is((await app.send('GET', `/api/leave/${idOf('none')}`, {as: office.manager})).status, 404);
});
