import {createHash} from 'node:crypto';
import {createReadStream} from 'node:fs';
import {type FileHandle, open, stat} from 'node:fs/promises';

const block = 512;
/** A file inside an archive; its bytes are read once, in order. */
export type Member = {name: string; size: number; bytes: AsyncIterable<Buffer>};

/** A plain POSIX archive, so that any `tar` can open it. Names are ASCII and short; sizes over 8 GiB as GNU tar writes them. */
export async function writeMember(archive: FileHandle, {name, size, bytes}: Member): Promise<void> {
	await archive.appendFile(header(name, size));
	let written = 0;
	for await (const chunk of bytes) {
		await archive.appendFile(chunk);
		written += chunk.length;
	}
	if (written !== size) throw new Error(`${name} 在备份时变了`);
	await archive.appendFile(Buffer.alloc((block - (size % block)) % block));
}

export const endArchive = async (archive: FileHandle): Promise<void> => archive.appendFile(Buffer.alloc(2 * block));

/** Writes a file and answers the SHA-256 of what was written. */
export async function writeFileMember(archive: FileHandle, name: string, file: string): Promise<string> {
	const hash = createHash('sha256');
	const {size} = await stat(file);
	async function* hashed(): AsyncGenerator<Buffer> {
		for await (const chunk of createReadStream(file, {highWaterMark: 1024 * 1024})) {
			hash.update(chunk as Buffer);
			yield chunk as Buffer;
		}
	}
	await writeMember(archive, {name, size, bytes: hashed()});
	return hash.digest('hex');
}

function header(name: string, size: number): Buffer {
	if (Buffer.byteLength(name) > 100) throw new Error(`${name}：名称过长`);
	const bytes = Buffer.alloc(block);
	const octal = (value: number, at: number, length: number) =>
		bytes.write(`${value.toString(8).padStart(length - 1, '0')}\0`, at, 'latin1');
	bytes.write(name, 0);
	octal(0o600, 100, 8);
	octal(0, 108, 8);
	octal(0, 116, 8);
	if (size < 8 ** 11) octal(size, 124, 12);
	else {
		bytes[124] = 0x80;
		bytes.writeBigUInt64BE(BigInt(size), 128);
	}
	octal(0, 136, 12);
	bytes.write('0ustar\u000000', 156, 'latin1');
	bytes.write('        ', 148, 'latin1');
	octal(sumOf(bytes), 148, 7);
	return bytes;
}

const sumOf = (bytes: Buffer): number => bytes.reduce((sum, byte) => sum + byte, 0);

/** Every member in order; what its reader leaves of it is skipped. Throws when the archive is cut short or broken. */
export async function* readMembers(file: string): AsyncGenerator<Member> {
	const archive = await open(file, 'r');
	try {
		for (let at = 0; ; ) {
			const head = Buffer.alloc(block);
			const {bytesRead} = await archive.read(head, 0, block, at);
			if (bytesRead < block) throw new Error('备份文件不完整');
			if (head.every(byte => byte === 0)) return;
			const {name, size} = parsed(head);
			const start = at + block;
			yield {name, size, bytes: bytesOf(archive, start, size)};
			at = start + Math.ceil(size / block) * block;
		}
	} finally {
		await archive.close();
	}
}

async function* bytesOf(archive: FileHandle, start: number, size: number): AsyncGenerator<Buffer> {
	for (let done = 0; done < size; ) {
		const {bytesRead, buffer} = await archive.read(Buffer.alloc(Math.min(1024 * 1024, size - done)), 0, null, start + done);
		if (bytesRead === 0) throw new Error('备份文件不完整');
		yield buffer.subarray(0, bytesRead);
		done += bytesRead;
	}
}

function parsed(head: Buffer): {name: string; size: number} {
	const written = Number.parseInt(head.toString('latin1', 148, 156), 8);
	const blank = Buffer.from(head);
	blank.write('        ', 148, 'latin1');
	if (written !== sumOf(blank)) throw new Error('备份文件已损坏，或不是本系统的备份');
	const size = head[124] === 0x80 ? Number(head.readBigUInt64BE(128)) : Number.parseInt(head.toString('latin1', 124, 136), 8);
	return {name: head.toString('utf8', 0, 100).replace(/\0.*$/s, ''), size};
}
