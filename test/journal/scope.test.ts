import {record} from '../../src/store/journal/journal.ts';
import {startApp} from '../helpers/app.ts';
import {eachEngine} from '../helpers/database.ts';
import {idOf, makeOffice, nobody} from '../helpers/office.ts';

eachEngine('a subject outside the scope, or unknown, is not found', async (t, kind) => {
	const app = await startApp(t, {kind});
	const office = await makeOffice(app);
	const [one, , three] = office.communities as [string, string, string];
	await app.services.queue.submit(async db => {
		const rows = placesOf(one, three);
		for (const [table, row] of rows) await db(table).insert(row);
		for (const [kindOf, id] of subjects)
			await record(db, app.contextOf(nobody), {subject: `${kindOf}:${id}`, version: 1, action: 'made', after: {id}});
	});
	const statusOf = async (as: {id: string}, name: string) => (await app.send('GET', `/api/journal?subject=${name}`, {as})).status;
	const expected: Array<[string, number, number]> = [
		[`site:${idOf('site1')}`, 200, 404],
		[`site:${idOf('site3')}`, 404, 200],
		[`risk-point:${idOf('fire1')}`, 200, 404],
		[`risk-point:${idOf('fire3')}`, 404, 200],
		[`risk-point:${idOf('construction3')}`, 404, 404],
		[`hazard:${idOf('hazard1')}`, 200, 404],
		[`hazard:${idOf('hazard3')}`, 404, 404],
		[`inspection:${idOf('inspection1')}`, 200, 404],
		[`inspection:${idOf('inspection3')}`, 404, 404],
		[`paper:${idOf('paper1')}`, 200, 404],
		[`paper:${idOf('paper3')}`, 404, 404],
		[`setting:${idOf('setting')}`, 404, 404],
		['site:nothing', 404, 404],
		['nothing', 404, 404],
		[`__proto__:${idOf('site1')}`, 404, 404],
		[`person:${office.leader.id}`, 200, 200],
	];
	for (const [name, first, third] of expected) {
		t.is(await statusOf(office.inspector1, name), first, `${name} for inspector1`);
		t.is(await statusOf(office.inspector3, name), third, `${name} for inspector3`);
		const isKnown = !name.includes('nothing') && !name.startsWith('__');
		for (const as of [office.auditor, office.administrator]) t.is(await statusOf(as, name), isKnown ? 200 : 404, name);
	}
});

const subjects = [
	['site', 'site1'],
	['site', 'site3'],
	['risk-point', 'fire1'],
	['risk-point', 'fire3'],
	['risk-point', 'construction3'],
	['hazard', 'hazard1'],
	['hazard', 'hazard3'],
	['inspection', 'inspection1'],
	['inspection', 'inspection3'],
	['paper', 'paper1'],
	['paper', 'paper3'],
	['setting', 'setting'],
].map(([kind, name]) => [kind, idOf(name!)] as const);

/** Bare rows with nothing but their place: community 1 with fire, community 3 with construction. */
function placesOf(one: string, three: string): Array<[string, Record<string, unknown>]> {
	const site = (name: string, community: string) => ({
		id: idOf(name),
		label: name,
		name,
		kind: 'shop',
		area_id: community,
		community_id: community,
		address: '桦园路 1 号',
		tags: '[]',
		starts_on: '2026-01-01',
		pauses: '[]',
		version: 1,
	});
	const point = (name: string, siteId: string, community: string, domain: string) => ({
		id: idOf(name),
		label: name,
		site_id: idOf(siteId),
		community_id: community,
		domain,
		name,
		place: '一层',
		attributes: '{}',
		events: '[]',
		controls: '[]',
		version: 1,
	});
	const inspection = (name: string, siteId: string, community: string) => ({
		id: idOf(name),
		number: name,
		site_id: idOf(siteId),
		community_id: community,
		kind: 'patrol',
		outcome: 'inspected',
		started_at: '2026-03-02T01:00:00.000Z',
		ended_at: '2026-03-02T02:00:00.000Z',
		inspected_on: '2026-03-02',
		inspectors: '[]',
		filed_by: 'other',
		registered_at: '2026-03-02T02:00:00.000Z',
		content: '{}',
		content_sha256: '',
		flags: '[]',
	});
	const check = (name: string, inspectionId: string, pointId: string, community: string, domain: string) => ({
		id: idOf(name),
		inspection_id: idOf(inspectionId),
		risk_point_id: idOf(pointId),
		community_id: community,
		domain,
		answers: '{}',
		failed: 0,
		checked_on: '2026-03-02',
	});
	const hazard = (name: string, siteId: string, pointId: string, community: string, domain: string) => ({
		id: idOf(name),
		number: name,
		version: 1,
		state: 'registered',
		grade: 'general',
		grade_rank: 2,
		route: 'notice',
		red_flag: 0,
		site_id: idOf(siteId),
		risk_point_id: idOf(pointId),
		item_id: 'F01',
		domain,
		community_id: community,
		due_on: '2026-03-09',
		found_on: '2026-03-02',
		registered_at: '2026-03-02T02:00:00.000Z',
		body: '{}',
	});
	const paper = (name: string, ordinal: number, siteId: string, community: string, inspectionId: string | null) => ({
		id: idOf(name),
		kind: 'inspection-record',
		year: 2026,
		ordinal,
		number: name,
		state: 'issued',
		site_id: idOf(siteId),
		community_id: community,
		inspection_id: inspectionId && idOf(inspectionId),
		title: name,
		snapshot: '{}',
		verify_code: name,
		issued_by: 'other',
		allocated_at: '2026-03-02T02:00:00.000Z',
		services: '[]',
		version: 1,
	});
	return [
		['sites', site('site1', one)],
		['sites', site('site3', three)],
		['risk_points', point('fire1', 'site1', one, 'fire')],
		['risk_points', point('fire3', 'site3', three, 'fire')],
		['risk_points', point('construction3', 'site3', three, 'construction')],
		['inspections', inspection('inspection1', 'site1', one)],
		['inspections', inspection('inspection3', 'site3', three)],
		['checks', check('check1', 'inspection1', 'fire1', one, 'fire')],
		['checks', check('check3', 'inspection3', 'construction3', three, 'construction')],
		['hazards', hazard('hazard1', 'site1', 'fire1', one, 'fire')],
		['hazards', hazard('hazard3', 'site3', 'construction3', three, 'construction')],
		['papers', paper('paper1', 1, 'site1', one, 'inspection1')],
		['papers', paper('paper3', 2, 'site3', three, null)],
		['paper_hazards', {paper_id: idOf('paper3'), hazard_id: idOf('hazard3'), round: 1}],
	];
}
