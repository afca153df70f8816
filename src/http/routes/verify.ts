import {Type as t} from '@sinclair/typebox';
import {seeGenuineness} from '../../actions/papers/see-papers.ts';
import {VerifyReply} from '../../contract/papers.ts';
import {inWords} from '../../domain/days.ts';
import type {Genuineness} from '../../domain/papers/paper.ts';
import {missCounter} from '../misses.ts';
import {escapeHtml, htmlPage} from '../pages.ts';
import {publicHeaders, publicPage, wantsJson} from '../public-page.ts';
import {type AnyRoute, type Reply, read} from '../route.ts';

const tag = '公开';
const countMiss = missCounter('核验过于频繁，请稍后再试。');

const policy = [
	"default-src 'none'",
	"script-src 'self'",
	"style-src 'unsafe-inline'",
	"base-uri 'none'",
	"form-action 'none'",
	"frame-ancestors 'none'",
].join('; ');

const html = (status: number, body: string): Reply => publicPage(status, body, policy);

export const verifyRoutes: AnyRoute[] = [
	read({
		method: 'get',
		path: '/verify/:code',
		tag,
		page: true,
		summary: '核验文书真伪',
		may: 'everyone',
		replies: {200: VerifyReply, 404: VerifyReply},
		async read(services, _, {params, address, headers: asked}) {
			const found = await seeGenuineness(services.reader, params.code!);
			if (found.result === 'unknown') await countMiss(address);
			const status = found.result === 'unknown' ? 404 : 200;
			return wantsJson(asked.accept)
				? {status, body: found, headers: publicHeaders}
				: html(status, verifyPage(found, services.demo));
		},
	}),
	read({
		method: 'get',
		path: '/assets/verify.js',
		tag,
		summary: '核验页的脚本',
		may: 'everyone',
		replies: {200: t.String({contentMediaType: 'text/javascript'})},
		read: async () => ({
			status: 200,
			body: script,
			headers: {'Content-Type': 'text/javascript; charset=utf-8', 'Cache-Control': 'public, max-age=3600'},
		}),
	}),
];

function verifyPage(found: Genuineness, demo: boolean): string {
	const mark = demo ? '<p class="tag">演示：本系统及其文书均为演示，不具有任何效力。</p>' : '';
	if (found.result === 'unknown') {
		return htmlPage(
			'文书核验',
			`<h1>文书核验 <span class="tag">查无此件</span></h1>
<p>本系统没有签发过此核验码的文书。请核对核验码是否完整；如系扫描所得，请勿采信，并向文书上所列机关求证。</p>`,
		);
	}
	const isVoid = found.result === 'void';
	const row = (name: string, value: string) => `<tr><th>${name}</th><td>${value}</td></tr>`;
	const rows = [
		row('文书名称', escapeHtml(found.title)),
		row('文号', escapeHtml(found.number)),
		row('签发机关', escapeHtml(found.office)),
		row('签发日期', inWords(found.issuedOn)),
		...(found.voidedOn ? [row('作废日期', inWords(found.voidedOn))] : []),
		...(found.replacedBy ? [row('更正后的文书', escapeHtml(found.replacedBy))] : []),
		row('文件 SHA-256', `<code id="sha256">${found.sha256}</code>`),
	];
	const says = isVoid
		? '<p>此件确由上述机关签发，<b>现已作废</b>，不再有效。</p>'
		: '<p>此件确由上述机关签发，现行有效。请核对文号、日期与手中文书是否一致。</p>';
	return htmlPage(
		'文书核验',
		`<h1>文书核验 ${isVoid ? '<span class="tag">已作废</span>' : '真实有效'}</h1>${mark}${says}
<table>${rows.join('')}</table>
<h2>核对电子文件</h2><p>选择手中的 PDF 文件，核对是否与签发时一字不差。文件不会上传。</p>
<p><input type="file" id="file" accept="application/pdf" aria-label="PDF 文件"></p><p id="outcome" role="status" aria-live="polite"></p>
<noscript><p>浏览器未启用脚本，请用其他工具计算文件的 SHA-256 后比对。</p></noscript>
<script src="/assets/verify.js" defer></script>`,
	);
}

/** Compares in the browser: the file stays where it is. */
const script = `'use strict';
const input = document.getElementById('file');
const outcome = document.getElementById('outcome');
const expected = document.getElementById('sha256').textContent.trim();
input.addEventListener('change', async () => {
	const file = input.files[0];
	if (!file) return;
	if (!globalThis.crypto?.subtle) {
		outcome.textContent = '此连接未加密，浏览器不能计算，请用其他工具计算文件的 SHA-256 后比对。';
		return;
	}
	outcome.textContent = '正在计算……';
	try {
		const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()));
		const actual = Array.from(digest, byte => byte.toString(16).padStart(2, '0')).join('');
		outcome.textContent = actual === expected ? '一致：此文件就是签发时留存的文件。' : '不一致：此文件不是签发时留存的文件，请勿采信。';
	} catch {
		outcome.textContent = '文件读不出来，请重新选择。';
	}
});
`;
