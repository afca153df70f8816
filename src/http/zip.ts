import {Readable} from 'node:stream';
import {ZipFile} from 'yazl';
import type {Reply} from './route.ts';

export type ZipEntry = {name: string; at: string; read: () => Promise<Buffer>};

/** Files in one zip, each read when its turn comes: what is sent is never in memory as a whole. PDFs are not pressed again. */
export function zipReply(entries: readonly ZipEntry[], name: string): Reply {
	const zip = new ZipFile();
	const output = zip.outputStream as Readable;
	zip.on('error', error => output.destroy(error as Error));
	for (const {name: path, at, read} of entries) {
		zip.addReadStreamLazy(path, {compress: false, mtime: new Date(at)}, give => {
			read().then(
				bytes => give(null, Readable.from([bytes])),
				error => give(error, Readable.from([])),
			);
		});
	}
	zip.end();
	return {
		status: 200,
		body: output,
		headers: {
			'Content-Type': 'application/zip',
			'Content-Disposition': `attachment; filename="papers.zip"; filename*=UTF-8''${encodeURIComponent(name)}`,
			'Cache-Control': 'private, no-store',
		},
	};
}
