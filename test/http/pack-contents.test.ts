import type {App} from '../helpers/app.ts';
import {eachEngine} from '../helpers/database.ts';
import {fail, inspectionPath, makeFiling, upload} from '../helpers/filing.ts';
import {idOf, type Office} from '../helpers/office.ts';
import {makePlace} from '../helpers/places.ts';
import {open, withHazard} from '../helpers/register.ts';

const fileOne = async (app: App, office: Office, making: Omit<Parameters<typeof makeFiling>[1], 'inspectors'>, name: string) => {
	const body = makeFiling(app, {...making, inspectors: [office.inspector1, office.inspector2]});
	return app.send('PUT', inspectionPath(name), {as: office.inspector1, body});
};

eachEngine('the pack names the last inspection of each point and the papers of its sites that stand', async (t, kind) => {
	const {app, office} = await open(t, kind);
	const place = await makePlace(app, office);
	const path = `/api/sites/${place.siteId}/pack`;
	const first = await app.send('GET', path, {as: office.inspector1});
	t.deepEqual([first.body.lastInspections, first.body.papers], [{}, []]);
	const sha = await upload(app, office.inspector1, 1);
	await fileOne(app, office, {place, more: {startedAt: '2026-03-01T01:00:00.000Z', endedAt: '2026-03-01T01:30:00.000Z'}}, 'one');
	const filed = await fileOne(app, office, {place, answers: {F03: {...fail, photos: [sha]}}}, 'two');
	await fileOne(
		app,
		office,
		{place, more: {outcome: 'could-not-inspect', reason: '停业'}, check: {checklist: undefined, answers: undefined}} as never,
		'three',
	);
	const at = '2026-03-01T16:30:00.000Z';
	const row = (n: number, more: object = {}) => ({
		...{
			id: idOf(`paper${n}`),
			kind: 'inspection-record',
			year: 2026,
			ordinal: n,
			number: `新桦安检〔2026〕${n}号`,
			title: '安全巡查记录',
		},
		...{state: 'issued', site_id: place.siteId, community_id: place.communityId, snapshot: '{}', services: '[]', version: 1},
		...{issued_at: at, inspection_id: filed.body.id, ...more},
	});
	await app.services.engine.writer('papers').insert([row(1), row(2, {state: 'void'}), row(3)]);
	const {body} = await app.send('GET', path, {as: office.inspector1});
	const inspectors = [
		{id: office.inspector1.id, name: '沈一帆'},
		{id: office.inspector2.id, name: '顾二宁'},
	];
	t.deepEqual(body.lastInspections, {
		[place.pointId]: {id: filed.body.id, number: filed.body.number, on: '2026-03-02', inspectors, failed: 1},
	});
	const paper = {siteId: place.siteId, kind: 'inspection-record', title: '安全巡查记录', issuedOn: '2026-03-02'};
	t.deepEqual(body.papers, [
		{id: idOf('paper3'), number: '新桦安检〔2026〕3号', ...paper},
		{id: idOf('paper1'), number: '新桦安检〔2026〕1号', ...paper},
	]);
});

eachEngine('a pack holds what a check asks for without a network: sections, method, basis, bounds, labels', async (t, kind) => {
	const {app, office} = await open(t, kind);
	const place = await makePlace(app, office);
	const {body} = await app.send('GET', `/api/sites/${place.siteId}/pack`, {as: office.inspector1});
	const [list] = body.checklists;
	const ids = list.items.map(({id}: {id: string}) => id);
	t.deepEqual(list.sections.flatMap(({items}: {items: string[]}) => items).sort(), [...ids].sort());
	t.true(list.items.every((item: {method: string; basis: unknown[]}) => item.method.length > 0 && item.basis.length > 0));
	t.deepEqual(list.items.find(({id}: {id: string}) => id === 'F14').answer, {kind: 'number', unit: '米', min: 4});
	t.regex(body.sites[0].label, /^D\d{6}-\d$/);
	t.regex(body.riskPoints[0].label, /^F\d{6}-\d$/);
});

const look = (result: 'pass' | 'fail', photos: string[]) => ({round: 1, inspectors: [], result, on: '2026-02-20', photos});

eachEngine(
	'closed hazards that may be looked back at come apart from the open ones, the latest five of a site',
	async (t, kind) => {
		const {app, office} = await open(t, kind);
		const place = await makePlace(app, office);
		const own = {siteId: place.siteId, riskPointId: place.pointId, communityId: place.communityId, domain: 'fire'};
		const facts = {filers: [], photosBefore: ['b'.repeat(64)], photosAfter: [], reports: [], reinspections: [], deadlines: []};
		const closed = async (name: string, day: string, more: object = {}, said: object = {}) =>
			withHazard(
				app,
				office,
				{
					...own,
					state: 'closed',
					closure: 'reinspected',
					endedAt: `${day}T02:00:00.000Z`,
					facts: {...facts, ...said},
					...more,
				} as never,
				name,
			);
		for (let n = 1; n <= 6; n++) await closed(`c${n}`, `2026-02-0${n}`);
		await closed('old', '2025-03-01');
		await closed('gone', '2026-02-25', {closure: 'site-gone'});
		const back = (result: string) => ({
			lookbacks: [{by: office.inspector2.id, result, on: '2026-02-21', photos: ['c'.repeat(64)]}],
		});
		await closed('again', '2026-02-24', {}, back('recurred'));
		await closed('void', '2026-02-23', {state: 'void', closure: null});
		const after = 'a'.repeat(64);
		await closed(
			'held',
			'2026-02-20',
			{},
			{...back('holds'), reinspections: [look('fail', ['d'.repeat(64)]), look('pass', [after])]},
		);
		await withHazard(app, office, {...own, state: 'reported'} as never, 'open');
		const {body} = await app.send('GET', `/api/sites/${place.siteId}/pack`, {as: office.inspector1});
		const numbers = (list: Array<{number: string}>) => list.map(({number}) => number.split('-').at(-1));
		t.deepEqual(numbers(body.closedHazards), ['held', 'c6', 'c5', 'c4', 'c3']);
		t.deepEqual(numbers(body.openHazards), ['open']);
		t.like(body.closedHazards[0], {
			state: 'closed',
			closedOn: '2026-02-20',
			toReinspect: false,
			overdue: false,
			photosAtClose: [after],
			lookback: {on: '2026-02-21', result: 'holds'},
		});
		t.is(body.sites[0].openHazards, 1);
		t.deepEqual((await app.send('GET', '/api/pack', {as: office.inspector3})).body.closedHazards, []);
	},
);
