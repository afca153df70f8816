import {eachEngine} from '../helpers/database.ts';
import {idOf, type Office} from '../helpers/office.ts';
import {open, withHazard, withPoint, withSite} from '../helpers/register.ts';

type Area = {id: string; counts?: object};

eachEngine('areas are counted by what lies in them, as far as the scope reaches', async (t, kind) => {
	const {app, office} = await open(t, kind);
	const grid = {name: '一号网格', kind: 'grid', parentId: office.communities[0]};
	t.is((await app.send('PUT', `/api/areas/${idOf('grid')}`, {as: office.administrator, body: grid})).status, 201);
	await withSite(app, office);
	await withPoint(app, office);
	await withPoint(app, office, {domain: 'underground', attributes: {}, controls: []}, idOf('cellar'));
	await withHazard(app, office, {}, 'open');
	await withHazard(app, office, {state: 'closed', endedAt: '2026-03-01T00:00:00.000Z', closure: 'reinspected'}, 'closed');
	await withSite(app, office, {areaId: idOf('grid'), name: '二店'}, idOf('second'));
	const seen = async (as: Office['manager']) => {
		const {body} = await app.send('GET', '/api/areas?counts=true', {as});
		return new Map((body.items as Area[]).map(({id, counts}) => [id, counts]));
	};
	const all = await seen(office.manager);
	t.deepEqual(all.get(office.communities[0]!), {sites: 1, riskPoints: 2, openHazards: 1});
	t.deepEqual(all.get(idOf('grid')), {sites: 1, riskPoints: 0, openHazards: 0});
	t.deepEqual(all.get(office.communities[1]!), {sites: 0, riskPoints: 0, openHazards: 0});
	t.deepEqual((await seen(office.inspector3)).get(office.communities[0]!), {sites: 0, riskPoints: 0, openHazards: 0});
	t.is((await app.send('GET', '/api/areas', {as: office.manager})).body.items[0].counts, undefined);
});

eachEngine('an area that would break the tree is refused with the reason', async (t, kind) => {
	const {app, office} = await open(t, kind);
	const put = async (id: string, body: object) => app.send('PUT', `/api/areas/${id}`, {as: office.administrator, body});
	t.is(
		(await put(idOf('g'), {name: '网格', kind: 'grid', parentId: idOf('subdistrict')})).body.errors[0].message,
		'上级应为居民区。',
	);
	t.is((await put(idOf('c'), {name: '居民区', kind: 'community'})).body.errors[0].path, '/parentId');
	t.is((await put(idOf('s'), {name: '又一街道', kind: 'subdistrict'})).body.errors[0].message, '街道只有一个。');
});
