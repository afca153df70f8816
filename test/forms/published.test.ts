import {readFileSync, rmSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import test from 'ava';
import {loadForms} from '../../src/forms.ts';
import {sealForms} from '../../src/forms-seal.ts';
import {copyForms, edit, readJson, writeJson} from './temporary.ts';

test('every checklist, book of items and method that we ship is published', t => {
	const {publishedHashes, checklists, methods, items} = loadForms();
	const books = new Set([...items.keys()].map(key => key.split('/')[0]!));
	for (const {id, version} of checklists.values())
		t.true(publishedHashes.has(`${id.replace('/', '/checklists/')}.v${version}.json`), id);
	for (const {id, version} of methods.values()) t.true(publishedHashes.has(`methods/${id}.v${version}.json`), id);
	for (const book of books) t.true(publishedHashes.has(`${book.replace('@', '/items.v')}.json`), book);
});

test('a changed published version is refused with the name of its file', t => {
	const folder = copyForms(t);
	edit(folder, 'fire/checklists/daily.v1.json', list => {
		list.title = '另一张表';
	});
	edit(folder, 'methods/lec.v1.json', method => {
		method.factors[0].options[0].score = 11;
	});
	const message = t.throws(() => loadForms(folder))!.message;
	t.true(message.includes('fire/checklists/daily.v1.json：已发布的版本不能修改'));
	t.true(message.includes('methods/lec.v1.json：已发布的版本不能修改'));
});

test('layout and the order of keys do not count as a change', t => {
	const folder = copyForms(t);
	const {version, ...rest} = readJson(folder, 'fire/checklists/daily.v1.json');
	writeFileSync(path.join(folder, 'fire/checklists/daily.v1.json'), JSON.stringify({...rest, version}, null, 8));
	t.notThrows(() => loadForms(folder));
});

test('a published version cannot be taken away', t => {
	const folder = copyForms(t);
	rmSync(path.join(folder, 'methods/mes.v1.json'));
	t.regex(t.throws(() => loadForms(folder))!.message, /methods\/mes\.v1\.json：已发布的版本不能删除/);
});

test('sealing lists a new version and leaves what was listed alone', t => {
	const folder = copyForms(t);
	const before = readJson(folder, 'published.json');
	writeJson(folder, 'fire/checklists/daily.v2.json', {...readJson(folder, 'fire/checklists/daily.v1.json'), version: 2});
	edit(folder, 'fire/items.v1.json', book => book.items.pop());
	t.deepEqual(sealForms(folder), ['fire/checklists/daily.v2.json']);
	t.like(readJson(folder, 'published.json'), before);
	t.regex(t.throws(() => loadForms(folder))!.message, /fire\/items\.v1\.json：已发布的版本不能修改/);
});

test('sealing twice changes nothing', t => {
	const folder = copyForms(t);
	const read = () => readFileSync(path.join(folder, 'published.json'), 'utf8');
	sealForms(folder);
	const once = read();
	t.deepEqual(sealForms(folder), []);
	t.is(read(), once);
});
