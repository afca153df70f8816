import {readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import test from 'ava';
import {codes} from '../src/http/codes.ts';
import {root} from '../src/root.ts';
import {type Layer, layers, mayName, mayRead} from './architecture.ts';

const sources = ['src', 'reports', 'db', 'test']
	.flatMap(folder => readdirSync(path.join(root, folder), {recursive: true, encoding: 'utf8'}).map(file => `${folder}/${file}`))
	.filter(file => /\.(ts|mjs|vue)$/.test(file))
	.concat('knexfile.ts')
	.sort();
const code = sources.filter(file => !file.startsWith('test/'));
const textOf = new Map(sources.map(file => [file, readFileSync(path.join(root, file), 'utf8')]));
const bare = (file: string) => textOf.get(file)!.replaceAll(/\/\*[\s\S]*?\*\/|(?<![:'"`\w])\/\/.*$/gm, '');

const resolved = (file: string, name: string): string =>
	name.startsWith('.') ? path.posix.join(path.posix.dirname(file), name) : name;

/** Everything a file imports, types too: paths from the root, or names of packages. */
const importsOf = (file: string): string[] =>
	[...bare(file).matchAll(/^\s*(?:(?:import|export)\b[^'"`;]*?\bfrom|import)\s*'([^']+)'|\bimport\('([^']+)'\)/gm)].map(
		([, fixed, called]) => resolved(file, fixed ?? called!),
	);

const matches = (pattern: string, file: string): boolean =>
	pattern.endsWith('/**') ? file.startsWith(pattern.slice(0, -2)) : pattern === file;
const layerOf = (file: string): Layer | undefined => layers.find(layer => layer.files.some(pattern => matches(pattern, file)));

const packageOf = (name: string): string => {
	const parts = name.split('/');
	return name.startsWith('@') ? parts.slice(0, 2).join('/') : parts[0]!;
};

function faultsOf(file: string): string[] {
	const layer = layerOf(file);
	if (!layer) return [`${file} belongs to no layer`];
	const exceptions = (layer.exceptions ?? []).filter(one => matches(one.file, file)).flatMap(one => one.may);
	return importsOf(file)
		.filter(name => !exceptions.includes(name))
		.filter(name => {
			if (name.startsWith('node:')) return !layer.node;
			if (!/^(src|reports|db|test)\/|^knexfile/.test(name)) return !layer.packages.includes(packageOf(name));
			const other = layerOf(name);
			return other !== layer && !(other && layer.may.includes(other.name));
		})
		.map(name => `${file} imports ${name}`);
}

test('every layer imports only what it may', t => {
	t.deepEqual(code.flatMap(faultsOf), []);
});

test('the table names only layers and files that exist, and every exception is still needed', t => {
	const names = layers.map(layer => layer.name);
	const faults: string[] = [];
	for (const layer of layers) {
		faults.push(...layer.may.filter(name => !names.includes(name)).map(name => `${layer.name} → ${name}`));
		for (const {file, may, reason} of layer.exceptions ?? []) {
			const needed = code.filter(one => matches(file, one)).flatMap(importsOf);
			faults.push(...may.filter(name => !needed.includes(name)).map(name => `${file} → ${name} (${reason})`));
		}
	}
	t.deepEqual(faults, []);
});

test('nothing imports the tests, and reports draw only through their library', t => {
	t.deepEqual(
		code.filter(file => importsOf(file).some(name => name.startsWith('test/'))),
		[],
	);
	const drawers = code.filter(file => importsOf(file).includes('pdfkit'));
	t.deepEqual(
		drawers.filter(file => !file.startsWith('reports/lib/')),
		[],
	);
});

test('the screens take nothing but types from the contract: what travels is described once and costs them nothing', t => {
	const screens = code.filter(file => file.startsWith('src/web/'));
	t.true(screens.length > 20);
	t.deepEqual(
		screens.filter(file => /^\s*import\s+(?!type\b)[^;]*?from '[^']*\/contract\//m.test(bare(file))),
		[],
	);
});

test('only the clock reads the time', t => {
	const clocks = /\bnew Date\(\s*\)|\bDate\.now\b|\bDateTime\.(now|local|utc)\(\s*\)/;
	t.deepEqual(
		code.filter(file => clocks.test(bare(file)) && !mayRead.has(file)),
		[],
	);
});

test('only the configuration of the database names its drivers', t => {
	const drivers = /'(pg|sqlite3|better-sqlite3|pg-native)'/;
	t.deepEqual(
		code.filter(file => drivers.test(bare(file)) && !mayName.has(file)),
		[],
	);
	const importers = code.filter(file => importsOf(file).some(name => ['pg', 'sqlite3', 'better-sqlite3'].includes(name)));
	t.deepEqual(importers, ['knexfile.ts']);
});

test('no file is longer than 250 lines', t => {
	const long = sources
		.map(file => [file, textOf.get(file)!.trimEnd().split('\n').length] as const)
		.filter(([, lines]) => lines > 250);
	t.deepEqual(long, []);
});

test('no file has a name that says nothing', t => {
	const empty = /(^|\/)(utils?|helpers?|misc|shared|stuff|lib|tools|manager|service)(\.[a-z]+)+$/;
	t.deepEqual(
		sources.filter(file => empty.test(file)),
		[],
	);
});

test('no source logs to the console or takes any type', t => {
	t.deepEqual(
		code.filter(file => /\bconsole\.\w+\(|\bas any\b|: any\b|@ts-ignore/.test(bare(file))),
		[],
	);
});

test('every problem code that can be answered is explained in the documentation', t => {
	const known = new Set(codes.map(([name]) => name));
	const thrown = code.flatMap(file =>
		[...bare(file).matchAll(/new Problem\(\s*\d{3},\s*'([a-z-]+)'/g)].map(([, name]) => [name!, file] as const),
	);
	t.true(thrown.length > 0);
	t.deepEqual(
		thrown.filter(([name]) => !known.has(name)),
		[],
	);
	t.is(known.size, codes.length, 'a code is listed twice');
});
