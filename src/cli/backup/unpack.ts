import {createHash} from 'node:crypto';
import {createReadStream} from 'node:fs';
import {mkdir, open, readdir, rm} from 'node:fs/promises';
import path from 'node:path';
import {createInterface} from 'node:readline';
import {verifyJournal} from '../../actions/journal/verify-journal.ts';
import type {Files} from '../../files.ts';
import {type Engine, migrate, openEngine} from '../../store/engine.ts';
import {importRows, integrityFaults, isEmptyDatabase, migrationsDone, namedFiles} from '../../store/snapshot.ts';
import {databaseNames, fileMember, type Manifest, manifestName, type stepTimer} from './manifest.ts';
import {type Member, readMembers} from './tar.ts';

type Step = ReturnType<typeof stepTimer>;
type Target = {file: string; folder: string; databaseUrl: string | undefined; files: Files; step: Step};

/** Puts a backup into an empty folder (and an empty PostgreSQL database) and checks it there; leaves the folder empty when it fails. */
export async function unpack(target: Target): Promise<Manifest> {
	const {folder, step} = target;
	await mkdir(folder, {recursive: true});
	if ((await readdir(folder)).length > 0) throw new Error(`${folder} 不是空文件夹，未恢复；请先移走其中内容，或换一个 DATA_DIR`);
	try {
		const {manifest, hashes} = await step(
			'取出文件',
			async () => extract(target),
			({hashes: all}) => `${all.size} 个`,
		);
		if (hashes.get(manifest.database.name) !== manifest.database.sha256) throw new Error('数据库与备份的目录不符，备份已损坏');
		await openRestored(target, manifest);
		return manifest;
	} catch (error) {
		for (const name of await readdir(folder)) await rm(path.join(folder, name), {recursive: true, force: true});
		throw error;
	}
}

async function extract({file, folder, files}: Target): Promise<{manifest: Manifest; hashes: Map<string, string>}> {
	const hashes = new Map<string, string>();
	let manifest: Manifest | undefined;
	for await (const member of readMembers(file)) {
		const named = fileMember.exec(member.name);
		if (member.name === manifestName) manifest = JSON.parse((await whole(member)).toString()) as Manifest;
		else if (named) {
			const bytes = await whole(member);
			const hash = createHash('sha256').update(bytes).digest('hex');
			if (hash !== named[2]) throw new Error(`${member.name} 的内容与名称不符，备份已损坏`);
			await files.put(named[1] as 'photos' | 'papers', hash, bytes);
			hashes.set(member.name, hash);
		} else if (Object.values<string>(databaseNames).includes(member.name))
			hashes.set(member.name, await write(member, path.join(folder, member.name)));
		else throw new Error(`备份中有不认识的 ${member.name.slice(0, 100)}`);
	}
	if (manifest?.format !== 1) throw new Error('备份没有目录，不完整');
	return {manifest, hashes};
}

async function whole({bytes}: Member): Promise<Buffer> {
	const chunks: Buffer[] = [];
	for await (const chunk of bytes) chunks.push(chunk);
	return Buffer.concat(chunks);
}

async function write({bytes}: Member, file: string): Promise<string> {
	const hash = createHash('sha256');
	const handle = await open(file, 'wx', 0o600);
	try {
		for await (const chunk of bytes) {
			hash.update(chunk);
			await handle.appendFile(chunk);
		}
		await handle.sync();
	} finally {
		await handle.close();
	}
	return hash.digest('hex');
}

async function openRestored({folder, databaseUrl, files, step}: Target, manifest: Manifest): Promise<void> {
	if (manifest.kind === 'sqlite' && databaseUrl) throw new Error('这是 SQLite 的备份：恢复时请不要设置 DATABASE_URL');
	if (manifest.kind === 'postgres' && !databaseUrl) throw new Error('这是 PostgreSQL 的备份：请以 DATABASE_URL 指明一个空数据库');
	const engine = openEngine({databaseUrl, folder});
	try {
		if (databaseUrl) await fill(engine, manifest, path.join(folder, manifest.database.name), step);
		await check(engine, manifest, files, step);
	} finally {
		await engine.close();
	}
}

async function fill(engine: Engine, {migrations, database}: Manifest, lines: string, step: Step): Promise<void> {
	if (!(await isEmptyDatabase(engine.reader))) throw new Error('DATABASE_URL 所指的数据库不是空的，未恢复');
	const rows = await step(
		'写入数据库',
		async () => importRows(engine, migrations, linesOf(lines)),
		count => `${count} 行`,
	);
	if (rows !== database.rows) throw new Error(`只恢复了 ${rows} 行，应为 ${database.rows} 行`);
	await rm(lines);
}

/** Opened when the first line is wanted: an interface that waits loses lines. */
async function* linesOf(file: string): AsyncGenerator<string> {
	yield* createInterface({input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY});
}

/** What was restored is opened and looked at: pages, journal, and that every file which is named is there. */
async function check(engine: Engine, manifest: Manifest, files: Files, step: Step): Promise<void> {
	const db = engine.reader;
	const faults = await step('检查数据库', async () => integrityFaults(db));
	if (faults.length > 0) throw new Error(`数据库已损坏：${faults.join('；')}`);
	if ((await migrationsDone(db)).join() !== manifest.migrations.join()) throw new Error('数据库结构与备份的目录不符');
	await step(
		'更新数据库结构',
		async () => migrate(engine),
		done => `${done.length} 步`,
	);
	const {entries, firstFault} = await step(
		'核验日志',
		async () => verifyJournal(db),
		({entries: count}) => `${count} 条`,
	);
	if (firstFault) throw new Error(`日志已损坏：${firstFault.why}`);
	if (manifest.journal && entries !== manifest.journal.entries)
		throw new Error(`日志有 ${entries} 条，备份时为 ${manifest.journal.entries} 条`);
	const names = await namedFiles(db);
	await step(
		'核对照片与文书',
		async () => {
			for (const kind of ['photos', 'papers'] as const)
				for (const name of names[kind]) if (!(await files.has(kind, name))) throw new Error(`缺少 ${kind}/${name}`);
		},
		() => `照片 ${names.photos.length} 张、文书 ${names.papers.length} 份`,
	);
}
