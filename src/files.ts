import {constants} from 'node:fs';
import {access, mkdir, open, rename, stat, unlink} from 'node:fs/promises';
import path from 'node:path';

/** Bytes on disk under their own name, for photos and papers. */
export type Files = {
	/** Returns after file and folder are synced: a name in the database always has its bytes. */
	put: (kind: 'photos' | 'papers', name: string, bytes: Uint8Array) => Promise<void>;
	has: (kind: 'photos' | 'papers', name: string) => Promise<boolean>;
	pathOf: (kind: 'photos' | 'papers', name: string) => string;
	/** Keeps what comes in for as long as `act` reads it; nobody else finds it, and nothing is left behind. */
	spool: <T>(chunks: AsyncIterable<Uint8Array>, act: (read: () => AsyncIterable<Buffer>) => Promise<T>) => Promise<T>;
	isWritable: () => Promise<boolean>;
};

export function createFiles(folder: string): Files {
	const pathOf = (kind: string, name: string) => path.join(folder, kind, name.slice(0, 2), name);
	return {
		pathOf,
		isWritable: async () =>
			mkdir(folder, {recursive: true})
				.then(async () => access(folder, constants.W_OK))
				.then(
					() => true,
					() => false,
				),
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
			} finally {
				await file.close();
			}
			await rename(draft, target);
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
