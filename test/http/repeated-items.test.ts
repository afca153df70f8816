import {eachEngine} from '../helpers/database.ts';
import {begin} from '../helpers/hazard-office.ts';

eachEngine('the second time within a year one level higher controls the point, until the year is over', async (t, kind) => {
	const {app, office, make, move, get} = await begin(t, kind);
	app.clock.set('2025-06-02');
	const first = await make({foundOn: '2025-06-02'});
	const point = async () => (await app.send('GET', `/api/risk-points/${first.riskPointId}`, {as: office.manager})).body;
	const body = {method: 'lec@1', factors: {L: 3, E: 3, C: 7}};
	const assessed = await app.send('POST', `/api/risk-points/${first.riskPointId}/assessments`, {as: office.inspector1, body});
	t.is(assessed.status, 201);
	t.like(await point(), {controlLevel: 'self', repeatedItems: []});

	app.clock.set('2025-12-02');
	const {siteId, riskPointId} = first;
	await make({siteId, riskPointId, foundOn: '2025-06-02'});
	await make({siteId, riskPointId, itemId: 'F02', foundOn: '2025-12-02'});
	t.like(await point(), {controlLevel: 'self', repeatedItems: []});
	const second = await make({siteId, riskPointId, foundOn: '2025-12-02'});
	const raised = await point();
	t.is(raised.controlLevel, 'community');
	t.deepEqual(raised.repeatedItems, [{itemId: 'F01', times: 2, lastOn: '2025-12-02'}]);
	t.is((await get(`/${second.id}`)).status, 200);

	const gone = await move(second.id, 'voiding', office.manager, {reason: '登记有误'});
	t.is(gone.status, 200);
	t.is((await point()).controlLevel, 'self');
	await make({siteId, riskPointId, foundOn: '2025-12-03'});
	t.is((await point()).controlLevel, 'community');
	app.clock.set('2026-06-03');
	t.is((await point()).controlLevel, 'self');
});
