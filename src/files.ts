import {constants} from 'node:fs';
import {access, mkdir, open, readdir, rename, stat, statfs, unlink} from 'node:fs/promises';
import path from 'node:path';
import type {Instant} from './domain/days.ts';

/** Bytes on disk under their own name, for photos and papers. */
export type Files = {
	/** Returns after file and folder are synced: a name in the database always has its bytes. */
	put: (kind: 'photos' | 'papers', name: string, bytes: Uint8Array) => Promise<void>;
	has: (kind: 'photos' | 'papers', name: string) => Promise<boolean>;
	pathOf: (kind: 'photos' | 'papers', name: string) => string;
	/** Keeps what comes in for as long as `act` reads it; nobody else finds it, and nothing is left behind. */
	spool: <T>(chunks: AsyncIterable<Uint8Array>, act: (read: () => AsyncIterable<Buffer>) => Promise<T>) => Promise<T>;
	/** Whether the folder may be written to and has room for some photos more. */
	isWritable: () => Promise<boolean>;
	/** Takes away what a power cut left half-written before a moment; answers how many. */
	sweep: (before: Instant) => Promise<number>;
};

/** Bytes: two of the largest photos. */
const leastRoom = 20 * 1024 * 1024;

export function createFiles(folder: string): Files {
	const pathOf = (kind: string, name: string) => path.join(folder, kind, name.slice(0, 2), name);
	return {
		pathOf,
		isWritable: async () =>
			mkdir(folder, {recursive: true})
				.then(async () => access(folder, constants.W_OK))
				.then(async () => statfs(folder))
				.then(
					({bavail, bsize}) => bavail * bsize >= leastRoom,
					() => false,
				),
		async sweep(before) {
			let swept = 0;
			for (const kind of ['photos', 'papers'])
				for (const name of await readdir(path.join(folder, kind), {recursive: true}).catch(() => [] as string[])) {
					const draft = path.join(folder, kind, name);
					if (!name.endsWith('.part') || (await stat(draft)).mtime.toISOString() >= before) continue;
					await unlink(draft);
					swept++;
				}
			return swept;
		},
		has: async (kind, name) =>
			stat(pathOf(kind, name)).then(
				() => true,
				() => false,
			),
		async spool(chunks, act) {
			await mkdir(folder, {recursive: true});
			const draft = path.join(folder, `incoming.${process.pid}.${drafts++}.part`);
			const file = await open(draft, 'wx+', 0o600);
			try {
				// Without a name it is gone with its handle, whatever happens.
				await unlink(draft);
				for await (const chunk of chunks) await file.appendFile(chunk);
				return await act(() => file.createReadStream({start: 0, autoClose: false}));
			} finally {
				await file.close();
			}
		},
		async put(kind, name, bytes) {
			const target = pathOf(kind, name);
			const parent = path.dirname(target);
			await mkdir(parent, {recursive: true});
			const draft = `${target}.${process.pid}.${drafts++}.part`;
			const file = await open(draft, 'w', 0o640);
			try {
				await file.writeFile(bytes);
				await file.sync();
				await rename(draft, target);
			} catch (error) {
				// On a full disk what was begun would take the room that is missing.
				await unlink(draft).catch(() => undefined);
				throw error;
			} finally {
				await file.close();
			}
			for (const level of [parent, path.dirname(parent)]) await syncFolder(level);
		},
	};
}

let drafts = 0;

async function syncFolder(folder: string): Promise<void> {
	const handle = await open(folder, 'r');
	try {
		await handle.sync();
	} finally {
		await handle.close();
	}
}
