import {roleTitles} from '../domain/person.ts';
import type {AnyRoute} from './route.ts';
import {rolesOf} from './router.ts';

export const escapeHtml = (text: string): string =>
	text.replaceAll(/[&<>"']/g, sign => ({'&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;'})[sign]!);

const style = `body{font:16px/1.7 "Noto Sans CJK SC","Microsoft YaHei",sans-serif;color:#1b2430;background:#f5f6f8;margin:0}
main{max-width:60rem;margin:2rem auto;padding:2rem 2.5rem;background:#fff;border:1px solid #dfe3e8;border-radius:8px}
h1{font-size:1.6rem;margin:0 0 .5rem}h2{font-size:1.15rem;margin:2rem 0 .5rem;border-left:4px solid #b3261e;padding-left:.6rem}
table{border-collapse:collapse;width:100%;font-size:.95rem}.api{table-layout:fixed}.api th:first-child{width:38%}.api th:last-child{width:24%}td,th{border:1px solid #dfe3e8;padding:.4rem .6rem;text-align:left;vertical-align:top}
th{background:#f0f2f5}code{font-family:ui-monospace,Consolas,monospace;font-size:.9em;word-break:break-all}.tag{color:#b3261e;font-weight:700}
a{color:#1a56a8}@media(max-width:480px){main{margin:0;padding:1.2rem;border:0;border-radius:0}table{font-size:.85rem}}`;

export const htmlPage = (title: string, body: string, more = ''): string =>
	`<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${escapeHtml(title)}</title><style>${style}${more}</style></head><body><main>${body}</main></body></html>`;

/** A readable page of the API, from the same rows. */
export function docsPage(routes: AnyRoute[], codes: Array<[string, string]>): string {
	const tags = [...new Set(routes.map(route => route.tag))];
	const sections = tags.map(tag => {
		const rows = routes
			.filter(route => route.tag === tag)
			.map(route => {
				const who =
					route.may === 'everyone'
						? '公开'
						: rolesOf(route)
								.map(role => roleTitles[role])
								.join('、');
				const fields = Object.keys((route.body?.properties ?? {}) as object);
				const filters = Object.keys((route.query?.properties ?? {}) as object);
				const detail = [fields.length > 0 && `内容：${fields.join('、')}`, filters.length > 0 && `条件：${filters.join('、')}`]
					.filter(Boolean)
					.join('<br>');
				return `<tr><td><code>${route.method.toUpperCase()} ${escapeHtml(route.path)}</code></td><td>${escapeHtml(route.summary)}<br><small>${detail}</small></td><td>${who}</td></tr>`;
			});
		return `<h2>${escapeHtml(tag)}</h2><table class="api"><tr><th>门</th><th>用途</th><th>可办理</th></tr>${rows.join('')}</table>`;
	});
	const faults = codes.map(
		([code, meaning]) =>
			`<tr id="${escapeHtml(code)}"><td><code>${escapeHtml(code)}</code></td><td>${escapeHtml(meaning)}</td></tr>`,
	);
	return htmlPage(
		'接口说明 · 双重预防台账',
		`<h1>接口说明</h1><p>JSON，字段为 camelCase；日期 2026-03-01，时刻为世界时。完整的字段定义见 <a href="/api/openapi.json">OpenAPI 3.1 文件</a>。</p>
${sections.join('')}<h2>问题代码</h2><table><tr><th>代码</th><th>含义与办法</th></tr>${faults.join('')}</table>`,
	);
}
