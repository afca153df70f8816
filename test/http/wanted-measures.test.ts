import {eachEngine} from '../helpers/database.ts';
import {makeHazard} from '../helpers/hazards.ts';
import {beginMeasures, given, issued} from '../helpers/measures.ts';
import {idOf} from '../helpers/office.ts';

eachEngine('The same item at a site again asks for a measure, until a new or revised one names it', async (t, kind) => {
	const {app, office, put, get, approve} = await beginMeasures(t, kind);
	const wanted = async (query = '', as = office.manager) => (await get(`/wanted${query}`, as)).body;
	const one = await makeHazard(app, office);
	await put('old', {...given, ...issued, hazardIds: [one.id]});
	await approve('old');
	t.deepEqual(await wanted('?count=true'), {items: [], next: null, scope: null, total: 0});
	app.clock.set('2026-04-01');
	const two = await makeHazard(app, office);
	const [asked, ...none] = (await wanted()).items;
	t.deepEqual(none, []);
	t.like(asked, {
		kind: 'site-item',
		domain: 'fire',
		itemId: 'F01',
		siteName: '甲商店',
		why: 'again',
		reason: '同一场所同一检查项12个月内再次出现（最近一次登记于2026年4月1日），请制定新措施，或修订已有措施并关联这些隐患。',
		since: '2026-04-01',
		answered: false,
	});
	t.deepEqual(
		asked.hazards.map(({number}: {number: string}) => number),
		[one.number, two.number],
	);
	t.like(asked.measures[0], {number: 'CS-XH-2026-0001', progress: 'in-force', registeredOn: '2026-03-02', revisedOn: null});
	await put('old', {hazardIds: [one.id, two.id], version: 2});
	t.is((await wanted()).items.length, 1, 'an old measure linked anew is no answer');
	app.clock.set('2026-04-02');
	await put('old', {progress: 'revised', text: '增设货架，每周复核。', version: 3});
	t.deepEqual((await wanted()).items, []);
	const [answered] = (await wanted('?answered=true')).items;
	t.like(answered, {answered: true, since: '2026-04-01'});
	t.is(answered.measures[0].revisedOn, '2026-04-02');
	app.clock.set('2026-05-01');
	const three = await makeHazard(app, office);
	t.like((await wanted()).items[0], {why: 'third', since: '2026-05-01'});
	app.clock.set('2026-05-02');
	await put('new', {...given, hazardIds: [three.id]});
	t.deepEqual((await wanted()).items, []);
	await put('new', {progress: 'repealed', reason: '不可行', version: 1});
	t.is((await wanted()).items.length, 1, 'a repealed measure answers nothing');
	t.is((await wanted('?since=2026-05-02')).items.length, 0);
	t.is((await get('/wanted', office.gridWorker)).status, 403);
});

eachEngine(
	'A look-back that finds it again asks, and so does the third of one point; void and merged ones do not',
	async (t, kind) => {
		const {app, office, get} = await beginMeasures(t, kind);
		const wanted = async (query = '') => (await get(`/wanted${query}`)).body.items;
		const closed = await makeHazard(app, office, {
			state: 'closed',
			closure: 'reinspected',
			endedAt: app.clock.now(),
			foundOn: '2024-06-01',
			registeredAt: '2024-06-01T02:00:00.000Z',
		});
		t.deepEqual(await wanted(), []);
		await makeHazard(app, office, {recurrenceOf: closed.id, source: 'lookback'});
		t.like((await wanted())[0], {why: 'lookback', kind: 'site-item'});
		const ended = {endedAt: app.clock.now(), site: '乙'};
		app.clock.set('2026-03-05');
		await makeHazard(app, office, {...ended, state: 'void'});
		await makeHazard(app, office, {site: '乙'});
		await makeHazard(app, office, {...ended, state: 'merged', foundOn: '2026-03-01'});
		t.is((await wanted()).length, 1);
		await makeHazard(app, office, {site: '乙'});
		t.is((await wanted()).length, 1, 'twice on one day is one return');
		await makeHazard(app, office, {site: '乙'});
		const all = await wanted();
		t.deepEqual(
			all.map(({why, siteName}: {why: string; siteName: string}) => [why, siteName]),
			[
				['third', '乙'],
				['lookback', '甲商店'],
			],
		);
		const first = (await get('/wanted?limit=1&count=true')).body;
		t.is(first.total, 2);
		t.deepEqual(
			(await wanted(`?limit=1&after=${first.next}`)).map(({why}: {why: string}) => why),
			['lookback'],
		);
	},
);

eachEngine('One item at three sites asks for a measure that names so many; readers of less see less', async (t, kind) => {
	const {app, office, put, get} = await beginMeasures(t, kind);
	const wanted = async (query = '', as = office.manager) => (await get(`/wanted?kind=item${query}`, as)).body;
	const [one, two, three] = [
		await makeHazard(app, office, {itemId: 'F05', site: '甲'}),
		await makeHazard(app, office, {itemId: 'F05', site: '乙', communityId: office.communities[1]!}),
		await makeHazard(app, office, {itemId: 'F05', site: '丙', communityId: office.communities[2]!}),
	];
	const {items, scope} = await wanted();
	t.is(scope, null);
	t.like(items[0], {kind: 'item', itemId: 'F05', siteId: null, siteName: null, why: 'across'});
	t.is(items[0].hazards.length, 3);
	t.true(items[0].item.length > 2);
	t.deepEqual(await wanted('', office.inspector1), {items: [], next: null, scope: '范围：两个居民区'});
	t.deepEqual((await wanted('&domain=gas')).items, []);
	app.clock.set('2026-03-03');
	await put('narrow', {...given, hazardIds: [one.id, two.id]});
	t.is((await wanted()).items.length, 1);
	await put('broad', {...given, hazardIds: [one.id, two.id, three.id]});
	t.deepEqual((await wanted()).items, []);
	t.is((await wanted('&answered=true')).items[0].measures.length, 2);
	app.clock.set('2026-06-05');
	t.deepEqual((await wanted('&answered=true')).items, []);
	t.is((await get(`/${idOf('broad')}`)).status, 200);
});
