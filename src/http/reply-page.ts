import type {ReplyForm} from '../actions/papers/send-reply.ts';
import {inWords} from '../domain/days.ts';
import {mostPhotosOfHazard, type ReplyPart} from '../domain/papers/reply.ts';
import type {Problem} from '../domain/problem.ts';
import {escapeHtml as esc, htmlPage} from './pages.ts';

// Large letters and fields: a telephone in one hand, no script, no framework.
const style = `.item{border:1px solid #dfe3e8;border-radius:8px;padding:1rem;margin:1rem 0}.item h2{margin:0 0 .5rem}.item p{margin:.3rem 0}
.pick>input{position:absolute;opacity:0;width:1px;height:1px}.pick>label{display:block;padding:.7rem .9rem;margin:.4rem 0;border:1px solid #b9c2cc;border-radius:6px}
.pick>input:checked+label{border-color:#1a56a8;background:#e8f0fb;font-weight:700}.pick>input:focus-visible+label{outline:3px solid #1a56a8}
.part{display:none;padding:.3rem 0}.r:checked~.part-r,.e:checked~.part-e,.f:checked~.part-f{display:block}
.part label{display:block;margin:.6rem 0 .2rem}textarea,.part input{font:inherit;width:100%;box-sizing:border-box;padding:.6rem;border:1px solid #b9c2cc;border-radius:6px}
textarea{min-height:6rem}button{font:inherit;font-weight:700;width:100%;padding:.9rem;border:0;border-radius:8px;background:#1a56a8;color:#fff}
.faults{border-left:4px solid #b3261e;padding:.2rem .9rem;background:#fdf0ef}small{color:#55606e}`;

const demoMark = (demo: boolean): string => (demo ? '<p class="tag">演示：本系统及其文书均为演示，不具有任何效力。</p>' : '');

/** Characters that a person or a sum may take, and a text. */
export const mostShort = 200;
export const mostText = 1000;

export type Filled = {parts: readonly ReplyPart[]; problem: Problem};

/** The form for the site: what the notice says, hazard by hazard, and room for an answer. */
export function replyPage(form: ReplyForm, demo: boolean, filled?: Filled): string {
	const open = form.hazards.filter(({report, extension, five}) => report || extension || five);
	return htmlPage(
		'整改反馈',
		`<h1>整改反馈</h1>${demoMark(demo)}
<p>${esc(form.addressee)}：</p><p>请就${esc(form.office)}${inWords(form.issuedOn)}发出的《${esc(form.title)}》（${esc(form.number)}）反馈整改情况。</p>
<p><b>整改完成后在此提交，即为申请复查，不必等到期限届满。</b></p>
<p><small>此链接只能提交一次，请确认后再提交；还没有改好的，可以改好后再来。咨询：${esc(form.contact.name)} ${esc(form.contact.phone)}</small></p>
${filled ? faultsHtml(filled.problem) : ''}
<form method="post" enctype="multipart/form-data">${form.hazards.map((hazard, i) => itemHtml(hazard, i, filled?.parts[i])).join('')}
${open.length > 0 ? '<button type="submit">提交反馈</button>' : '<p>目前没有需要在此反馈的隐患。</p>'}</form>`,
		style,
	);
}

const faultsHtml = ({message, errors}: Problem): string =>
	`<div class="faults" role="alert"><p><b>没有提交成功。</b>${esc(message)}</p>${
		errors.length > 0 ? `<ul>${errors.map(fault => `<li>${esc(fault.message)}</li>`).join('')}</ul>` : ''
	}<p>照片请重新选择。</p></div>`;

function itemHtml(hazard: ReplyForm['hazards'][number], i: number, part: ReplyPart | undefined): string {
	const {order, number, place, description, requirement, dueOn, standing, report, extension, five} = hazard;
	const checked = (action: string) => ((part?.action ?? 'none') === action ? ' checked' : '');
	const pick = (action: string, sign: string, label: string) =>
		`<input type="radio" class="${sign}" name="action-${i}" id="${sign}${i}" value="${action}"${checked(action)}><label for="${sign}${i}">${label}</label>`;
	const text = (field: string, label: string, value = '') =>
		`<label for="${field}-${i}">${label}</label><textarea id="${field}-${i}" name="${field}-${i}" maxlength="${mostText}">${esc(value)}</textarea>`;
	const line = (field: 'person' | 'funds', label: string) =>
		`<label for="${field}-${i}">${label}</label><input type="text" id="${field}-${i}" name="${field}-${i}" maxlength="${mostShort}" value="${esc(part?.[field] ?? '')}">`;
	const day = (field: 'dueOn' | 'finishOn', label: string) =>
		`<label for="${field}-${i}">${label}</label><input type="date" id="${field}-${i}" name="${field}-${i}" value="${esc(part?.[field] ?? '')}">`;
	const photos = (field: 'photos' | 'attachments', label: string) =>
		`<label for="${field}-${i}">${label}</label><input type="file" id="${field}-${i}" name="${field}-${i}" accept="image/jpeg,image/png,image/webp" multiple>
<small>最多${mostPhotosOfHazard}张，每张10 MB以内，不收视频</small>`;
	const reportHtml = report
		? `<div class="part part-r">${text('text', '整改情况（怎么改的，谁负责）', part?.text)}${photos('photos', '整改后的照片')}</div>`
		: '';
	const extensionHtml = extension
		? `<div class="part part-e">${day('dueOn', '希望延到')}
${text('reason', '延期理由', part?.reason)}${text('safeguards', '延期期间的安全措施', part?.safeguards)}</div>`
		: '';
	const fiveHtml = five
		? `<div class="part part-f">${text('measures', '整改措施', part?.measures)}${line('person', '整改责任人')}${line('funds', '整改资金')}${day('finishOn', '整改时限')}
${text('plan', '应急预案或者整改期间的防范措施', part?.plan)}${photos('attachments', '整改方案等材料的照片')}<p><small>可以先填一部分；由街道核定后生效。</small></p></div>`
		: '';
	const answer =
		report || extension || five
			? `<fieldset class="pick" style="border:0;padding:0;margin:.8rem 0 0"><legend>第${order}项怎样反馈？</legend>${pick('none', 'n', '暂不反馈')}
${report ? pick('report', 'r', '已经整改好，提交照片') : ''}${extension ? pick('extension', 'e', '期限内改不好，申请延期') : ''}${five ? pick('five', 'f', '填报整改措施、责任、资金、时限和预案') : ''}${reportHtml}${extensionHtml}${fiveHtml}</fieldset>`
			: '';
	return `<section class="item"><h2>${order}. ${esc(place)}</h2><p>${esc(description)}</p><p>要求：${esc(requirement)}</p>
<p>期限：<b>${inWords(dueOn)}</b>　${standing}</p><p><small>${esc(number)}</small></p>${answer}</section>`;
}

export const thanksPage = (number: string, received: number, demo: boolean): string =>
	htmlPage(
		'已收到反馈',
		`<h1>已收到您的反馈</h1>${demoMark(demo)}<p>${esc(number)}：收到 ${received} 项隐患的反馈，将安排人员复查或者审批。复查时请有人在场。</p><p>此链接不能再次使用，可以关闭此页。</p>`,
	);

/** For a link that holds no longer, or never was one. */
export const refusedPage = (detail: string): string => htmlPage('整改反馈', `<h1>整改反馈</h1><p class="tag">${esc(detail)}</p>`);
