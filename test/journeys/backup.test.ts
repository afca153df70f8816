import {mkdtempSync, readdirSync, readFileSync, renameSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {openSession} from '../../src/actions/people/sign-in.ts';
import {systemClock} from '../../src/clock.ts';
import {dayOf} from '../../src/domain/days.ts';
import {startApp} from '../helpers/app.ts';
import {runCli} from '../helpers/cli.ts';
import {eachEngine} from '../helpers/database.ts';
import {addressOf, type EngineKind, emptyPostgres} from '../helpers/engines.ts';
import {fail, inspectionPath, makeFiling, makePhoto, sha} from '../helpers/filing.ts';
import {makeOffice} from '../helpers/office.ts';
import {makePlace} from '../helpers/places.ts';
import {serveFolder} from '../helpers/server.ts';

const ordinalOf = (number: string): number => Number(number.split('-').at(-1));
const newFolder = () => mkdtempSync(path.join(tmpdir(), 'register-backup-'));

/** A register in which each filing names a photo of its own. */
async function startBackup(t: ExecutionContext, kind: EngineKind) {
	const today = dayOf(systemClock.now());
	const app = await startApp(t, {kind, today});
	const office = await makeOffice(app);
	const place = await makePlace(app, office, {});
	const pair = [office.inspector1, office.inspector2];
	const file = async (n: number) => {
		const photo = await makePhoto(n);
		const upload = await app.send('PUT', `/api/photos/${photo.sha256}`, {as: pair[0]!, body: photo.bytes});
		const body = makeFiling(app, {place, inspectors: pair, answers: {F01: {...fail, photos: [photo.sha256]}}});
		const filed = await app.send('PUT', inspectionPath(`backup/${n}`), {as: pair[0]!, body});
		if (upload.status !== 201 || filed.status !== 201) throw new Error(filed.bytes.toString());
		return {
			path: inspectionPath(`backup/${n}`),
			sha256: photo.sha256,
			number: filed.body.number as string,
			hazard: filed.body.hazards[0].number as string,
		};
	};
	const {secret} = await app.services.queue.submit(async db => openSession(db, pair[0]!.id, '2099-01-01T00:00:00.000Z'));
	const from = {DATA_DIR: app.folder, DATABASE_URL: addressOf(app.services.engine)};
	const later = (sha256: string) => makeFiling(app, {place, inspectors: pair, answers: {F02: {...fail, photos: [sha256]}}});
	return {file, secret, from, later};
}

const empty = async (kind: EngineKind) => ({
	DATA_DIR: path.join(newFolder(), 'restored'),
	DATABASE_URL: kind === 'postgres' ? await emptyPostgres() : '',
});

eachEngine('what was filed before a backup under load is there after its restoring, with its photos', async (t, kind) => {
	const {file, secret, from} = await startBackup(t, kind);
	const before = await Promise.all(Array.from({length: 20}, async (_, n) => file(n)));
	const archive = path.join(newFolder(), 'register.tar');
	let isOver = false;
	const backup = runCli(['backup', archive], from).finally(() => {
		isOver = true;
	});
	for (let n = 100; !isOver; n++) await file(n);
	const made = await backup;
	t.is(made.code, 0, made.says);

	const into = await empty(kind);
	const restored = await runCli(['restore', archive], into);
	t.is(restored.code, 0, restored.says);
	t.regex(restored.says, /核验日志：\d+\.\d\d 秒/);
	t.is((await runCli(['verify-journal'], into)).code, 0);

	const {origin} = await serveFolder(t, into.DATA_DIR, {DATABASE_URL: into.DATABASE_URL});
	const get = async (address: string) => fetch(origin + address, {headers: {authorization: `Bearer ${secret}`}});
	for (const {path: address, number, sha256} of before) {
		t.is(((await (await get(address)).json()) as {number: string}).number, number);
		const bytes = Buffer.from(await (await get(`/api/photos/${sha256}?size=original`)).arrayBuffer());
		t.is(sha(bytes), sha256);
	}
});

eachEngine('a restored register goes on where it stood: the next hazard has the next number', async (t, kind) => {
	const {file, secret, from, later} = await startBackup(t, kind);
	const last = await file(1);
	const archive = path.join(newFolder(), 'register.tar');
	t.is((await runCli(['backup', archive], from)).code, 0);
	const into = await empty(kind);
	t.is((await runCli(['restore', archive], into)).code, 0);
	const {origin} = await serveFolder(t, into.DATA_DIR, {DATABASE_URL: into.DATABASE_URL});
	const answer = await fetch(origin + inspectionPath('later'), {
		method: 'PUT',
		headers: {authorization: `Bearer ${secret}`, 'content-type': 'application/json'},
		body: JSON.stringify(later(last.sha256)),
	});
	const filed = (await answer.json()) as {hazards: Array<{number: string}>};
	t.is(answer.status, 201, JSON.stringify(filed));
	t.is(ordinalOf(filed.hazards[0]!.number), ordinalOf(last.hazard) + 1);
});

test('a backup is not restored over anything, and not over a backup', async t => {
	const {file, from} = await startBackup(t, 'sqlite');
	await file(1);
	const archive = path.join(newFolder(), 'register.tar');
	t.is((await runCli(['backup', archive], from)).code, 0);
	const again = await runCli(['backup', archive], from);
	t.is(again.code, 1);
	t.regex(again.says, /已经存在/);
	const folder = newFolder();
	writeFileSync(path.join(folder, 'notes.txt'), 'x');
	const refused = await runCli(['restore', archive], {DATA_DIR: folder});
	t.is(refused.code, 1);
	t.regex(refused.says, /不是空文件夹/);
	t.deepEqual(readdirSync(folder), ['notes.txt']);
});

test('a register with a photo that is gone or changed is not backed up, and the photo is named', async t => {
	const {file, from} = await startBackup(t, 'sqlite');
	const {sha256} = await file(1);
	const bytes = path.join(from.DATA_DIR, 'photos', sha256.slice(0, 2), sha256);
	const folder = newFolder();
	renameSync(bytes, path.join(folder, 'kept'));
	const missing = await runCli(['backup', path.join(folder, 'a.tar')], from);
	t.is(missing.code, 1);
	t.regex(missing.says, new RegExp(`缺少 photos/${sha256.slice(0, 2)}/${sha256}`));
	writeFileSync(bytes, 'other');
	const changed = await runCli(['backup', path.join(folder, 'a.tar')], from);
	t.regex(changed.says, /内容已变/);
	t.deepEqual(readdirSync(folder), ['kept']);
});

test('a backup that was cut short or changed is refused, and leaves the folder empty', async t => {
	const {file, from} = await startBackup(t, 'sqlite');
	await file(1);
	const folder = newFolder();
	const archive = path.join(folder, 'register.tar');
	t.is((await runCli(['backup', archive], from)).code, 0);
	const bytes = readFileSync(archive);
	const target = path.join(folder, 'into');
	const spoiled = {
		'cut short': bytes.subarray(0, bytes.length - 3000),
		'cut in the middle': bytes.subarray(0, 600_000),
		changed: Buffer.from(bytes).fill(0x41, 300_000, 300_010),
		'something else': Buffer.from('not a backup'.repeat(500)),
	};
	for (const [name, content] of Object.entries(spoiled)) {
		writeFileSync(archive, content);
		const {code, says} = await runCli(['restore', archive], {DATA_DIR: target});
		t.is(code, 1, `${name}: ${says}`);
		t.deepEqual(readdirSync(target), [], name);
	}
});
