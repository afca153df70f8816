import {eachEngine} from '../helpers/database.ts';
import {idOf, type Office} from '../helpers/office.ts';
import {makePlace} from '../helpers/places.ts';
import {pairId, planBody, planId, putPlan, putTeam, slotsOf} from '../helpers/plans.ts';
import {open} from '../helpers/register.ts';

const secondPair = idOf('pair2');
const secondTeam = idOf('team2');

/** Two sites in community 1 and 3; a pair of inspectors 1 and 2, and one of inspector 3 with a colleague who may go anywhere. */
async function withBoard(t: Parameters<typeof open>[0], kind: 'sqlite' | 'postgres', {together = true} = {}) {
	const {app, office} = await open(t, kind);
	const near = await makePlace(app, office, {name: '甲'});
	const second = await makePlace(app, office, {name: '丙'});
	await putTeam(app, office);
	const colleagues = [office.inspector3.id, idOf('inspector4')];
	for (const [i, name] of ['inspector4', 'inspector5'].entries()) {
		const body = {account: name, name: `某${'四五'[i]}`, roles: ['inspector'], fromOn: '2020-01-01'};
		await app.send('PUT', `/api/people/${idOf(name)}`, {as: office.administrator, body});
	}
	for (const person of [office.inspector3.id, idOf('inspector4')])
		await app.send('PUT', `/api/grants/${idOf(`more ${person}`)}`, {
			as: office.administrator,
			body: {personId: person, areaId: idOf('subdistrict'), fromOn: '2020-01-01'},
		});
	const pairs = [{id: secondPair, people: colleagues, from: '2026-01-01'}];
	await app.send('PUT', `/api/teams/${secondTeam}`, {as: office.manager, body: {name: '机动组', pairs, minutesPerDay: 120}});
	await putPlan(app, office, {...planBody(), weekdays: [1], ...(together && {teams: [idOf('team'), secondTeam]})});
	const give = async (slot: {id: string}, pair: string, on: string) =>
		app.send('POST', `/api/slots/${slot.id}/assignment`, {as: office.manager, body: {on, pairId: pair}});
	for (const slot of await slotsOf(app, office)) await give(slot, pairId, '2026-03-09');
	const get = async (query: string, as: keyof Office = 'manager') =>
		app.send('GET', `/api/slots${query}`, {as: office[as] as Office['manager']});
	const post = async (path: string, body: object, as: keyof Office = 'manager') =>
		app.send('POST', `/api/slots${path}`, {as: office[as] as Office['manager'], body});
	return {app, office, near, second, get, post, give};
}

eachEngine('The board shows each pair and day with its slots, named, and who is away to who keeps the teams', async (t, kind) => {
	const {app, office, near, get} = await withBoard(t, kind);
	await app.send('PUT', `/api/leave/${idOf('leave')}`, {
		as: office.manager,
		body: {personId: office.inspector3.id, from: '2026-03-10', to: '2026-03-11'},
	});
	const {body} = await get('/board?from=2026-03-09&to=2026-03-15');
	t.is(body.days.length, 7);
	t.deepEqual(body.days.map(({rest}: {rest: string | null}) => rest).slice(4), [null, '周末', '周末']);
	t.deepEqual(
		body.pairs.map(({pairId: id, minutesPerDay, off}: {pairId: string; minutesPerDay: number; off: string[]}) => [
			id,
			minutesPerDay,
			off,
		]),
		[
			[pairId, 240, []],
			[secondPair, 120, ['2026-03-10', '2026-03-11']],
		],
	);
	t.deepEqual(body.slots.map(({siteName}: {siteName: string}) => siteName).sort(), ['丙', '甲']);
	t.like(
		body.slots.find(({siteId}: {siteId: string}) => siteId === near.siteId),
		{siteName: '甲', pointName: '营业厅', domain: 'fire', minutes: 32, assigned: {on: '2026-03-09', pairId}},
	);
	t.deepEqual([body.visitMinutes, body.more, body.scope], [20, false, null]);
	const others = (await get('/board?from=2026-03-09&to=2026-03-15', 'inspector1')).body;
	t.deepEqual(
		others.pairs.flatMap(({off}: {off: string[]}) => off),
		[],
	);
	t.not(others.scope, null);
	t.deepEqual((await get('/board?from=2026-03-09&to=2026-03-15', 'inspector3')).body.slots.length, 2);
	t.deepEqual((await get('/board?from=2026-03-10&to=2026-03-10')).body.slots, []);
});

eachEngine('A board of too many days, or of days that end before they begin, is refused', async (t, kind) => {
	const {get} = await withBoard(t, kind);
	for (const query of ['from=2026-03-09&to=2026-03-23', 'from=2026-03-09&to=2026-03-08'])
		t.deepEqual((await get(`/board?${query}`)).body.errors[0].path, '/to');
});

eachEngine('Slots are listed by pair, by day given, by place, unassigned and overdue', async (t, kind) => {
	const {app, office, near, get} = await withBoard(t, kind);
	const {writer} = app.services.engine;
	const sites = async (query: string) =>
		(await get(`?${query}`)).body.items.map(({siteName}: {siteName: string}) => siteName).sort();
	t.deepEqual(await sites(`pair=${pairId}`), ['丙', '甲']);
	t.deepEqual(await sites(`pair=${secondPair}`), []);
	t.deepEqual(await sites('assignedFrom=2026-03-09&assignedTo=2026-03-09'), ['丙', '甲']);
	t.deepEqual(await sites('assignedFrom=2026-03-10'), []);
	t.deepEqual(await sites('assigned=false'), []);
	await writer('slots').where({site_id: near.siteId}).update({assigned_on: null, pair_id: null, people: null});
	t.deepEqual(await sites('assigned=false'), ['甲']);
	t.deepEqual(await sites('assigned=true'), ['丙']);
	t.deepEqual(await sites(`area=${office.communities[0]}&domain=fire`), ['丙', '甲']);
	t.deepEqual(await sites(`area=${office.communities[1]}`), []);
	t.deepEqual(await sites('domain=gas'), []);
	t.deepEqual(await sites('overdue=true'), []);
	await writer('slots').where({site_id: near.siteId}).update({due_on: '2026-03-01'});
	t.deepEqual(await sites('overdue=true'), ['甲']);
	t.deepEqual(await sites('overdue=false'), ['丙']);
});

eachEngine('What a person leaves is given to another pair on the same days, after its effect was shown', async (t, kind) => {
	const {app, office, get, post} = await withBoard(t, kind);
	const body = {personId: office.inspector1.id, pairId: secondPair};
	const before = (await post('/hand-over/preview', body)).body;
	t.like(before, {given: 2, refused: 0, more: false, load: [{day: '2026-03-09', minutes: 104, minutesPerDay: 120}]});
	t.deepEqual((await get(`?pair=${secondPair}`)).body.items, []);
	const done = await post('/hand-over', {...body, id: idOf('hand-over')});
	t.like(done, {status: 200, body: {given: 2, refused: 0}});
	const [slot] = (await get(`?pair=${secondPair}`)).body.items;
	t.deepEqual(slot.assigned, {on: '2026-03-09', pairId: secondPair, people: [office.inspector3.id, idOf('inspector4')]});
	t.deepEqual((await post('/hand-over', {...body, id: idOf('hand-over')})).body, done.body, 'asked again after a lost reply');
	t.like((await post('/hand-over', body)).body, {given: 0, refused: 0, items: []});
	t.is((await app.services.engine.writer('slots').where({pair_id: pairId})).length, 0);
});

eachEngine('What the other pair may not take stays where it is, with the reason', async (t, kind) => {
	const {office, post, get} = await withBoard(t, kind, {together: false});
	const {body} = await post('/hand-over', {personId: office.inspector2.id, pairId: secondPair});
	t.like(body, {given: 0, refused: 2});
	t.is(body.items[0].fault, '计划的检查队中没有这一组。');
	t.is((await get(`?pair=${pairId}`)).body.items.length, 2);
});

eachEngine(
	'A hand-over takes only the slots that are named, from a day on, and no day on which the pair is away',
	async (t, kind) => {
		const {app, office, post, give} = await withBoard(t, kind);
		const [one, two] = await slotsOf(app, office);
		await give(two, pairId, '2026-03-16');
		const ask = async (more: object) =>
			(await post('/hand-over/preview', {personId: office.inspector1.id, pairId: secondPair, ...more})).body;
		t.deepEqual(
			(await ask({slotIds: [one.id]})).items.map(({id}: {id: string}) => id),
			[one.id],
		);
		t.deepEqual(
			(await ask({from: '2026-03-10'})).items.map(({id}: {id: string}) => id),
			[two.id],
		);
		await app.send('PUT', `/api/leave/${idOf('leave')}`, {
			as: office.manager,
			body: {personId: office.inspector3.id, from: '2026-03-16', to: '2026-03-16'},
		});
		const {given, items} = await ask({});
		t.is(given, 1);
		t.is(items.find(({id}: {id: string}) => id === two.id).fault, '这一组当天有人请假、离岗，或尚未成组。');
	},
);

eachEngine('A hand-over to nobody, to oneself or by who may not plan is refused', async (t, kind) => {
	const {office, post} = await withBoard(t, kind);
	const {id: personId} = office.inspector1;
	const paths = async (body: object) => (await post('/hand-over', body)).body.errors.map(({path}: {path: string}) => path);
	t.deepEqual(await paths({personId: idOf('nobody'), pairId: idOf('none')}), ['/personId', '/pairId']);
	t.deepEqual(await paths({personId, pairId}), ['/pairId']);
	t.is((await post('/hand-over', {personId, pairId: secondPair}, 'inspector1')).status, 403);
});

eachEngine('A preview tells the pairs, the days and what the pairs have to do under other plans', async (t, kind) => {
	const {app, office} = await withBoard(t, kind);
	await putPlan(app, office, {name: '二', weekdays: [1]}, idOf('plan2'));
	const {body} = await app.send('POST', `/api/plans/${planId}/preview`, {as: office.manager, body: {}});
	t.deepEqual(
		body.pairs.map(({pairId: id, team}: {pairId: string; team: string}) => [id, team]),
		[
			[pairId, '滚动排查一组'],
			[secondPair, '机动组'],
		],
	);
	t.true(body.days.every((day: string) => new Date(day).getUTCDay() === 1));
	const minutes = body.others.reduce((sum: number, row: {minutes: number}) => sum + row.minutes, 0);
	t.true(minutes >= 64, `${minutes}`);
});
