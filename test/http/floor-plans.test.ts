import {journalOf} from '../../src/store/journal/journal.ts';
import {eachEngine} from '../helpers/database.ts';
import {pathsOf} from '../helpers/filing.ts';
import {idOf} from '../helpers/office.ts';
import {picture, startMaps} from '../helpers/pictures.ts';

eachEngine(
	'a floor plan holds the pins of its site; what its reader does not see he neither sees nor takes away',
	async (t, kind) => {
		const {app, office, get, put, place} = await startMaps(t, kind);
		const site = await place('商场', 2, null);
		const below = idOf('below');
		await put(`/api/risk-points/${below}`, {
			siteId: site.siteId,
			domain: 'underground',
			name: '地下室',
			place: '负一层',
			attributes: {},
			events: [],
			controls: [],
		});
		const elsewhere = await place('别处', 0, null);
		const path = `/api/sites/${site.siteId}/floor-plans`;
		const id = idOf('plan one');
		const {sha256, bytes} = await picture({width: 300, height: 200});
		await app.send('PUT', `/api/pictures/${sha256}`, {as: office.manager, body: bytes, headers: {'content-type': 'image/png'}});
		const pins = [
			{riskPointId: site.pointId, x: 0.25, y: 0.5},
			{riskPointId: below, x: 0.123456, y: 1},
		];
		t.deepEqual(pathsOf((await put(`${path}/${id}`, {pins})).body), ['/name', '/picture']);
		t.deepEqual(pathsOf((await put(`${path}/${id}`, {name: '一层', picture: 'a'.repeat(64)})).body), ['/picture']);
		const wrong = [pins[0]!, pins[0]!, {riskPointId: elsewhere.pointId, x: 0, y: 0}];
		t.deepEqual(pathsOf((await put(`${path}/${id}`, {name: '一层', picture: sha256, pins: wrong})).body), [
			'/pins/1/riskPointId',
			'/pins/2/riskPointId',
		]);
		const made = await put(`${path}/${id}`, {name: '一层', picture: sha256, pins}, office.manager);
		t.is(made.status, 201);
		t.like(made.body, {name: '一层', width: 300, height: 200, version: 1});
		t.deepEqual(made.body.pins[1], {riskPointId: below, x: 0.1235, y: 1});
		t.is((await put(`${path}/${id}`, {pins})).body.version, 1, 'the same again');
		t.is((await put(`${path}/${id}`, {name: '底层'})).status, 428);
		t.is((await put(`/api/sites/${elsewhere.siteId}/floor-plans/${id}`, {name: '底层', version: 1})).status, 404);
		t.is((await put(`${path}/${id}`, {name: '底层', version: 1}, office.manager2)).status, 404, 'out of scope');
		t.is((await put(`${path}/${id}`, {name: '底层', version: 1}, office.inspector1)).status, 403);

		t.deepEqual((await get(path, office.inspector3)).items[0].pins, [pins[0]]);
		t.is((await app.send('GET', path, {as: office.inspector1})).status, 404);
		t.is((await app.send('GET', `/api/photos/${sha256}`, {as: office.inspector3})).status, 200);
		t.is((await app.send('GET', `/api/photos/${sha256}`, {as: office.inspector1})).status, 404);

		const three = await app.services.reader('people').where({account: 'inspector3'}).first();
		await app.services.queue.submit(async db => db('people').where({id: three.id}).update({roles: '["inspector","manager"]'}));
		const moved = await put(`${path}/${id}`, {pins: [{...pins[0]!, x: 0.75}], version: 1}, office.inspector3);
		t.deepEqual(moved.body.pins, [{...pins[0]!, x: 0.75}]);
		t.deepEqual(
			(await get(path)).items[0].pins.map(({riskPointId, x}: {riskPointId: string; x: number}) => [riskPointId, x]),
			[
				[below, 0.1235],
				[site.pointId, 0.75],
			],
		);
		t.is((await put(`${path}/${id}`, {closedOn: '2026-03-02', version: 2})).body.closedOn, '2026-03-02');
		t.is((await journalOf(app.services.reader, `floor-plan:${id}`)).length, 3);
		const seen = await app.send('GET', `/api/journal?subject=floor-plan:${id}`, {as: office.manager2});
		t.is(seen.status, 404);
	},
);
