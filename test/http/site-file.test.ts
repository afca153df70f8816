import {findHazard} from '../../src/store/hazards/hazards.ts';
import {journalOf} from '../../src/store/journal/journal.ts';
import {select} from '../../src/store/rows.ts';
import {eachEngine} from '../helpers/database.ts';
import {idOf, type Office} from '../helpers/office.ts';
import {lec, open, pointId, siteId, withHazard, withInspection, withPoint, withSite, withSlot} from '../helpers/register.ts';

eachEngine('A site that changes community takes its points, slots and open hazards with it', async (t, kind) => {
	const {app, office} = await open(t, kind);
	await withSite(app, office);
	await withPoint(app, office);
	await withHazard(app, office, {grade: 'major'}, 'open');
	const writer = app.services.engine.writer;
	const link = {community_id: office.communities[0], domain: 'fire', sha256: 'a', role: 'before'};
	await writer('photo_links').insert({id: 'l1', subject: `hazard:${idOf('open')}`, ...link});
	await withSlot(app, office);
	await withHazard(app, office, {state: 'closed', endedAt: '2026-03-01T00:00:00.000Z', closure: 'reinspected'}, 'closed');
	const moved = await withSite(app, office, {areaId: office.communities[1], version: 1});
	t.is(moved.status, 200);
	t.is(moved.body.communityId, office.communities[1]);
	const point = await app.send('GET', `/api/risk-points/${pointId}`, {as: office.manager});
	t.is(point.body.communityId, office.communities[1]);
	t.is(point.body.version, 2);
	const hazard = await findHazard(app.services.reader, idOf('open'));
	t.is(hazard?.communityId, office.communities[1]);
	t.is(hazard?.version, 2);
	for (const table of ['slots', 'photo_links'])
		t.deepEqual(await select(app.services.reader, `select community_id from ${table}`), [{community_id: office.communities[1]}]);
	t.is((await journalOf(app.services.reader, `hazard:${idOf('open')}`)).at(-1)?.action, 'relocation');
	t.is((await findHazard(app.services.reader, idOf('closed')))?.communityId, office.communities[0]);
	t.is((await app.send('GET', `/api/risk-points/${pointId}`, {as: office.manager2})).status, 404);
});

eachEngine('An open major or suspected-major hazard raises the level, and says so', async (t, kind) => {
	const {app, office} = await open(t, kind);
	await withSite(app, office);
	await withPoint(app, office);
	await app.send('POST', `/api/risk-points/${pointId}/assessments`, {as: office.inspector1, body: lec(1, 1, 1)});
	await withHazard(app, office, {grade: 'general'}, 'small');
	const see = async () => (await app.send('GET', `/api/risk-points/${pointId}`, {as: office.inspector1})).body;
	t.like(await see(), {level: 'low', controlLevel: 'self', raisedBy: []});
	const hazard = await withHazard(app, office, {grade: 'suspected-major', redFlag: true}, 'grave');
	t.like(await see(), {level: 'major', assessedLevel: 'low', controlLevel: 'district'});
	t.deepEqual((await see()).raisedBy, [{hazardId: hazard.id, number: hazard.number, grade: 'suspected-major'}]);
	t.is((await app.send('GET', '/api/risk-points?level=major&count=true', {as: office.manager})).body.total, 1);
	t.is((await app.send('GET', '/api/risk-points?level=low&count=true', {as: office.manager})).body.total, 0);
	const file = await app.send('GET', `/api/sites/${siteId}/file`, {as: office.inspector1});
	t.deepEqual(
		file.body.openHazards.map((line: {number: string; redFlag: boolean; overdue: boolean}) => [line.redFlag, line.overdue]),
		[
			[true, false],
			[false, false],
		],
	);
	t.is(file.body.site.openHazards, 2);
});

eachEngine('The site file shows inspections and papers of the domains in scope, and what one filed oneself', async (t, kind) => {
	const {app, office} = await open(t, kind);
	await withSite(app, office, {areaId: office.communities[2]});
	await withPoint(app, office);
	await withInspection(app, office, 'a', 'fire', office.inspector1.id);
	await withInspection(app, office, 'bb', 'underground', office.inspector1.id);
	await withInspection(app, office, 'ccc', 'underground', office.inspector3.id);
	const ids = async (as: Office['manager']) => {
		const {body} = await app.send('GET', `/api/sites/${siteId}/file`, {as});
		return [body.inspections, body.papers].map(lines => lines.map((line: {id: string}) => line.id));
	};
	t.deepEqual(await ids(office.manager), [
		['ccc', 'bb', 'a'],
		['paper-ccc', 'paper-bb', 'paper-a'],
	]);
	t.deepEqual(await ids(office.inspector3), [
		['ccc', 'a'],
		['paper-ccc', 'paper-a'],
	]);
});
