import {existsSync} from 'node:fs';
import path from 'node:path';
import type {Context, Next} from 'koa';
import send from 'koa-send';
import {htmlPage} from './pages.ts';

/** What a page of ours may load: itself, pictures that it made, and nothing of another host but the tiles that the office set. */
const policyWith = (pictureHosts: readonly string[]): string =>
	[
		"default-src 'self'",
		"script-src 'self'",
		"style-src 'self'",
		["img-src 'self' blob: data:", ...pictureHosts].join(' '),
		"media-src 'self' blob:",
		"font-src 'self' data:",
		"connect-src 'self'",
		"worker-src 'self'",
		// A paper is shown beside its data: fetched with the session, so that a refusal is told in words, then framed as a blob.
		"frame-src 'self' blob:",
		"object-src 'none'",
		"base-uri 'none'",
		"form-action 'self'",
		"frame-ancestors 'none'",
	].join('; ');
const policy = policyWith([]);
const rights = 'camera=(self), geolocation=(self), microphone=(), payment=()';

/** What the first word of an address belongs to, when it is not a page of the office. */
const others = new Set(['api', 'assets', 'verify', 'reply', 'd', 'f', 'metrics']);

/** An address of words and ids that somebody wants to see: what looks like a file and is none of ours, or is asked by a program, is not found. */
const isPage = (ctx: Context): boolean =>
	['/', '/m/'].includes(ctx.path) || (/^\/[\w%/-]*$/.test(ctx.path) && ctx.accepts(['json', 'html']) === 'html');

/** The built pages: files of which the name says the content are kept for a year, pages and worker are asked for anew. */
export const webFiles =
	(folder: string, pictureHosts: () => Promise<readonly string[]>) =>
	async (ctx: Context, next: Next): Promise<void> => {
		if (ctx.method !== 'GET' && ctx.method !== 'HEAD') return next();
		if (ctx.path === '/m') return ctx.redirect('/m/');
		const [, first = ''] = ctx.path.split('/');
		const isKept = isFile(folder, ctx.path);
		if (!isKept && (others.has(first) || !isPage(ctx))) return next();
		const isOffice = !isKept && first !== 'm';
		const allowed = isOffice ? policyWith(await pictureHosts()) : policy;
		ctx.set({'Content-Security-Policy': allowed, 'Permissions-Policy': rights, 'Referrer-Policy': 'same-origin'});
		const isAsset = first === 'assets';
		if (isKept) await send(ctx, ctx.path, {root: folder, maxage: isAsset ? 31_536_000_000 : 0, immutable: isAsset});
		else await page(ctx, folder, isOffice ? 'office/index.html' : 'phone/index.html');
		if (!isAsset) ctx.set('Cache-Control', 'no-cache');
	};

/** Names as the build gives them: no dots at the front, no way up. */
const isFile = (folder: string, name: string): boolean =>
	/^\/(m|assets)\/[\w-]+(\.[\w-]+)+$/.test(name) && existsSync(path.join(folder, name));

async function page(ctx: Context, folder: string, name: string): Promise<void> {
	if (existsSync(path.join(folder, name))) await send(ctx, name, {root: folder});
	else {
		ctx.status = 503;
		ctx.type = 'html';
		ctx.body = htmlPage('页面尚未生成', '<h1>页面尚未生成</h1><p>请先执行 <code>npm run build</code>。</p>');
	}
}
