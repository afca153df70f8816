import type {Context as Koa} from 'koa';
import rawBody from 'raw-body';
import {type Fault, Problem} from '../domain/problem.ts';

const deepest = 32;
const largestJson = 1024 * 1024;

/** Reads and parses a JSON body: size 413, type 415, syntax and depth 400, texts that no person types 400. */
export async function readJson(ctx: Koa): Promise<unknown> {
	if (!ctx.request.length && !ctx.get('transfer-encoding')) return undefined;
	if (!ctx.is('application/json')) throw new Problem(415, 'media-type', '请以 application/json 提交。');
	return parseJson(await readBytes(ctx, largestJson));
}

/** Reads a body of at most `limit` bytes. */
export async function readBytes(ctx: Koa, limit: number): Promise<Buffer> {
	try {
		return await rawBody(ctx.req, {length: ctx.request.length ?? null, limit});
	} catch (error) {
		const type = (error as {type?: string}).type;
		if (type === 'entity.too.large')
			throw new Problem(413, 'too-large', `内容过大，最多 ${Math.floor(limit / 1024 / 1024)} MB。`);
		throw new Problem(400, 'cut-off', '内容没有传完，请重新提交。');
	}
}

export function parseJson(bytes: Buffer): unknown {
	let value: unknown;
	try {
		value = JSON.parse(new TextDecoder('utf-8', {fatal: true}).decode(bytes));
	} catch {
		throw new Problem(400, 'json', '内容不是有效的 JSON（UTF-8）。');
	}
	const faults: Fault[] = [];
	inspect(value, '', 1, faults);
	if (faults.length > 0)
		throw new Problem(400, 'text', '内容中有不能接受的字符、数字或层次，请按提示改正。', faults.slice(0, 50));
	return value;
}

function inspect(value: unknown, path: string, depth: number, faults: Fault[]): void {
	if (typeof value === 'string') {
		if (hasForbidden(value)) faults.push({path: path || '/', message: '含有控制字符或残缺字符。'});
		return;
	}
	// 1e400 is JSON, but no number that can be kept or compared.
	if (typeof value === 'number' && !Number.isFinite(value)) faults.push({path: path || '/', message: '数字超出范围。'});
	if (typeof value !== 'object' || value === null) return;
	if (depth > deepest) {
		faults.push({path: path.slice(0, 100), message: `层次过深，最多 ${deepest} 层。`});
		return;
	}
	for (const [name, inner] of Object.entries(value)) {
		if (!Array.isArray(value) && hasForbidden(name)) faults.push({path, message: '项名含有控制字符或残缺字符。'});
		inspect(inner, `${path}/${name.slice(0, 60)}`, depth + 1, faults);
	}
}

/** Control characters but tab and newline, lone surrogates, noncharacters (rules §1.15). */
export function hasForbidden(text: string): boolean {
	for (const sign of text) {
		const code = sign.codePointAt(0)!;
		if ((code < 0x20 && code !== 0x09 && code !== 0x0a) || code === 0x7f) return true;
		if ((code >= 0xd800 && code <= 0xdfff) || (code >= 0xfdd0 && code <= 0xfdef) || (code & 0xfffe) === 0xfffe) return true;
	}
	return false;
}
