import {mkdir, open, rename, rm} from 'node:fs/promises';
import path from 'node:path';
import {verifyJournal} from '../../actions/journal/verify-journal.ts';
import type {Files} from '../../files.ts';
import {type Db, type Engine, openEngine} from '../../store/engine.ts';
import {inSnapshot} from '../../store/journal/seals.ts';
import {copySqlite, exportRows, integrityFaults, isOlder, migrationsDone, namedFiles} from '../../store/snapshot.ts';
import {databaseNames, type Manifest, manifestName, memberOf, type stepTimer} from './manifest.ts';
import {endArchive, writeFileMember, writeMember} from './tar.ts';

type Step = ReturnType<typeof stepTimer>;
type Taken = {
	database: string;
	names: {photos: string[]; papers: string[]};
	rest: Omit<Manifest, 'database' | 'photos' | 'papers'>;
	rows?: number;
};

/**
 * Writes a backup while the service goes on: first the database as it stands at one moment, then the bytes that it names. Bytes are
 * kept before a row names them and never deleted, so that nothing is missing; what came later is left out. Throws before the
 * file has its name when anything is wrong with what was read.
 */
export async function pack(
	engine: Engine,
	{files, file, madeAt, step}: {files: Files; file: string; madeAt: string; step: Step},
): Promise<Manifest> {
	const aside = `${file}.${process.pid}.part`;
	await mkdir(aside, {recursive: true, mode: 0o700});
	try {
		const taken =
			engine.kind === 'sqlite' ? await takeSqlite(engine, aside, madeAt, step) : await takePostgres(engine, aside, madeAt, step);
		const draft = path.join(aside, 'archive');
		const manifest = await writeArchive(draft, taken, files, step);
		await rename(draft, file);
		return manifest;
	} finally {
		await rm(aside, {recursive: true, force: true});
	}
}

async function takeSqlite(engine: Engine, aside: string, madeAt: string, step: Step): Promise<Taken> {
	const database = path.join(aside, databaseNames.sqlite);
	await step('复制数据库', async () => copySqlite(engine, database));
	const copy = openEngine({folder: aside});
	try {
		const faults = await step('检查副本', async () => integrityFaults(copy.reader));
		if (faults.length > 0) throw new Error(`数据库已损坏，未备份：${faults.join('；')}`);
		return {database, ...(await look(copy.reader, 'sqlite', madeAt, step))};
	} finally {
		await copy.close();
	}
}

async function takePostgres(engine: Engine, aside: string, madeAt: string, step: Step): Promise<Taken> {
	const database = path.join(aside, databaseNames.postgres);
	return inSnapshot(engine.reader, async db => {
		const seen = await look(db, 'postgres', madeAt, step);
		const rows = await step(
			'导出数据库',
			async () => writeLines(database, async write => exportRows(db, write)),
			count => `${count} 行`,
		);
		return {database, rows, ...seen};
	});
}

/** The journal of an older structure is checked when it is restored, after it was brought up to date. */
async function look(db: Db, kind: Manifest['kind'], madeAt: string, step: Step): Promise<Pick<Taken, 'names' | 'rest'>> {
	const migrations = await migrationsDone(db);
	const rest = {format: 1, kind, madeAt, migrations} as const;
	const names = await namedFiles(db);
	if (await isOlder(db)) return {names, rest: {...rest, journal: null}};
	const {entries, lastSealed, firstFault} = await step(
		'核验日志',
		async () => verifyJournal(db),
		({entries: count}) => `${count} 条`,
	);
	if (firstFault) throw new Error(`日志已损坏，未备份：${firstFault.why}（npm run cli -- verify-journal）`);
	return {names, rest: {...rest, journal: {entries, lastSealed}}};
}

async function writeLines<T>(file: string, act: (write: (line: string) => Promise<void>) => Promise<T>): Promise<T> {
	const handle = await open(file, 'wx', 0o600);
	try {
		let waiting: string[] = [];
		let size = 0;
		const flush = async () => {
			await handle.appendFile(waiting.join(''));
			waiting = [];
			size = 0;
		};
		const result = await act(async line => {
			waiting.push(`${line}\n`);
			size += line.length;
			if (size > 4_000_000) await flush();
		});
		await flush();
		return result;
	} finally {
		await handle.close();
	}
}

async function writeArchive(draft: string, {database, names, rest, rows}: Taken, files: Files, step: Step): Promise<Manifest> {
	const archive = await open(draft, 'wx', 0o600);
	try {
		const name = databaseNames[rest.kind];
		const sha256 = await step('写入数据库', async () => writeFileMember(archive, name, database));
		for (const kind of ['photos', 'papers'] as const)
			await step(
				kind === 'photos' ? '写入照片' : '写入文书',
				async () => copyAll(archive, files, kind, names[kind]),
				() => `${names[kind].length} 个`,
			);
		const manifest = {
			...rest,
			database: {name, sha256, ...(rows !== undefined && {rows})},
			photos: names.photos.length,
			papers: names.papers.length,
		};
		const text = Buffer.from(`${JSON.stringify(manifest, undefined, '\t')}\n`);
		await writeMember(archive, {name: manifestName, size: text.length, bytes: oneChunk(text)});
		await endArchive(archive);
		await step('落盘', async () => archive.sync());
		return manifest;
	} finally {
		await archive.close();
	}
}

async function* oneChunk(bytes: Buffer): AsyncGenerator<Buffer> {
	yield bytes;
}

/** Each file's bytes must still have the hash that is their name. */
async function copyAll(
	archive: Parameters<typeof writeFileMember>[0],
	files: Files,
	kind: 'photos' | 'papers',
	names: readonly string[],
): Promise<void> {
	for (const name of names) {
		const hash = await writeFileMember(archive, memberOf(kind, name), files.pathOf(kind, name)).catch((error: unknown) => {
			throw (error as {code?: string}).code === 'ENOENT' ? new Error(`缺少 ${memberOf(kind, name)}，未备份`) : error;
		});
		if (hash !== name) throw new Error(`${memberOf(kind, name)} 的内容已变，未备份`);
	}
}
