import type {RiskLevel} from '../../src/domain/content.ts';
import {journalOf} from '../../src/store/journal/journal.ts';
import {eachEngine} from '../helpers/database.ts';
import {pathsOf} from '../helpers/filing.ts';
import {makeHazard} from '../helpers/hazards.ts';
import {idOf} from '../helpers/office.ts';
import {picture, startMaps} from '../helpers/pictures.ts';
import type {Place} from '../helpers/places.ts';

const html = {accept: 'text/html'};

type Shown = {id: string; name: string; level: RiskLevel | null; openHazards: number; overdue: number; lat: number};

eachEngine('the map has every site of the scope with its worst level, what is open and what is overdue', async (t, kind) => {
	const {app, office, get, put, place, assess} = await startMaps(t, kind);
	const one = await place('一号店', 0, {lat: 31.21, lng: 121.41});
	const two = await place('二号店', 1, {lat: 31.22, lng: 121.42}, 'gas');
	const three = await place('三号店', 2, {lat: 31.23, lng: 121.43});
	await place('四号店', 0, null);
	const closed = await place('关停店', 0, {lat: 31.24, lng: 121.44});
	await put(`/api/sites/${closed.siteId}`, {closedOn: '2026-03-02', version: 2});
	await assess(one, [1, 6, 3]);
	await assess(two, [6, 6, 15]);
	const at = (where: Place) => ({
		siteId: where.siteId,
		riskPointId: where.pointId,
		communityId: where.communityId,
		domain: where.domain,
	});
	await makeHazard(app, office, {...at(one), state: 'rectifying', dueOn: '2026-02-01'});
	await makeHazard(app, office, {...at(one), state: 'rectifying', grade: 'suspected-major', dueOn: '2026-05-01'});
	await makeHazard(app, office, {
		...at(three),
		state: 'closed',
		closure: 'reinspected',
		endedAt: app.clock.now(),
		grade: 'major',
	});
	const map = await get('/api/map/sites');
	t.like(map, {scope: null, total: 4, unplaced: 1, label: '截至10:00:00'});
	const shown = (sites: Shown[]) =>
		sites.map(({name, level, openHazards, overdue}) => [name, level, openHazards, overdue]).sort();
	const levelOf = async ({pointId}: Place) => (await get(`/api/risk-points/${pointId}`)).level;
	t.deepEqual(
		shown(map.sites),
		[
			['一号店', await levelOf(one), 2, 1],
			['三号店', null, 0, 0],
			['二号店', 'major', 0, 0],
		].sort(),
	);
	t.not(await levelOf(one), 'low', 'raised by the suspected major hazard');

	t.deepEqual(shown((await get('/api/map/sites?domain=gas')).sites), [['二号店', 'major', 0, 0]]);
	t.is((await get('/api/map/sites?domain=gas')).total, 1);
	t.deepEqual(shown((await get(`/api/map/sites?area=${office.communities[2]}`)).sites), [['三号店', null, 0, 0]]);
	t.deepEqual((await get(`/api/map/sites?area=${idOf('nowhere')}`)).sites, []);
	t.is((await app.send('GET', '/api/map/sites?domain=magic', {as: office.manager})).status, 422);

	const own = await get('/api/map/sites', office.manager2);
	t.like(own, {scope: '范围：一个居民区', total: 2, unplaced: 1});
	t.deepEqual(
		own.sites.map(({name}: Shown) => name),
		['一号店'],
	);
	t.is((await app.send('GET', '/api/map/sites', {as: office.gridWorker})).status, 403);
});

eachEngine('a level on the map is the worst of the points that the reader sees, as each point says it', async (t, kind) => {
	const {app, office, get, put, place, assess} = await startMaps(t, kind);
	const site = await place('商场', 2, {lat: 31.21, lng: 121.41});
	const points: Place[] = [site];
	for (const [i, domain] of ['fire', 'gas', 'underground', 'fire'].entries()) {
		const pointId = idOf(`more ${i}`);
		await put(`/api/risk-points/${pointId}`, {
			siteId: site.siteId,
			domain,
			name: `点${i}`,
			place: '一层',
			attributes: {},
			events: [],
			controls: [],
		});
		points.push({...site, pointId, domain});
	}
	await assess(points[0]!, [1, 6, 3]);
	await assess(points[1]!, [3, 6, 7]);
	await assess(points[3]!, [6, 6, 15]);
	await assess(points[4]!, [6, 6, 40]);
	await put(`/api/risk-points/${points[4]!.pointId}`, {closedOn: '2026-03-02', version: 2});
	const grades = [
		['major', 2],
		['suspected-major', 0],
	] as const;
	const rank = ['low', 'moderate', 'significant', 'major'];
	for (const [grade, i] of grades) {
		const {siteId, communityId} = site;
		await makeHazard(app, office, {siteId, communityId, riskPointId: points[i]!.pointId, domain: points[i]!.domain, grade});
		for (const as of [office.manager, office.inspector3]) {
			const {items} = await get(`/api/risk-points?site=${siteId}&limit=200`, as);
			const open = items.filter(({closedOn}: {closedOn: string | null}) => closedOn === null);
			const worst = open
				.map(({level}: {level: string | null}) => rank.indexOf(level ?? ''))
				.sort((a: number, b: number) => b - a)[0];
			t.is((await get('/api/map/sites', as)).sites[0].level, rank[worst], `${grade} ${as.name}`);
		}
	}
});

eachEngine(
	'an outline is drawn by the administrator, changed over what was seen, taken back, and journalled',
	async (t, kind) => {
		const {app, office, get, put} = await startMaps(t, kind);
		const path = `/api/areas/${office.communities[0]}/boundary`;
		const geometry = {
			type: 'Polygon',
			coordinates: [
				[
					[121.4, 31.2],
					[121.41, 31.2],
					[121.41, 31.21],
					[121.4, 31.2],
				],
			],
		};
		t.is((await put(path, {geometry}, office.manager)).status, 403);
		t.is((await put(`/api/areas/${idOf('nowhere')}/boundary`, {geometry})).status, 404);
		t.is((await put(path, {})).body.code, 'required');
		const open = {...geometry, coordinates: [geometry.coordinates[0]!.slice(0, 3)]};
		t.deepEqual(pathsOf((await put(path, {geometry: open})).body), ['/geometry/ring/0']);
		t.is((await put(path, {geometry: {type: 'Point', coordinates: [121, 31]}})).status, 400);
		t.is((await put(path, {geometry: {...geometry, crs: 'x'}})).status, 400);
		t.like(await put(path, {geometry}), {status: 201, body: {geometry, version: 1}});
		t.like(await put(path, {geometry}), {status: 200, body: {version: 1}});
		const wider = {
			...geometry,
			coordinates: [
				[
					[121.4, 31.2],
					[121.42, 31.2],
					[121.41, 31.21],
					[121.4, 31.2],
				],
			],
		};
		t.is((await put(path, {geometry: wider})).status, 428);
		t.is((await put(path, {geometry: wider, version: 1})).body.version, 2);
		t.is((await put(path, {geometry, version: 1})).status, 409);
		t.like((await get('/api/boundaries', office.inspector3)).items[0], {
			areaId: office.communities[0],
			name: '桦苑第一居民区',
			kind: 'community',
			geometry: wider,
		});
		t.is((await put(path, {geometry: null, version: 2})).body.geometry, null);
		t.deepEqual((await get('/api/boundaries')).items, []);
		const entries = await journalOf(app.services.reader, `boundary:${office.communities[0]}`);
		t.deepEqual(
			entries.map(({action}) => action),
			['boundary-made', 'boundary-changed', 'boundary-removed'],
		);
	},
);

eachEngine(
	'the ground of the map is nothing, a fitted picture or tiles; only tiles let the page ask their host',
	async (t, kind) => {
		const {app, office, get, put} = await startMaps(t, kind);
		const path = '/api/settings/map';
		const imagesOf = async (page: string) =>
			/img-src ([^;]+)/.exec((await app.send('GET', page, {headers: html})).headers.get('content-security-policy') ?? '')?.[1];
		const ours = `'self' blob: data:`;
		t.like(await get(path), {base: 'none', picture: null, tiles: null, version: 0});
		t.is(await imagesOf('/map'), ours);
		t.is((await put(path, {base: 'none'}, office.manager)).status, 403);

		const {sha256, bytes} = await picture({width: 600, height: 400});
		const points = [
			{x: 10, y: 10, lat: 31.21, lng: 121.4},
			{x: 500, y: 300, lat: 31.2, lng: 121.42},
		];
		const ground = {sha256, width: 600, height: 400, points};
		t.deepEqual(pathsOf((await put(path, {base: 'picture', picture: ground})).body), ['/picture/sha256']);
		const upload = async (as: {id: string}) =>
			app.send('PUT', `/api/pictures/${sha256}`, {as, body: bytes, headers: {'content-type': 'image/png'}});
		t.is((await upload(office.inspector1)).status, 403);
		t.is((await upload(office.administrator)).status, 201);
		t.is((await app.send('GET', `/api/photos/${sha256}`, {as: office.inspector3})).status, 404);
		t.deepEqual(pathsOf((await put(path, {base: 'picture', picture: {...ground, width: 601}})).body), ['/picture/width']);
		t.like(await put(path, {base: 'picture', picture: ground}), {
			status: 201,
			body: {base: 'picture', picture: ground, version: 1},
		});
		t.is((await app.send('GET', `/api/photos/${sha256}`, {as: office.inspector3})).status, 200);
		t.is((await app.send('GET', `/api/photos/${sha256}`, {as: office.gridWorker})).status, 404);
		t.is(await imagesOf('/map'), ours);

		const tiles = {url: 'https://map.example.cn/{z}/{x}/{y}.png', attribution: '某图', coordinates: 'gcj-02', maxZoom: 18};
		t.deepEqual(pathsOf((await put(path, {base: 'tiles', version: 1})).body), ['/tiles']);
		const star = {...tiles, url: 'https://*.example.cn/{z}/{x}/{y}.png'};
		t.deepEqual(pathsOf((await put(path, {base: 'tiles', tiles: star, version: 1})).body), ['/tiles/url']);
		t.is((await put(path, {base: 'tiles', tiles, version: 1})).body.version, 2);
		t.is(await imagesOf('/map'), `${ours} https://map.example.cn`);
		t.is(await imagesOf('/'), `${ours} https://map.example.cn`);
		t.is(await imagesOf('/m/'), ours, 'the telephone asks no other host');
		t.is((await put(path, {base: 'none', version: 1})).status, 409);
		t.is((await put(path, {base: 'none', version: 2})).body.version, 3);
		t.is(await imagesOf('/map'), ours);
		t.is((await journalOf(app.services.reader, 'setting:map')).length, 3);
	},
);
