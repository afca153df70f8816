import {spawn} from 'node:child_process';
import {mkdtempSync, readFileSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test from 'ava';
import {dayOf} from '../../src/domain/days.ts';
import {type Entry, hashInput} from '../../src/domain/journal/journal.ts';
import {type Seal, sealInput} from '../../src/domain/journal/seal.ts';
import {root} from '../../src/root.ts';
import {sha256} from '../../src/store/journal/journal.ts';
import {eachEngine} from '../helpers/database.ts';
import {idOf} from '../helpers/office.ts';
import {exportLines, startFilled} from './fill.ts';

const verifier = path.join(root, 'db', 'verify-journal.mjs');
const folder = mkdtempSync(path.join(tmpdir(), 'register-verifier-'));
let count = 0;

async function verify(lines: string[], ...args: string[]): Promise<{code: number | null; says: string}> {
	const file = path.join(folder, `${count++}.jsonl`);
	writeFileSync(file, lines.map(line => `${line}\n`).join(''));
	return run(file, ...args);
}

async function run(...args: string[]): Promise<{code: number | null; says: string}> {
	const child = spawn(process.execPath, [verifier, ...args], {cwd: folder, stdio: ['ignore', 'pipe', 'inherit']});
	let says = '';
	child.stdout.on('data', chunk => {
		says += String(chunk);
	});
	const code = await new Promise<number | null>(resolve => child.on('close', resolve));
	return {code, says};
}

type Line = Entry & {kind: string; seq: number; day: string; count: number};
const parse = (line: string) => JSON.parse(line) as Line;
const isEntry = (line: string) => parse(line).kind === 'entry';
const replaced = (lines: string[], start: number, count: number, ...put: string[]): string[] => [
	...lines.slice(0, start),
	...put,
	...lines.slice(start + count),
];
const anchor = ({day, hash}: Pick<Seal, 'day' | 'hash'>) => ['--seal', `${day}=${hash}`];

/** What a forger with the whole database would do: every hash and seal anew. */
function rewrite(lines: string[]): string[] {
	const heads = new Map<string, string>();
	const entries = lines.filter(isEntry).map(parse);
	for (const entry of entries) {
		entry.previousHash = heads.get(entry.subject) ?? '0'.repeat(64);
		entry.hash = sha256(hashInput(entry));
		heads.set(entry.subject, entry.hash);
	}
	let previous = '0'.repeat(64);
	const seals = lines
		.filter(line => !isEntry(line))
		.map(parse)
		.map(({day}) => {
			const its = entries.filter(entry => dayOf(entry.at) === day);
			previous = sha256(sealInput(previous, day, its));
			return {kind: 'seal', day, count: its.length, hash: previous};
		});
	return [...entries, ...seals].map(line => JSON.stringify(line));
}

eachEngine('an exported journal is intact, and anchored when a seal from paper is given', async (t, kind) => {
	const {app, seals} = await startFilled(t, kind);
	const lines = await exportLines(app);
	const bare = await verify(lines);
	t.is(bare.code, 2);
	t.regex(bare.says, /尚无依据/);
	const anchored = await verify(lines, ...anchor(seals.at(-1)!));
	t.is(anchored.code, 0);
	t.regex(anchored.says, /其后 1 条尚未封存/);
	const older = await verify(lines, ...anchor(seals[0]!), ...anchor(seals[1]!));
	t.is(older.code, 0);
	t.regex(older.says, /其后 3 条尚未封存/);
	t.deepEqual(rewrite(lines).map(parse), lines.map(parse));
});

test('any field that is changed is found, and the entry is named', async t => {
	const {app, seals} = await startFilled(t);
	const lines = await exportLines(app);
	const index = lines.findIndex(line => parse(line).subject === `area:${idOf('community1')}` && parse(line).version === 2);
	const entry = parse(lines[index]!) as unknown as Record<string, unknown>;
	const values: Record<string, unknown> = {version: 7, at: '2026-03-02T03:00:00.000Z', reason: 'x', requestId: 'x'};
	for (const field of Object.keys(entry).filter(name => name !== 'kind' && name !== 'seq')) {
		const value = field in values ? values[field] : `${String(entry[field])}x`;
		const changed = replaced(lines, index, 1, JSON.stringify({...entry, [field]: value}));
		const {code, says} = await verify(changed, ...anchor(seals[0]!));
		t.is(code, 1, field);
		t.regex(says, new RegExp(`序号 ${String(entry.seq)}，`), field);
	}
	for (const changed of [
		{...entry, extra: 1},
		{...entry, after: undefined},
		{...entry, reason: 7},
	])
		t.is((await verify(replaced(lines, index, 1, JSON.stringify(changed)))).code, 1);
});

test('a removed, doubled or reordered entry is found', async t => {
	const {app, seals} = await startFilled(t);
	const lines = await exportLines(app);
	const entries = lines.filter(isEntry);
	const rest = lines.filter(line => !isEntry(line));
	const seal = anchor(seals.at(-1)!);
	// The very last one came after the last seal: it is not yet sealed, and its removal cannot be seen.
	for (const i of entries.keys()) {
		const {code} = await verify([...replaced(entries, i, 1), ...rest], ...seal);
		t.is(code, i === entries.length - 1 ? 0 : 1, `without entry ${i}`);
	}
	t.is((await verify([...replaced(entries, 3, 0, entries[3]!), ...rest], ...seal)).code, 1);
	t.is((await verify([...replaced(entries, 3, 2, entries[4]!, entries[3]!), ...rest], ...seal)).code, 1);
	t.is((await verify([...entries].reverse(), ...seal)).code, 1);
	t.is((await verify([], ...seal)).code, 1);
	t.is((await verify([...lines, 'no json'], ...seal)).code, 1);
});

test('a journal written anew from one entry on is found by an older seal, and passes only without one', async t => {
	const {app, seals} = await startFilled(t);
	const lines = await exportLines(app);
	const index = lines.findIndex(line => parse(line).subject === `area:${idOf('community1')}` && parse(line).version === 3);
	const entry = parse(lines[index]!);
	const forged = rewrite(replaced(lines, index, 1, JSON.stringify({...entry, after: entry.after.replace('200', '999')})));
	t.is((await verify(forged)).code, 2);
	t.is((await verify(forged, ...anchor(seals[0]!))).code, 0, 'the change is after this seal');
	for (const seal of seals.slice(1)) {
		const {code, says} = await verify(forged, ...anchor(seal));
		t.is(code, 1);
		t.regex(says, new RegExp(`${seal.day}：与所给封存值不符`));
	}
	const cut = rewrite(lines.filter(line => !isEntry(line) || dayOf(parse(line).at) > '2026-03-02' || parse(line).version > 1));
	t.is((await verify(cut, ...anchor(seals[0]!))).code, 1);
});

test('changed, removed or invented seals in the file are found', async t => {
	const {app, seals} = await startFilled(t);
	const lines = await exportLines(app);
	const first = lines.findIndex(line => !isEntry(line));
	const seal = parse(lines[first]!);
	t.is((await verify(replaced(lines, first, 1, JSON.stringify({...seal, count: seal.count + 1})))).code, 1);
	t.is((await verify(replaced(lines, first, 1, JSON.stringify({...seal, hash: '1'.repeat(64)})))).code, 1);
	t.is((await verify(replaced(lines, first + 1, 1))).code, 1);
	t.is((await verify(replaced(lines, first, 2, lines[first + 1]!, lines[first]!))).code, 1);
	t.is((await verify(lines.slice(0, first), ...anchor(seals[3]!))).code, 0, 'seals are computed anew when the file has none');
	t.is((await verify(lines, '--seal', `2026-02-01=${seals[0]!.hash}`)).code, 1);
	t.is((await verify(lines, '--seal', `2026-03-05=${'a'.repeat(64)}`)).code, 1);
});

test('a wrong call is never taken for an intact journal', async t => {
	t.is((await verify([], '--seal', 'yesterday')).code, 64);
	t.is((await verify([], '--seal')).code, 64);
	t.is((await verify([], '--sael', `2026-03-05=${'a'.repeat(64)}`)).code, 64);
	t.is((await run()).code, 64);
	t.is((await run(path.join(folder, 'none.jsonl'))).code, 64);
	t.is((await verify([])).code, 2);
});

test('the verifier is one file that needs nothing but Node', t => {
	const modules = [...readFileSync(verifier, 'utf8').matchAll(/(?:from|import\(?|require\()\s*'([^']+)'/g)].map(
		([, name]) => name!,
	);
	t.true(modules.length > 0);
	for (const name of modules) t.true(name.startsWith('node:'), name);
});
