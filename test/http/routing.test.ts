import {eachEngine} from '../helpers/database.ts';
import {begin} from '../helpers/hazard-office.ts';

eachEngine('three answer for a hazard: proposed where nobody is named, and as the manager says', async (t, kind) => {
	const {app, office, make, move, get} = await begin(t, kind);
	const {id} = await make();
	const proposed = {industry: 'fire-rescue', territorial: '新桦路街道', entity: '甲商店'};
	const wrong = await move(id, 'confirmation', office.manager, {parties: {industry: 'gas-company'}});
	t.deepEqual([wrong.status, wrong.body.missing], [422, ['/parties/industry']]);
	t.deepEqual((await move(id, 'confirmation', office.manager)).body.parties, proposed);
	const two = await make();
	const own = {parties: {industry: 'housing', territorial: null}};
	t.deepEqual((await move(two.id, 'confirmation', office.manager, own)).body.parties, {...proposed, ...own.parties});
	const bike = await make({itemId: 'F18', placeType: 'stairwell'});
	t.like((await get(`/${bike.id}`)).body.transferDepartment, {department: 'urban-management', confidence: 'V'});
	t.true((await get(`/${bike.id}`)).body.transferDepartment.check.includes('第八十五条'));
	const value = [
		{domain: null, placeType: null, object: null, department: 'emergency-management', basis: null, confidence: 'D'},
		{domain: 'fire', placeType: 'stairwell', object: {items: ['F18']}, department: 'housing', basis: '会议纪要', confidence: 'D'},
	];
	const table = {value, source: '街道安委会会议纪要'};
	const as = office.administrator;
	const lost = [{...value[0], department: 'nowhere'}];
	const refused = await app.send('PUT', '/api/tables/routing', {as, body: {...table, value: lost}});
	t.deepEqual([refused.status, refused.body.errors[0].path], [422, '/value/0/department']);
	t.is((await app.send('PUT', '/api/tables/routing', {as, body: table})).status, 200);
	t.is((await app.send('POST', '/api/tables/routing/publication', {as, body: {version: 1}})).status, 200);
	t.deepEqual((await get(`/${bike.id}`)).body.transferDepartment, {
		department: 'housing',
		title: '房管局',
		basis: '会议纪要',
		confidence: 'D',
	});
	t.is((await move(bike.id, 'confirmation', office.manager)).body.parties.industry, 'housing');
	const sent = {basis: '职权', enclosures: ['照片'], replyBy: '2026-03-20'};
	for (const department of ['gas-company', 'nowhere'])
		t.deepEqual((await move(bike.id, 'transfers', office.manager, {...sent, department})).body.missing, ['/department']);
	t.is((await move(bike.id, 'transfers', office.manager, {...sent, department: 'police'})).status, 200);
});
