import {readdir, readFile} from 'node:fs/promises';
import path from 'node:path';
import test from 'ava';
import {type PaperKind, papers} from '../../reports/index.ts';
import {compose} from '../../reports/lib/compose.ts';
import {asText, headOf} from '../../reports/lib/reading.ts';
import {root} from '../../src/root.ts';
import {fonts, greyPhotos} from './papers.ts';

const folder = path.join(root, 'reports');
const all = Object.entries(papers) as [string, PaperKind<unknown>][];

test('every folder with a report is a paper', async t => {
	const entries = await readdir(folder, {withFileTypes: true});
	const folders = entries.filter(entry => entry.isDirectory() && entry.name !== 'lib').map(entry => entry.name);
	t.deepEqual(folders.sort(), Object.keys(papers).sort());
});

for (const [name, {blocks, sample}] of all) {
	test(`${name} reads as expected`, async t => {
		t.is(asText(blocks(sample)), await readFile(path.join(folder, name, 'expected.txt'), 'utf8'));
	});

	test(`${name} is titled and all its characters can be drawn`, async t => {
		const list = blocks(sample);
		t.not(headOf(list).title, '');
		const {missing} = compose({blocks: list, photos: await greyPhotos(list), stamp: ''}, await fonts());
		t.deepEqual(missing, []);
	});
}
