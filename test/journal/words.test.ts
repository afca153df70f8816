import {readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import test from 'ava';
import {actionTitles, subjectTitles} from '../../src/domain/journal/words.ts';
import {root} from '../../src/root.ts';
import {liveTables} from '../../src/store/journal/subjects.ts';

const folder = path.join(root, 'src/actions');
const sources = readdirSync(folder, {recursive: true, encoding: 'utf8'})
	.filter(file => file.endsWith('.ts'))
	.map(file => readFileSync(path.join(folder, file), 'utf8'));

test('every action that is written in the journal has a title', t => {
	const written = sources.flatMap(source => [
		...[...source.matchAll(/\baction: '([a-z-]+)'/g)].map(([, name]) => name!),
		...[...source.matchAll(/`([a-z-]+)-\$\{decision\.kind\}`/g)].flatMap(([, kind]) => [`${kind}-made`, `${kind}-changed`]),
	]);
	t.true(written.length > 40);
	t.deepEqual(
		written.filter(name => !Object.hasOwn(actionTitles, name)),
		[],
	);
});

test('every kind of subject with a live row has a title', t => {
	t.deepEqual(
		Object.keys(liveTables).filter(kind => !Object.hasOwn(subjectTitles, kind)),
		[],
	);
});
