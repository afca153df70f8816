import {Type as t} from '@sinclair/typebox';
import {listIssueSheet, reportSheet, routeSheet} from '../../actions/papers/sheets/office-sheets.ts';
import {blankChecklist, labels, riskCard} from '../../actions/papers/sheets/point-sheets.ts';
import {proofOfService} from '../../actions/papers/sheets/proof-of-service.ts';
import {drawSheet, type Setting, type Sheet, type SheetKind} from '../../actions/papers/sheets/sheet.ts';
import {Id, strict} from '../../contract/common.ts';
import {RouteSheetQuery} from '../../contract/route-sheets.ts';
import type {Services} from '../../services.ts';
import {addressOf} from '../address.ts';
import {sheetReply} from '../pdf.ts';
import {type AnyRoute, type Context, type Request, read} from '../route.ts';

const tag = '打印';
type Made = Promise<Sheet<SheetKind>>;
type Asked = Request<never, never>;

/** A door to a paper that is drawn when it is asked for and kept by nobody. */
const sheet = (
	path: string,
	summary: string,
	make: (services: Services, context: Context, asked: Asked, setting: Setting) => Made,
	query?: ReturnType<typeof t.Object>,
): AnyRoute =>
	read({
		method: 'get',
		path,
		tag,
		summary,
		may: 'read-register',
		...(query && {query}),
		replies: {200: t.String({contentMediaType: 'application/pdf'})},
		async read(services, context, asked) {
			const setting = {origin: addressOf(services, asked), demo: services.demo};
			const {pdf, name} = await drawSheet(services, await make(services, context, asked as Asked, setting));
			return sheetReply(pdf, name);
		},
	}) as AnyRoute;

const optional = t.Optional;
const ServiceQuery = t.Object(
	{
		service: optional(t.Integer({minimum: 1, description: '第几次送达，缺省为最近一次'})),
		blank: optional(t.Boolean({description: 'true：空白，供现场填写'})),
	},
	strict,
);
const LabelsQuery = t.Object({site: optional(Id), area: optional(Id)}, strict);
const ChecklistQuery = t.Object(
	{checklist: optional(t.String({maxLength: 80, description: '如 fire/daily@1，缺省为该领域的常用检查表'}))},
	strict,
);

export const sheetRoutes: AnyRoute[] = [
	sheet(
		'/api/papers/:id/proof-of-service.pdf',
		'送达回证',
		async ({reader}, context, {params, query}, setting) => proofOfService(reader, context, params.id!, query ?? {}, setting),
		ServiceQuery,
	),
	sheet('/api/risk-points/:id/card.pdf', '安全风险告知卡', async ({reader}, context, {params}, setting) =>
		riskCard(reader, context, params.id!, setting),
	),
	sheet(
		'/api/labels.pdf',
		'一个场所或者区域的风险点二维码标签',
		async ({reader}, context, {query}, setting) => labels(reader, context, query ?? {}, setting),
		LabelsQuery,
	),
	sheet(
		'/api/risk-points/:id/checklist.pdf',
		'空白检查表（临时检查）',
		async ({reader}, context, {params, query}, setting) =>
			blankChecklist(reader, context, {...(query as object | undefined), point: params.id!}, setting),
		ChecklistQuery,
	),
	sheet('/api/slots/:id/checklist.pdf', '一项任务的空白检查表', async ({reader}, context, {params}, setting) =>
		blankChecklist(reader, context, {slot: params.id!}, setting),
	),
	sheet(
		'/api/route-sheets.pdf',
		'一组一天的巡查路线单',
		async ({reader}, context, {query}, setting) =>
			routeSheet(reader, context, {...(query as object | undefined), day: dayOf(query) ?? context.today}, setting),
		RouteSheetQuery as never,
	),
	sheet('/api/list-issues/:id/issue.pdf', '一期清单（横版）', async ({reader}, context, {params}, setting) =>
		listIssueSheet(reader, context, params.id!, setting),
	),
	sheet('/api/reports/:id/report.pdf', '周报、月报、季报', async ({reader}, context, {params}, setting) =>
		reportSheet(reader, context, params.id!, setting),
	),
];

const dayOf = (query: unknown): string | undefined => (query as {day?: string} | undefined)?.day;
