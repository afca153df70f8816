import type {Readable} from 'node:stream';
import {registerPhoto} from '../actions/inspections/register-photo.ts';
import {photosMissing} from '../actions/inspections/see-photo.ts';
import {personEver} from '../actions/people/see-caller.ts';
import {OutboxEntryLine, OutboxHead, OutboxPhotoLine, type OutboxReply} from '../contract/outbox.ts';
import {
	doorOf,
	type OutboxHead as Head,
	hashesIn,
	type OutboxEntry,
	type OutboxPhoto,
	outboxFileType,
	outboxLimits,
} from '../domain/inspections/outbox-file.ts';
import {Problem} from '../domain/problem.ts';
import type {Services} from '../services.ts';
import {parseJson} from './body.ts';
import {type Line, linesOf} from './lines.ts';
import {type Replay, refusalOf} from './replay.ts';
import type {Context, Request} from './route.ts';
import {validateBody} from './validation.ts';

type Asked = Pick<Request, 'stream' | 'headers'>;
/** An entry as it was read, or why it could not be. */
type Read = {line: number; entry: OutboxEntry | null; problem: Problem | null};
type Photos = OutboxReply['photos'];

const tooLarge = () =>
	new Problem(413, 'too-large', `文件过大，最多 ${outboxLimits.bytes / 1024 / 1024} MB；请在手机上分几次导出。`);
const notOne = (detail = '这不是手机导出的未发送记录，或者文件已损坏。') => new Problem(422, 'outbox-file', detail);

/**
 * Imports an exported outbox: photos as they are read, then each entry by itself as if its person had sent it. What was
 * imported before, or arrived by itself meanwhile, is answered as it was then.
 */
export async function importOutbox(services: Services, context: Context, asked: Asked, replay: Replay): Promise<OutboxReply> {
	const type = String(asked.headers['content-type'] ?? '')
		.split(';')[0]!
		.trim();
	if (type.toLowerCase() !== outboxFileType) throw new Problem(415, 'media-type', `请以 ${outboxFileType} 提交导出的文件。`);
	if (Number(asked.headers['content-length'] ?? 0) > outboxLimits.bytes) throw tooLarge();
	return services.files.spool(incoming(asked.stream!), async read => importFile(services, context, read(), replay));
}

/** What comes in, to its end and no further than the limit. */
async function* incoming(stream: Readable): AsyncGenerator<Buffer> {
	let total = 0;
	try {
		for await (const chunk of stream.iterator({destroyOnReturn: false})) {
			total += (chunk as Buffer).length;
			if (total > outboxLimits.bytes) throw tooLarge();
			yield chunk as Buffer;
		}
	} catch (error) {
		throw error instanceof Problem ? error : new Problem(400, 'cut-off', '内容没有传完，请重新提交。');
	}
}

async function importFile(
	services: Services,
	context: Context,
	chunks: AsyncIterable<Buffer>,
	replay: Replay,
): Promise<OutboxReply> {
	const lines = linesOf(chunks, outboxLimits.lineBytes);
	const first = await lines.next();
	const head = headOf(first.done ? undefined : first.value);
	const {person: importer} = context.caller;
	if (head.personId !== importer.id && !importer.roles.includes('manager'))
		throw new Problem(403, 'wrong-person', '只能导入本人的记录；他人的请交管理人员导入。');
	const person = await personEver(services.reader, head.personId);
	if (!person) throw notOne('系统中没有这些记录所属的人员，请核对文件来自哪个系统。');
	const {entries, photos, isComplete} = await readRest(services, context, lines);
	const results = [];
	for (const one of entries) results.push(await resultOf(one, head, replay));
	const refused = results.filter(({outcome}) => outcome === 'refused').length;
	return {
		person: {id: person.id, name: person.name},
		exportedAt: head.exportedAt,
		complete: isComplete && entries.length === head.entries,
		accepted: results.length - refused,
		refused,
		entries: results,
		photos: {...photos, missing: await photosMissing(services.reader, namedBy(entries))},
	};
}

function headOf(line: Line | undefined): Head {
	try {
		const value = parseJson(line?.bytes ?? Buffer.alloc(0));
		validateBody(OutboxHead, value);
		return value as Head;
	} catch {
		throw notOne();
	}
}

const namedBy = (entries: readonly Read[]): string[] => [
	...new Set(entries.flatMap(({entry}) => hashesIn(JSON.stringify(entry)))),
];

/** The entries, kept for the end; the photos, taken one by one. */
async function readRest(services: Services, context: Context, lines: AsyncIterable<Line>) {
	const entries: Read[] = [];
	const photos: Photos = {arrived: 0, missing: [], refused: []};
	const named = new Set<string>();
	let isComplete = false;
	for await (const line of lines) {
		if (line.bytes?.subarray(0, 9).toString() === '{"photo":') await takePhoto(services, context, line, {named, photos});
		else if (line.bytes?.toString() === '{"end":true}') isComplete = true;
		else {
			const read = entryOf(line);
			for (const sha of hashesIn(JSON.stringify(read.entry))) named.add(sha);
			if (!line.isCut) entries.push(read);
			if (entries.length > outboxLimits.entries) throw notOne(`一个文件最多 ${outboxLimits.entries} 条记录。`);
		}
		if (photos.arrived + photos.refused.length > outboxLimits.photos)
			throw notOne(`一个文件最多 ${outboxLimits.photos} 张照片。`);
	}
	return {entries, photos, isComplete};
}

function entryOf({number, bytes}: Line): Read {
	try {
		if (!bytes || bytes.length > outboxLimits.entryBytes) throw new Problem(413, 'too-large', '这一行过大。');
		const value = parseJson(bytes);
		validateBody(OutboxEntryLine, value);
		return {line: number, entry: (value as {entry: OutboxEntry}).entry, problem: null};
	} catch (error) {
		if (!(error instanceof Problem)) throw error;
		return {line: number, entry: null, problem: error};
	}
}

/** Keeps a photo that an entry names; whoever brings it has sent it. */
async function takePhoto(
	services: Services,
	context: Context,
	line: Line,
	{named, photos}: {named: ReadonlySet<string>; photos: Photos},
): Promise<void> {
	let sha256: string | null = null;
	try {
		const value = photoIn(line.bytes!);
		validateBody(OutboxPhotoLine, value);
		const photo = (value as {photo: OutboxPhoto}).photo;
		sha256 = photo.sha256;
		if (!named.has(sha256)) throw new Problem(422, 'outbox-file', '记录中没有提到这张照片。');
		await registerPhoto(services, context, {
			named: sha256,
			bytes: Buffer.from(photo.base64, 'base64'),
			declared: photo.type,
		});
		photos.arrived++;
	} catch (error) {
		if (!line.isCut) photos.refused.push({line: line.number, sha256, problem: refusalOf(services, error)});
	}
}

/** Everything in such a line is ASCII; ten megabytes are not looked at sign by sign. */
function photoIn(bytes: Buffer): unknown {
	try {
		return JSON.parse(bytes.toString('latin1'));
	} catch {
		throw new Problem(400, 'json', '这一行不是有效的 JSON。');
	}
}

async function resultOf({line, entry, problem}: Read, head: Head, replay: Replay): Promise<OutboxReply['entries'][number]> {
	const door = entry ? doorOf(entry) : undefined;
	const about = {line, kind: door?.kind ?? null, path: entry?.path ?? null, subjectId: door?.id ?? null};
	const answer = problem ?? (await replay(entry!, door, head));
	if (answer instanceof Problem) {
		const {status, code, message: detail, errors} = answer;
		return {...about, outcome: 'refused', number: null, problem: {status, code, detail, errors}};
	}
	return {...about, outcome: 'accepted', number: answer.number, problem: null};
}
