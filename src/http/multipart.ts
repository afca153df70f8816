import type {IncomingHttpHeaders} from 'node:http';
import type {Readable} from 'node:stream';
import {Busboy} from '@fastify/busboy';
import {Problem} from '../domain/problem.ts';

export type Part = {field: string; bytes: Buffer; declared: string};
export type Limits = {fileBytes: number; files: number; fields: number; fieldBytes: number; totalBytes: number};

/** Where the texts go, and what is done with each file. */
export type Taking = {fields: Map<string, string>; take: (part: Part) => Promise<void>};

const tooLarge = (limit: number): Problem =>
	new Problem(413, 'too-large', `文件过大：每个最多 ${Math.floor(limit / 1024 / 1024)} MB，不收视频。`);
const cutOff = (): Problem => new Problem(400, 'cut-off', '内容没有传完，请重新提交。');

/**
 * Reads a form with files, one file in memory at a time: the next is not read before `take` has dealt with the one before.
 * After a fault the rest is read and dropped, so that the sender gets to see the answer.
 */
export async function readForm(
	stream: Readable,
	headers: IncomingHttpHeaders,
	limits: Limits,
	{fields, take}: Taking,
): Promise<void> {
	const type = String(headers['content-type'] ?? '');
	if (!/^multipart\/form-data;/i.test(type)) throw new Problem(415, 'media-type', '请用表单提交（multipart/form-data）。');
	if (Number(headers['content-length'] ?? 0) > limits.totalBytes) throw tooLarge(limits.fileBytes);
	const {fileBytes: fileSize, files, fields: most, fieldBytes: fieldSize} = limits;
	const busboy = Busboy({headers: {'content-type': type}, limits: {fileSize, files, fields: most, fieldSize, fieldNameSize: 60}});
	let fault: unknown;
	let chain = Promise.resolve();
	let total = 0;
	const fail = (error: unknown): void => {
		fault ??= error;
	};
	busboy.on('field', (name, value, _, isCut) => {
		if (isCut) fail(new Problem(413, 'too-large', '文字过长，请精简。'));
		fields.set(name, value);
	});
	busboy.on('file', (field, file, name, _, declared) => {
		chain = chain
			.then(async () => {
				const bytes = fault || !name ? await dropped(file) : await collected(file);
				if (file.truncated) fail(tooLarge(fileSize));
				if (!fault && bytes && bytes.length > 0) await take({field, bytes, declared}).catch(fail);
			})
			.catch(fail);
	});
	for (const event of ['filesLimit', 'fieldsLimit', 'partsLimit'] as const)
		busboy.on(event, () => fail(new Problem(413, 'too-large', `一次最多提交 ${files} 张照片。`)));
	await new Promise<void>((resolve, reject) => {
		stream.on('data', (chunk: Buffer) => {
			total += chunk.length;
			if (total > limits.totalBytes) reject(tooLarge(fileSize));
		});
		stream.on('aborted', () => reject(cutOff()));
		stream.on('error', () => reject(cutOff()));
		busboy.on('error', () => reject(cutOff()));
		busboy.on('finish', () => resolve());
		stream.pipe(busboy);
	}).finally(() => stream.unpipe(busboy));
	await chain;
	if (fault) throw fault;
}

async function collected(file: Readable): Promise<Buffer> {
	const chunks: Buffer[] = [];
	for await (const chunk of file) chunks.push(chunk as Buffer);
	return Buffer.concat(chunks);
}

async function dropped(file: Readable): Promise<undefined> {
	for await (const _ of file);
	return undefined;
}
