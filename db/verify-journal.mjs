#!/usr/bin/env node
// @ts-check
// Proves an exported journal without the register: this one file, Node and the export are all it needs.
//   node verify-journal.mjs exported.jsonl --seal 2026-03-01=<64 hex digits from a printed report> …
// 0 intact and every given seal matches · 1 broken, names the first bad entry · 2 intact but unanchored · 64 called wrongly.
import {createHash} from 'node:crypto';
import {createReadStream} from 'node:fs';
import process from 'node:process';
import {createInterface} from 'node:readline';

/** @typedef {{seq: number, subject: string, version: number, at: string, actor: string, action: string, reason: string | null, requestId: string | null, after: string, previousHash: string, hash: string}} Entry */
/** @typedef {{day: string, count: number, hash: string}} Seal */
/** @typedef {{version: number, at: string, hash: string}} Head */
/** @typedef {{subject: string, version: number, hash: string, seq: number}} Sealed */

const noHash = '0'.repeat(64);
const dayLength = 86_400_000;

class Broken extends Error {}

/** @param {string} text */
const sha256 = text => createHash('sha256').update(text).digest('hex');
/** Shanghai has kept UTC+8 without summer time since 1992. @param {string} at */
const dayOf = at => new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 10);
/** @param {string} day */
const nextDay = day => new Date(Date.parse(day) + dayLength).toISOString().slice(0, 10);

/** What an entry's hash covers, each part with its length. @param {Entry} e */
const hashInput = e =>
	[e.previousHash, e.subject, String(e.version), e.at, e.actor, e.action, e.reason ?? '', e.requestId ?? '', e.after]
		.map(part => `${part.length}:${part}`)
		.join('|');

/** @param {Sealed} a @param {Sealed} b */
const inOrder = (a, b) => (a.subject === b.subject ? a.version - b.version : a.subject < b.subject ? -1 : 1);
/** @param {string} previous @param {string} day @param {Sealed[]} entries */
const sealOf = (previous, day, entries) =>
	sha256([previous, day, String(entries.length), ...[...entries].sort(inOrder).map(entry => entry.hash)].join('\n'));

/** @param {Pick<Entry, 'seq' | 'subject' | 'version'>} e */
const name = e => `序号 ${e.seq}，${e.subject} 第 ${e.version} 版`;

/** Field → whether it may hold this value: anything else is not an entry that the register wrote. */
const shape = {
	seq: Number.isInteger,
	subject: isText,
	version: Number.isInteger,
	at: (/** @type {unknown} */ value) => isText(value) && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value),
	actor: isText,
	action: isText,
	reason: (/** @type {unknown} */ value) => value === null || isText(value),
	requestId: (/** @type {unknown} */ value) => value === null || isText(value),
	after: isText,
	previousHash: isText,
	hash: isText,
};

/** @param {unknown} value @returns {value is string} */
function isText(value) {
	return typeof value === 'string';
}

/** @param {Record<string, unknown>} line @param {number} number @returns {Entry} */
function entryOf({kind: _, ...line}, number) {
	for (const [field, isRight] of Object.entries(shape))
		if (!isRight(line[field]))
			throw new Broken(`第 ${number} 行：${String(line.subject)} 第 ${String(line.version)} 版的 ${field} 不对`);
	const extra = Object.keys(line).find(field => !Object.hasOwn(shape, field));
	if (extra) throw new Broken(`第 ${number} 行：多出 ${extra}`);
	return /** @type {Entry} */ (/** @type {unknown} */ (line));
}

/** @param {Head | undefined} head @param {Entry} entry */
function checkEntry(head, entry) {
	const expected = (head?.version ?? 0) + 1;
	if (entry.version !== expected) throw new Broken(`${name(entry)}：版本应为 ${expected}，有记录被删去、添加或调换`);
	if (entry.previousHash !== (head?.hash ?? noHash)) throw new Broken(`${name(entry)}：与前一条不相连，前一条被改动或替换`);
	if (head && entry.at <= head.at) throw new Broken(`${name(entry)}：时刻不晚于前一条`);
	if (sha256(hashInput(entry)) !== entry.hash) throw new Broken(`${name(entry)}：内容与哈希值不符，内容被改动`);
}

/** Reads and checks line by line. @param {string} file */
async function readJournal(file) {
	/** @type {Map<string, Head>} */
	const heads = new Map();
	/** @type {Map<string, Sealed[]>} */
	const days = new Map();
	/** @type {Seal[]} */
	const seals = [];
	let number = 0;
	let seq = -1;
	let entries = 0;
	for await (const text of createInterface({input: createReadStream(file, 'utf8'), crlfDelay: Infinity})) {
		number++;
		if (text === '') continue;
		const line = parse(text, number);
		if (line.kind === 'seal') {
			seals.push({day: String(line.day), count: Number(line.count), hash: String(line.hash)});
			continue;
		}
		if (line.kind !== 'entry') throw new Broken(`第 ${number} 行：既不是日志也不是封存值`);
		const entry = entryOf(line, number);
		if (entry.seq <= seq) throw new Broken(`${name(entry)}：次序被调换`);
		checkEntry(heads.get(entry.subject), entry);
		heads.set(entry.subject, {version: entry.version, at: entry.at, hash: entry.hash});
		const day = dayOf(entry.at);
		if (!days.has(day)) days.set(day, []);
		days.get(day)?.push({subject: entry.subject, version: entry.version, hash: entry.hash, seq: entry.seq});
		seq = entry.seq;
		entries++;
	}
	return {entries, subjects: heads.size, days, seals};
}

/** @param {string} text @param {number} number @returns {Record<string, unknown>} */
function parse(text, number) {
	try {
		const value = JSON.parse(text);
		if (typeof value === 'object' && value !== null) return value;
	} catch {}
	throw new Broken(`第 ${number} 行：不是有效的 JSON`);
}

/** Computes the seals anew from the entries and compares. @param {Map<string, Sealed[]>} days @param {Seal[]} seals @param {Map<string, string>} anchors */
function checkSeals(days, seals, anchors) {
	const first = [...days.keys()].sort()[0];
	const last = [...seals.map(seal => seal.day), ...anchors.keys()].sort().at(-1);
	if (last === undefined) return;
	if (first === undefined) throw new Broken('没有日志而有封存值，日志被删去');
	const early = [...anchors.keys()].find(day => day < first);
	if (early) throw new Broken(`${early}：该日已有封存值，而日志从 ${first} 起，更早的日志被删去`);
	let previous = noHash;
	let index = 0;
	for (let day = first; day <= last; day = nextDay(day)) {
		const entries = days.get(day) ?? [];
		const hash = sealOf(previous, day, entries);
		const where = entries[0] ? `该日第一条为${name(entries[0])}` : '该日没有日志';
		const given = anchors.get(day);
		if (given !== undefined && given !== hash) throw new Broken(`${day}：与所给封存值不符，该日或更早的日志被改动（${where}）`);
		const seal = seals[index];
		if (seal) {
			if (seal.day !== day) throw new Broken(`${day}：缺这一日的封存值，或封存值的次序被调换`);
			if (seal.count !== entries.length)
				throw new Broken(`${day}：封存时有 ${seal.count} 条，现有 ${entries.length} 条（${where}）`);
			if (seal.hash !== hash) throw new Broken(`${day}：封存值不符，该日或更早的日志被改动（${where}）`);
			index++;
		}
		previous = hash;
	}
	if (index < seals.length) throw new Broken(`${seals[index]?.day}：封存值的次序被调换或重复`);
}

/** @param {Map<string, Sealed[]>} days @param {string | undefined} day */
const countAfter = (days, day) =>
	[...days].filter(([other]) => day === undefined || other > day).reduce((sum, [, entries]) => sum + entries.length, 0);

/** @param {string} text */
const say = text => process.stdout.write(`${text}\n`);

const usage =
	'用法：node verify-journal.mjs <导出的日志.jsonl> [--seal 日期=封存值]…\n封存值取自数据库之外的副本：盖章的报告、寄出的摘要。';

/** @param {string[]} args @returns {{file: string, anchors: Map<string, string>} | undefined} */
function readArguments(args) {
	const anchors = new Map();
	let file;
	for (let i = 0; i < args.length; i++) {
		if (args[i] === '--seal') {
			const [, day, hash] = /^(\d{4}-\d\d-\d\d)=([0-9a-fA-F]{64})$/.exec(args[++i] ?? '') ?? [];
			if (!day || !hash || Number.isNaN(Date.parse(day))) return undefined;
			if (anchors.has(day) && anchors.get(day) !== hash.toLowerCase()) return undefined;
			anchors.set(day, hash.toLowerCase());
		} else if (file === undefined && !args[i]?.startsWith('-')) file = args[i];
		else return undefined;
	}
	return file === undefined ? undefined : {file, anchors};
}

/** @param {string[]} args @returns {Promise<number>} */
async function main(args) {
	const wanted = readArguments(args);
	if (!wanted) {
		say(usage);
		return 64;
	}
	const {file, anchors} = wanted;
	try {
		const {entries, subjects, days, seals} = await readJournal(file);
		checkSeals(days, seals, anchors);
		say(`完好：${entries} 条日志，${subjects} 个对象，${seals.length} 个封存值，前后相连。`);
		if (anchors.size === 0) {
			say('尚无依据：没有给出数据库之外的封存值（--seal 日期=封存值），不能证明整部日志未被重写。');
			return 2;
		}
		const anchored = [...anchors.keys()].sort().at(-1);
		say(
			`所给 ${anchors.size} 个封存值全部相符；${anchored} 及以前已经证明，其后 ${countAfter(days, anchored)} 条尚未封存于所给依据。`,
		);
		return 0;
	} catch (error) {
		if (error instanceof Broken) {
			say(`已损坏：${error.message}。`);
			return 1;
		}
		say(`不能读取 ${file}：${error instanceof Error ? error.message : String(error)}`);
		return 64;
	}
}

process.exitCode = await main(process.argv.slice(2));
