import {type Static, type TOptional, type TSchema, Type as t} from '@sinclair/typebox';
import {paperStates, serviceWays} from '../domain/papers/paper.ts';
import {paperWaits} from '../domain/papers/waits.ts';
import {
	Anything,
	Code,
	DayText,
	Id,
	InstantText,
	literals,
	nullable,
	page,
	paging,
	Sha256,
	strict,
	Text,
	Version,
} from './common.ts';
import {HazardLine} from './hazards.ts';
import {Phone} from './people.ts';

/** One line of a printed page: no line feeds. */
const line = (maxLength: number, description: string) =>
	t.String({minLength: 1, maxLength, pattern: '^[^\\n\\t]*\\S[^\\n\\t]*$', description});

/** What a paper may be given; which of these a kind takes, its own rules say (422). */
const content = {
	siteId: Id,
	hazardIds: t.Array(Id, {minItems: 1, maxItems: 200, uniqueItems: true, description: '同一场所、同一责任单位的隐患'}),
	inspectionId: {...Id, description: '检查记录所记的检查'},
	responsible: line(80, '整改责任人，缺省为主要负责人'),
	contact: t.Object({name: line(40, '联系人'), phone: Phone}, strict),
	cc: line(200, '抄送'),
	dueOn: {...DayText, description: '期限已过的隐患改定的期限'},
	replaces: {...Id, description: '所更正的、已作废的文书'},
	addressee: line(100, '主送单位（督办函、提请挂牌督办的函）'),
	level: literals(['district', 'city']),
	demands: t.Array(line(300, '督办要求'), {minItems: 1, maxItems: 10}),
	replyBy: {...DayText, description: '请对方书面反馈的日期'},
	cause: Text,
	harm: Text,
	difficulty: Text,
	enclosures: t.Array(line(200, '附件名称'), {maxItems: 30}),
};
type Content = typeof content;
const optional = <M extends (schema: TSchema) => TSchema>(map: M) =>
	Object.fromEntries(Object.entries(content).map(([name, schema]) => [name, t.Optional(map(schema))])) as {
		[Name in keyof Content]: TOptional<Content[Name]>;
	};

export const PaperBody = t.Object(
	{
		id: t.Optional(Id),
		kind: Code,
		...optional(schema => schema),
		draft: t.Optional(t.Boolean({description: 'true：先拟稿，不编号；须审核、审批的文书总是先拟稿'})),
	},
	strict,
);
export type PaperBody = Static<typeof PaperBody>;

const Flag = t.Object({code: t.String(), detail: t.String()}, strict);
const State = literals(paperStates);
const Step = literals(['review', 'leader']);
const StepTaken = t.Object(
	{
		step: Step,
		result: literals(['approved', 'returned']),
		by: t.String(),
		at: InstantText,
		reason: t.Optional(t.String()),
		content: Sha256,
	},
	strict,
);

export const IssuedReply = t.Object(
	{
		id: t.String(),
		kind: t.String(),
		number: nullable(t.String({description: '草稿没有文号'})),
		sha256: nullable(Sha256),
		verifyUrl: nullable(t.String()),
		state: State,
		pages: nullable(t.Integer()),
		issuedAt: nullable(InstantText),
		flags: t.Array(Flag),
		needs: t.Array(Step),
	},
	strict,
);

/** A change of a draft: what is missing is left, null clears (rules §1.6). */
export const DraftBody = t.Object({...optional(schema => nullable(schema)), version: t.Optional(Version)}, strict);
export const StepBody = t.Object(
	{
		id: t.Optional(Id),
		result: literals(['approved', 'returned']),
		reason: t.Optional(Text),
		version: t.Optional(Version),
	},
	strict,
);
export const WithdrawalBody = t.Object({id: t.Optional(Id), reason: Text, version: t.Optional(Version)}, strict);
export const IssueBody = t.Object({id: t.Optional(Id), version: t.Optional(Version)}, strict);

export const ServiceBody = t.Object(
	{
		id: t.Optional(Id),
		how: literals(serviceWays),
		on: DayText,
		by: t.Array(Id, {minItems: 1, maxItems: 4, uniqueItems: true, description: '送达人'}),
		receivedBy: t.Optional(line(80, '签收人')),
		refusal: t.Optional(t.Object({reason: line(200, '拒签理由'), witness: t.Optional(line(80, '见证人'))}, strict)),
		photo: t.Optional({...Sha256, description: '签收件的照片'}),
		consent: t.Optional({...Sha256, description: '电子送达：受送达人签署的确认书的照片'}),
	},
	strict,
);
export type ServiceBody = Static<typeof ServiceBody>;

export const VoidingBody = t.Object({id: t.Optional(Id), reason: Text, version: t.Optional(Version)}, strict);

const Service = t.Object(
	{
		how: literals(serviceWays),
		on: DayText,
		by: t.Array(t.String()),
		receivedBy: t.Optional(t.String()),
		refusal: t.Optional(t.Object({reason: t.String(), witness: t.Optional(t.String())}, strict)),
		photo: t.Optional(Sha256),
		consent: t.Optional(Sha256),
		recordedBy: t.String(),
		at: InstantText,
	},
	strict,
);

const summary = {
	id: t.String(),
	kind: t.String(),
	title: t.String(),
	number: nullable(t.String()),
	state: State,
	siteId: t.String(),
	hazardIds: t.Array(t.String()),
	inspectionId: nullable(t.String()),
	sha256: nullable(Sha256),
	pages: nullable(t.Integer()),
	verifyUrl: nullable(t.String()),
	issuedBy: nullable(t.String()),
	allocatedAt: nullable(InstantText),
	issuedAt: nullable(InstantText),
	voidedAt: nullable(InstantText),
	voidReason: nullable(t.String()),
	replaces: nullable(t.String()),
	replacedBy: nullable(t.String()),
	services: t.Array(Service),
	drafters: t.Array(t.String()),
	draftedAt: nullable(InstantText),
	steps: t.Array(StepTaken),
	version: t.Integer(),
};
export const PaperPage = page(t.Object({...summary, siteName: t.String()}, strict));
const whole = {
	...summary,
	flags: t.Array(Flag),
	/** The steps that are still to be taken. */
	needs: t.Array(Step),
	asked: nullable(t.Record(t.String(), Anything)),
};
export const PaperReply = t.Object(whole, strict);
export const PaperDetail = t.Object(
	{...whole, siteName: t.String(), hazards: {...t.Array(HazardLine), description: '其中本人看得到的隐患，现在的情形'}},
	strict,
);

const filters = {
	kind: t.Optional(Code),
	site: t.Optional(Id),
	hazard: t.Optional(Id),
	state: t.Optional(
		t.String({
			pattern: `^(${paperStates.join('|')})(,(${paperStates.join('|')}))*$`,
			maxLength: 200,
			description: '状态，可用逗号并列',
		}),
	),
	waits: t.Optional({...literals(paperWaits), description: '文书稿的下一步：法制审核、领导审批、签发、退回待改'}),
	served: t.Optional(t.Boolean({description: '有无送达登记'})),
	q: t.Optional(t.String({maxLength: 60, description: '文号或者场所名称，至少两个字'})),
	from: t.Optional({...DayText, description: '编号日期，起'}),
	to: t.Optional({...DayText, description: '编号日期，止'}),
};
export const PaperQuery = t.Object({...filters, ...paging}, strict);
export const BundleQuery = t.Object(
	{...filters, ids: t.Optional(t.String({maxLength: 8000, description: '文书编号（UUID），以逗号分隔'}))},
	strict,
);
export type PaperQuery = Static<typeof PaperQuery>;

/** What anyone who holds a paper may learn: nothing about places or people. */
export const VerifyReply = t.Object(
	{
		result: literals(['genuine', 'void', 'unknown']),
		number: t.Optional(t.String()),
		title: t.Optional(t.String()),
		office: t.Optional(t.String()),
		issuedOn: t.Optional(DayText),
		sha256: t.Optional(Sha256),
		voidedOn: t.Optional(DayText),
		replacedBy: t.Optional(t.String({description: '更正后的文书的文号'})),
	},
	strict,
);
