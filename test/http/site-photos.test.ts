import {eachEngine} from '../helpers/database.ts';
import {fail, inspectionPath, makeFiling, startFiling, upload} from '../helpers/filing.ts';
import type {Office} from '../helpers/office.ts';
import {makePlace} from '../helpers/places.ts';

type Row = {sha256: string; role: string; subject: {kind: string; number: string | null}; on: string | null};

eachEngine('the photos of a site are listed once each, by scope and page, without signatures', async (t, kind) => {
	const {app, office, place, pair} = await startFiling(t, kind);
	const as = office.inspector1;
	const [before, answer, signature, letter] = [
		await upload(app, as, 1),
		await upload(app, as, 2),
		await upload(app, as, 3),
		await upload(app, office.manager, 4),
	];
	const answers = {F01: {...fail, photos: [before]}, F02: {result: 'pass' as const, photos: [answer]}};
	const body = makeFiling(app, {place, inspectors: pair, answers, more: {signature: {photo: signature}}});
	const {body: filed} = await app.send('PUT', inspectionPath('a'), {as, body});
	await app.send('PUT', `/api/sites/${place.siteId}`, {
		as: office.manager,
		body: {responsibilityLetter: {signedOn: '2026-03-01', photo: letter}, version: 1},
	});
	const see = async (query = '', reader: Office['manager'] = office.manager) =>
		(await app.send('GET', `/api/sites/${place.siteId}/photos${query}`, {as: reader})).body;
	const shown = ({items}: {items: Row[]}) => items.map(({sha256, role, subject}) => [sha256, role, subject.kind, subject.number]);
	const expected = [
		[letter, 'attachment', 'site', null],
		[before, 'before', 'hazard', filed.hazards[0].number],
		[answer, 'answer', 'inspection', filed.number],
	];
	t.deepEqual(shown(await see()), expected);
	t.is((await see()).items[1].on, '2026-03-02');
	t.deepEqual(shown(await see('', office.auditor)), expected);
	const first = await see('?limit=2');
	const rest = await see(`?limit=2&after=${first.next}`);
	t.deepEqual([...shown(first), ...shown(rest)], expected);
	t.is(rest.next, null);
	t.is((await see('', office.inspector3)).code, 'not-found');
});

eachEngine('who holds some domains sees the photos of those and of the site itself', async (t, kind) => {
	const {app, office} = await startFiling(t, kind);
	const place = await makePlace(app, office, {name: '地下车库', community: 2, domain: 'underground'});
	const letter = await upload(app, office.manager, 4);
	const photo = await upload(app, office.manager, 5);
	await app.send('PUT', `/api/sites/${place.siteId}`, {
		as: office.manager,
		body: {responsibilityLetter: {signedOn: '2026-03-01', photo: letter}, version: 1},
	});
	const link = {community_id: office.communities[2], domain: 'underground', sha256: photo, role: 'attachment'};
	await app.services.engine.writer('photo_links').insert({id: 'x', subject: `site:${place.siteId}`, ...link});
	const seen = async (as: Office['manager']) => {
		const {body} = await app.send('GET', `/api/sites/${place.siteId}/photos`, {as});
		return body.items.map(({sha256}: Row) => sha256);
	};
	t.deepEqual(await seen(office.manager), [photo, letter]);
	t.deepEqual(await seen(office.inspector3), [letter]);
});
