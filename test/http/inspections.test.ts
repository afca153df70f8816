import {eachEngine} from '../helpers/database.ts';
import {codesOf, fail, inspectionPath, makeFiling, makePhoto, startFiling, upload} from '../helpers/filing.ts';
import {idOf, type Office} from '../helpers/office.ts';
import {makePlace} from '../helpers/places.ts';

eachEngine('a late photo is linked already: the inspection says when all have come', async (t, kind) => {
	const {app, office, place, pair} = await startFiling(t, kind);
	const {bytes, sha256} = await makePhoto(7);
	const body = makeFiling(app, {place, inspectors: pair, answers: {F01: {...fail, photos: [sha256]}}});
	const {body: filed} = await app.send('PUT', inspectionPath('a'), {as: office.inspector1, body});
	const see = async () => (await app.send('GET', inspectionPath('a'), {as: office.inspector2})).body;
	t.true(codesOf(await see()).includes('photo-awaited'));
	t.is((await app.send('GET', `/api/photos/${sha256}`, {as: office.manager})).status, 404);
	t.is((await app.send('PUT', `/api/photos/${sha256}`, {as: office.inspector2, body: bytes})).status, 201);
	const seen = await see();
	t.false(codesOf(seen).includes('photo-awaited'));
	t.deepEqual(seen.photos, [{sha256, role: 'before', isThere: true, metadata: null}]);
	t.is(seen.hazards[0].id, filed.hazards[0].id);
	t.is((await app.send('GET', `/api/photos/${sha256}`, {as: office.manager})).status, 200);
	t.is((await app.send('GET', `/api/photos/${sha256}`, {as: office.inspector3})).status, 404);
});

eachEngine('inspections are listed by scope, filter and page; phones and signatures by role', async (t, kind) => {
	const {app, office, place, pair} = await startFiling(t, kind);
	const far = await makePlace(app, office, {name: '远处商店', community: 2});
	const signature = await upload(app, office.inspector1, 9);
	for (const name of ['a', 'b', 'c']) {
		const body = makeFiling(app, {place, inspectors: pair, more: {remarks: name, signature: {photo: signature}}});
		t.is((await app.send('PUT', inspectionPath(name), {as: office.inspector1, body})).status, 201);
	}
	await app.send('PUT', inspectionPath('far'), {
		as: office.inspector3,
		body: makeFiling(app, {place: far, inspectors: [office.inspector3]}),
	});
	const list = async (as: Office['manager'], query = '') => (await app.send('GET', `/api/inspections${query}`, {as})).body;
	t.is((await list(office.manager, '?count=true')).total, 4);
	t.is((await list(office.inspector3)).items.length, 1);
	t.is((await list(office.manager2)).items.length, 3);
	const page = await list(office.inspector1, '?limit=2');
	t.deepEqual(
		page.items.map(({number}: {number: string}) => number),
		['JC-XH-2026-000003', 'JC-XH-2026-000002'],
	);
	const rest = await list(office.inspector1, `?limit=2&after=${page.next}`);
	t.deepEqual(
		rest.items.map(({number}: {number: string}) => number),
		['JC-XH-2026-000001'],
	);
	t.is(rest.next, null);
	t.is((await list(office.manager, `?person=${office.inspector3.id}`)).items.length, 1);
	t.is((await list(office.manager, `?site=${place.siteId}&from=2026-03-02&to=2026-03-02&outcome=inspected`)).items.length, 3);
	t.is((await list(office.manager, '?from=2026-03-03')).items.length, 0);
	t.is((await list(office.manager, `?riskPoint=${far.pointId}&count=true`)).total, 1);
	t.is((await list(office.manager, `?area=${office.communities[2]}&count=true`)).total, 1);
	t.is((await list(office.manager, `?area=${idOf('subdistrict')}`)).items.length, 4);
	t.is((await list(office.manager, `?q=${encodeURIComponent('远处')}&count=true`)).total, 1);
	t.is((await list(office.manager, '?q=jc-xh-2026-000001')).items.length, 1);
	t.is((await list(office.manager, '?q=x')).code, 'rules');
	t.is((await app.send('GET', inspectionPath('far'), {as: office.inspector1})).status, 404);
	const phone = async (as: Office['manager']) => (await app.send('GET', inspectionPath('a'), {as})).body;
	t.is((await phone(office.inspector2)).content.met.phone, '13800001234');
	t.is((await phone(office.inspector2)).photos[0].role, 'signature');
	t.is((await phone(office.auditor)).content.met.phone, '138****1234');
	t.deepEqual((await phone(office.auditor)).photos, []);
	t.is((await phone(office.administrator)).content.met.phone, undefined);
	t.is((await app.send('GET', `/api/photos/${signature}`, {as: office.leader})).status, 200);
	t.is((await app.send('GET', `/api/photos/${signature}`, {as: office.auditor})).status, 404);
});
