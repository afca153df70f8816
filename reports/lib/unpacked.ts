import {createHash} from 'node:crypto';
import {once} from 'node:events';
import {mkdir, readFile, rename, rm, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {Worker} from 'node:worker_threads';

/** A WOFF2 font as TrueType. Unpacking takes longer than all other fonts together, so the folder may keep what it gave. */
export const unpacked = async (file: string, cacheDir: string | undefined): Promise<Uint8Array> => {
	if (cacheDir === undefined) return unpack(file);
	const hash = createHash('sha256').update(await readFile(file));
	const kept = path.join(cacheDir, `${hash.digest('hex')}.ttf`);
	const known = await readFile(kept).catch(() => undefined);
	if (known) return known;
	const font = await unpack(file);
	// Where nothing can be written it is unpacked the next time too.
	await keep(kept, font).catch(() => undefined);
	return font;
};

const unpack = async (file: string): Promise<Uint8Array> => {
	const worker = new Worker(new URL('./unpacker.js', import.meta.url), {workerData: file});
	const [font] = (await once(worker, 'message')) as [Uint8Array<ArrayBuffer>];
	await worker.terminate();
	return Buffer.from(font.buffer);
};

/** Whole or not at all. */
const keep = async (file: string, bytes: Uint8Array): Promise<void> => {
	const draft = `${file}.${process.pid}.part`;
	await mkdir(path.dirname(file), {recursive: true});
	try {
		await writeFile(draft, bytes, {flush: true});
		await rename(draft, file);
	} catch (error) {
		await rm(draft, {force: true});
		throw error;
	}
};
