import {createHash} from 'node:crypto';
import {Type as t} from '@sinclair/typebox';
import {type Arrived, receivePhoto} from '../../actions/inspections/register-photo.ts';
import {renewReplyLink} from '../../actions/papers/renew-reply-link.ts';
import {seeReplyForm, sendReply} from '../../actions/papers/send-reply.ts';
import {ReplyFormReply, ReplyLink, ReplyReceipt} from '../../contract/reply.ts';
import {mostPhotoBytes} from '../../domain/inspections/photo.ts';
import {blankPart, mostPhotosOfHazard, mostPhotosOfReply, type ReplyPart, replyActions} from '../../domain/papers/reply.ts';
import {Problem} from '../../domain/problem.ts';
import type {Services} from '../../services.ts';
import {hasForbidden} from '../body.ts';
import {missCounter} from '../misses.ts';
import {type Part, readForm} from '../multipart.ts';
import {publicPage, wantsJson} from '../public-page.ts';
import {type Filled, mostShort, mostText, refusedPage, replyPage, thanksPage} from '../reply-page.ts';
import {type AnyRoute, type Context, created, ok, type Reply, type Request, read, steps, write} from '../route.ts';

const tag = '公开';
const sha256 = (content: string | Buffer): string => createHash('sha256').update(content).digest('hex');
const countMiss = missCounter('尝试过于频繁，请稍后再试。');
const countTry = missCounter('提交过于频繁，请十分钟后再试。');

const policy = [
	"default-src 'none'",
	"style-src 'unsafe-inline'",
	"base-uri 'none'",
	"form-action 'self'",
	"frame-ancestors 'none'",
].join('; ');
const page = (status: number, body: string): Reply => publicPage(status, body, policy);

const limits = {
	fileBytes: mostPhotoBytes,
	files: mostPhotosOfReply,
	fields: 1500,
	fieldBytes: 8000,
	totalBytes: mostPhotosOfReply * mostPhotoBytes,
};

type Asked = Request<undefined, undefined>;
const unknown = new Problem(404, 'not-found', '没有这个链接，请核对通知书上的二维码是否完整。');

/** The form behind a link; a wrong one is counted, so that nobody guesses. */
async function formFor({reader}: Services, context: Context, {params, address}: Asked) {
	const form = await seeReplyForm(reader, context, params.token!);
	if (form) return form;
	await countMiss(address);
	throw unknown;
}

/** A browser gets a page where a program gets a problem document. */
const orPage = async (asked: Asked, act: () => Promise<Reply>): Promise<Reply> => {
	try {
		return await act();
	} catch (error) {
		if (!(error instanceof Problem) || wantsJson(asked.headers.accept)) throw error;
		return page(error.status, refusedPage(error.message));
	}
};

/** What was filled in; the bytes of photos are kept one after the other as they arrive. */
async function readParts(services: Services, asked: Asked, parts: ReplyPart[]): Promise<Arrived[]> {
	const arrived: Arrived[] = [];
	const fields = new Map<string, string>();
	const take = async ({field, bytes, declared}: Part) => {
		const [, name, order] = /^(photos|attachments)-(\d{1,3})$/.exec(field) ?? [];
		const list = parts[Number(order ?? -1)]?.[name as 'photos' | 'attachments'];
		if (!list) throw new Problem(400, 'schema', '表单与通知书不符，请重新打开链接。');
		if (list.length >= mostPhotosOfHazard) throw new Problem(413, 'too-large', `每项隐患最多 ${mostPhotosOfHazard} 张照片。`);
		const {photo} = await receivePhoto(services, {named: sha256(bytes), bytes, declared});
		arrived.push(photo);
		if (!list.includes(photo.sha256)) list.push(photo.sha256);
	};
	// What was written is shown again, whatever was wrong with the photos.
	await readForm(asked.stream!, asked.headers, limits, {fields, take}).finally(() => fillIn(parts, fields));
	mustBeClean(fields);
	return arrived;
}

function fillIn(parts: ReplyPart[], fields: ReadonlyMap<string, string>): void {
	for (const [i, part] of parts.entries()) {
		const text = (name: string) => (fields.get(`${name}-${i}`) ?? '').replaceAll('\r\n', '\n');
		const action = replyActions.find(one => one === text('action')) ?? 'none';
		const said = {text: text('text'), dueOn: text('dueOn'), reason: text('reason'), safeguards: text('safeguards')};
		const five = {measures: text('measures'), person: text('person'), funds: text('funds'), plan: text('plan')};
		Object.assign(part, {action, ...said, ...five, finishOn: text('finishOn')});
	}
}

function mustBeClean(fields: ReadonlyMap<string, string>): void {
	for (const [name, value] of fields) {
		const most = /^(person|funds)-/.test(name) ? mostShort : mostText;
		const detail = hasForbidden(value.replaceAll('\r\n', '\n'))
			? '文字中有不能接受的字符，请改正。'
			: value.length > most
				? `文字过长，此处最多${most}字。`
				: '';
		if (detail) throw new Problem(400, 'text', detail, [{path: `/${name.slice(0, 40)}`, message: detail}]);
	}
}

async function answer(services: Services, context: Context, asked: Asked): Promise<Reply> {
	const form = await formFor(services, context, asked);
	await countTry(sha256(asked.params.token!));
	const parts = form.hazards.map(blankPart);
	try {
		const arrived = await readParts(services, asked, parts);
		const done = await services.queue.submit(async db => sendReply(db, context, asked.params.token!, {parts, arrived}));
		return wantsJson(asked.headers.accept) ? ok(done) : page(200, thanksPage(done.number, done.received, services.demo));
	} catch (error) {
		const isMendable = error instanceof Problem && [400, 413, 415, 422].includes(error.status);
		if (!isMendable || wantsJson(asked.headers.accept)) throw error;
		return page(error.status, replyPage(form, services.demo, {parts, problem: error} satisfies Filled));
	}
}

const pageSchema = t.String({contentMediaType: 'text/html'});
const refusals = {
	400: pageSchema,
	404: pageSchema,
	409: pageSchema,
	410: pageSchema,
	413: pageSchema,
	415: pageSchema,
	422: pageSchema,
	429: pageSchema,
};

export const replyRoutes: AnyRoute[] = [
	read({
		method: 'get',
		path: '/reply/:token',
		tag,
		page: true,
		summary: '责任单位的整改反馈页（一次性链接）',
		may: 'everyone',
		replies: {200: ReplyFormReply, ...refusals},
		read: async (services, context, asked) =>
			orPage(asked, async () => {
				const form = await formFor(services, context, asked);
				return wantsJson(asked.headers.accept) ? ok(form) : page(200, replyPage(form, services.demo));
			}),
	}),
	steps({
		method: 'post',
		path: '/reply/:token',
		tag,
		page: true,
		summary: '提交整改反馈：照片和说明，或者申请延期',
		may: 'everyone',
		upload: true,
		replies: {200: ReplyReceipt, ...refusals},
		steps: async (services, context, asked) => orPage(asked, async () => answer(services, context, asked)),
	}),
	write({
		method: 'post',
		path: '/api/papers/:id/reply-link',
		tag: '文书',
		summary: '另给责任单位一个反馈链接（原链接随即失效）',
		may: 'renew-reply-links',
		body: t.Object({}, {additionalProperties: false}),
		replies: {201: ReplyLink},
		write: async (db, context, asked) => created(await renewReplyLink(db, context, asked.params.id!, asked.origin)),
	}),
];
