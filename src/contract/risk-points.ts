import {type Static, Type as t} from '@sinclair/typebox';
import {controlKinds, controlLevels} from '../domain/register/risk-point.ts';
import {Code, DayText, Id, InstantText, Level, literals, Name, nullable, page, paging, strict, Text, Version} from './common.ts';

const ControlLevelText = literals(controlLevels);
const ItemId = t.String({pattern: '^[A-Za-z0-9-]{1,20}$'});
const AttributeValue = t.Union([t.String({minLength: 1, maxLength: 200}), t.Number(), t.Boolean()]);
const Attributes = t.Record(t.String(), AttributeValue, {maxProperties: 60, description: '该领域的属性，见 forms/*/sector.json'});
const Events = t.Array(t.String({minLength: 1, maxLength: 80}), {maxItems: 40, uniqueItems: true, description: '可能发生的事件'});

const control = {
	kind: literals(controlKinds),
	text: t.String({minLength: 1, maxLength: 500}),
	owner: t.String({minLength: 1, maxLength: 80, description: '由谁落实'}),
};
const GivenControl = t.Object(
	{
		id: t.Optional(Id),
		...control,
		level: t.Optional(nullable(ControlLevelText)),
		items: t.Optional(t.Array(ItemId, {maxItems: 100, uniqueItems: true, description: '不合格即说明此措施失效的检查项'})),
	},
	strict,
);
const ControlReply = t.Object(
	{id: t.String(), ...control, level: nullable(ControlLevelText), items: t.Array(t.String())},
	strict,
);

export const RiskPointBody = t.Object(
	{
		siteId: t.Optional(Id),
		domain: t.Optional(Code),
		name: t.Optional(Name),
		place: t.Optional(t.String({minLength: 1, maxLength: 200, description: '所在部位'})),
		attributes: t.Optional(nullable(Attributes)),
		events: t.Optional(nullable(Events)),
		controls: t.Optional(nullable(t.Array(GivenControl, {maxItems: 100}))),
		closedOn: t.Optional(nullable(DayText)),
		version: t.Optional(Version),
	},
	strict,
);
export type RiskPointBody = Static<typeof RiskPointBody>;

/** How often a site is inspected, and why. */
export const FrequencyReply = t.Object(
	{
		divisor: t.Integer({description: '检查间隔减为几分之一；1 为照常'}),
		since: nullable({...DayText, description: '隐患最近一次达到加密条件之日'}),
		until: nullable({...DayText, description: '恢复原间隔之日'}),
		cleanVisits: t.Integer({description: '最后一条隐患之后未发现问题的检查次数'}),
		reason: nullable(t.String()),
	},
	strict,
);

const point = {
	id: t.String(),
	label: t.String({description: '编号牌，如 F001234-5'}),
	siteId: t.String(),
	communityId: t.String(),
	domain: t.String(),
	name: t.String(),
	place: t.String(),
	attributes: Attributes,
	events: t.Array(t.String()),
	controls: t.Array(ControlReply),
	assessedLevel: nullable(Level),
	assessmentId: nullable(t.String()),
	closedOn: nullable(DayText),
	level: nullable({...Level, description: '现行等级：有重大或疑似重大隐患未结时按 dynamic-risk 表提高；未评价为 null'}),
	raisedBy: t.Array(
		t.Object(
			{hazardId: t.String(), number: t.String(), grade: literals(['general', 'suspected-major', 'major'])},
			{...strict, description: '使等级升高的隐患'},
		),
	),
	controlLevel: nullable({...ControlLevelText, description: '现行管控层级：同一检查项反复出现时上提一级'}),
	repeatedItems: t.Array(t.Object({itemId: t.String(), times: t.Integer(), lastOn: DayText}, strict), {
		description: '使管控层级上提的检查项：期内出现次数和最近一次',
	}),
	frequency: FrequencyReply,
	version: t.Integer(),
};
export const RiskPointReply = t.Object(point, strict);
/** With the name of its site, for those who do not have the site at hand. */
export const NamedPointReply = t.Object({...point, siteName: t.String()}, strict);
export const RiskPointPage = page(NamedPointReply);

export const RiskPointQuery = t.Object(
	{
		site: t.Optional(Id),
		area: t.Optional({...Id, description: '区域及其下级'}),
		domain: t.Optional(Code),
		level: t.Optional({...Level, description: '现行等级'}),
		q: t.Optional(
			t.String({maxLength: 80, pattern: '^[^\\u0000-\\u001f]*$', description: '至少两个字：名称、部位包含，或编号牌开头'}),
		),
		...paging,
	},
	strict,
);

const Factors = t.Record(t.String(), t.Number(), {maxProperties: 20, description: '因素 → 所选描述的分值'});
export const AssessmentBody = t.Object(
	{
		id: t.Optional(Id),
		version: t.Optional(Version),
		method: t.String({minLength: 1, maxLength: 40, description: '评价方法及版本，如 lec@1'}),
		factors: Factors,
		reason: t.Optional(Text),
	},
	strict,
);
export const DecisionBody = t.Object({id: t.Optional(Id), approved: t.Boolean(), reason: Text}, strict);

export const AssessmentReply = t.Object(
	{
		id: t.String(),
		riskPointId: t.String(),
		method: t.String(),
		factors: Factors,
		sentences: t.Record(t.String(), t.String(), {description: '所选描述的原文'}),
		score: t.Number(),
		level: Level,
		state: literals(['in-force', 'waiting', 'refused', 'superseded']),
		reason: nullable(t.String()),
		by: t.String(),
		at: InstantText,
		decidedBy: nullable(t.String()),
		decidedAt: nullable(InstantText),
		decisionReason: nullable(t.String()),
	},
	strict,
);
export const AssessmentPage = page(AssessmentReply);

export const LoweringQuery = t.Object(paging, strict);
export const LoweringPage = page(
	t.Object(
		{
			id: t.String({description: '评价的编号'}),
			riskPointId: t.String(),
			pointName: t.String(),
			place: t.String(),
			domain: t.String(),
			communityId: t.String(),
			siteId: t.String(),
			siteName: t.String(),
			from: nullable({...Level, description: '现评等级'}),
			to: Level,
			method: t.String(),
			score: t.Number(),
			reason: nullable(t.String()),
			by: t.Object({id: t.String(), name: t.String()}, strict),
			at: InstantText,
			isMine: t.Boolean({description: '本人所评，须由他人批准'}),
		},
		strict,
	),
);
