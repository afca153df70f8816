import {writeFileSync} from 'node:fs';
import test from 'ava';
import {eachEngine} from '../helpers/database.ts';
import {setUpNotices, sha256, silent} from '../helpers/notices.ts';

/** The names and bytes of a zip whose files are stored as they are, read from its central directory. */
function unzip(bytes: Buffer): Map<string, Buffer> {
	const files = new Map<string, Buffer>();
	for (let at = bytes.indexOf('PK\u0001\u0002', 'latin1' as never); at >= 0; at = bytes.indexOf('PK\u0001\u0002', at + 4)) {
		const size = bytes.readUInt32LE(at + 20);
		const nameLength = bytes.readUInt16LE(at + 28);
		const local = bytes.readUInt32LE(at + 42);
		const name = bytes.subarray(at + 46, at + 46 + nameLength).toString();
		const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
		files.set(name, bytes.subarray(start, start + size));
	}
	return files;
}

eachEngine('papers are found by number, place, kind and day, as far as they are in scope', async (t, kind) => {
	const {app, office, makeHazard, issue, farSiteId} = await setUpNotices(t, kind);
	const {body: first} = await issue([await makeHazard()]);
	app.clock.set('2026-03-05');
	const {body: far} = await issue([await makeHazard({siteId: farSiteId})], {siteId: farSiteId});
	const find = async (query: string, as: {id: string} = office.manager) =>
		(await app.send('GET', `/api/papers?${query}`, {as})).body.items?.map(({id}: {id: string}) => id);
	t.deepEqual(await find(`q=${encodeURIComponent('桦远')}`), [far.id]);
	t.deepEqual(await find(`q=${encodeURIComponent('〕1号')}`), [first.id]);
	t.deepEqual(await find(`q=${encodeURIComponent('%_')}`), []);
	t.deepEqual(await find('from=2026-03-03'), [far.id]);
	t.deepEqual(await find('to=2026-03-02'), [first.id]);
	t.deepEqual(await find('kind=transfer-letter'), []);
	t.deepEqual(await find(`q=${encodeURIComponent('桦远')}`, office.manager2), []);
	t.is((await app.send('GET', `/api/papers?q=${encodeURIComponent('桦')}`, {as: office.manager})).body.errors[0].path, '/q');
});

eachEngine('many papers come in one zip, named by number, none out of scope', async (t, kind) => {
	const {app, office, makeHazard, issue, farSiteId} = await setUpNotices(t, kind);
	const {body: first} = await issue([await makeHazard()]);
	const {body: second} = await issue([await makeHazard()]);
	await issue([await makeHazard({siteId: farSiteId})], {siteId: farSiteId});
	await issue([await makeHazard()], {draft: true});
	await app.send('POST', `/api/papers/${second.id}/voiding`, {as: office.manager, body: {reason: '误发'}});
	const get = async (query: string, as: {id: string} = office.manager2) => app.send('GET', `/api/papers.zip${query}`, {as});
	const all = await get('');
	t.is(all.status, 200);
	t.is(all.headers.get('content-type'), 'application/zip');
	const files = unzip(all.bytes);
	t.deepEqual([...files.keys()], ['新桦安改〔2026〕1号.pdf', '新桦安改〔2026〕2号（作废）.pdf']);
	t.deepEqual([...files.values()].map(sha256), [first.sha256, second.sha256]);
	t.is(unzip((await get(`?ids=${first.id}`)).bytes).size, 1);
	t.is(unzip((await get('', office.manager)).bytes).size, 3);
	t.is((await get('?kind=transfer-letter')).status, 404);
	t.is((await get('', office.gridWorker)).status, 403);
});

test('a zip breaks off where a file is not the one that was issued', async t => {
	const {app, office, makeHazard, issue} = await setUpNotices(t, 'sqlite', {log: silent});
	const {body} = await issue([await makeHazard()]);
	writeFileSync(app.services.files.pathOf('papers', body.sha256), 'forged');
	await t.throwsAsync(app.send('GET', '/api/papers.zip', {as: office.manager}));
});
