import {type Static, Type as t} from '@sinclair/typebox';
import {paperStates, serviceWays} from '../domain/papers/paper.ts';
import {Code, DayText, Id, InstantText, literals, nullable, page, paging, Sha256, strict, Text, Version} from './common.ts';
import {Phone} from './people.ts';

/** One line of a printed page: no line feeds. */
const line = (maxLength: number, description: string) =>
	t.String({minLength: 1, maxLength, pattern: '^[^\\n\\t]*\\S[^\\n\\t]*$', description});

export const PaperBody = t.Object(
	{
		id: t.Optional(Id),
		kind: Code,
		siteId: t.Optional(Id),
		hazardIds: t.Optional(
			t.Array(Id, {minItems: 1, maxItems: 200, uniqueItems: true, description: '同一场所、同一责任单位的隐患'}),
		),
		responsible: t.Optional(line(80, '整改责任人，缺省为主要负责人')),
		contact: t.Optional(t.Object({name: line(40, '联系人'), phone: Phone}, strict)),
		cc: t.Optional(line(200, '抄送')),
		dueOn: t.Optional({...DayText, description: '期限已过的隐患改定的期限'}),
		replaces: t.Optional(t.String({format: 'uuid', description: '所更正的、已作废的文书'})),
	},
	strict,
);
export type PaperBody = Static<typeof PaperBody>;

const Flag = t.Object({code: t.String(), detail: t.String()}, strict);
const State = literals(paperStates);

export const IssuedReply = t.Object(
	{
		id: t.String(),
		kind: t.String(),
		number: t.String(),
		sha256: Sha256,
		verifyUrl: t.String(),
		state: State,
		pages: t.Integer(),
		issuedAt: InstantText,
		flags: t.Array(Flag),
	},
	strict,
);

export const ServiceBody = t.Object(
	{
		id: t.Optional(Id),
		how: literals(serviceWays),
		on: DayText,
		by: t.Array(Id, {minItems: 1, maxItems: 4, uniqueItems: true, description: '送达人'}),
		receivedBy: t.Optional(line(80, '签收人')),
		refusal: t.Optional(t.Object({reason: line(200, '拒签理由'), witness: t.Optional(line(80, '见证人'))}, strict)),
		photo: t.Optional(Sha256),
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
		recordedBy: t.String(),
		at: InstantText,
	},
	strict,
);

const summary = {
	id: t.String(),
	kind: t.String(),
	title: t.String(),
	number: t.String(),
	state: State,
	siteId: t.String(),
	hazardIds: t.Array(t.String()),
	inspectionId: nullable(t.String()),
	sha256: nullable(Sha256),
	pages: nullable(t.Integer()),
	verifyUrl: t.String(),
	issuedBy: t.String(),
	allocatedAt: InstantText,
	issuedAt: nullable(InstantText),
	voidedAt: nullable(InstantText),
	voidReason: nullable(t.String()),
	replaces: nullable(t.String()),
	replacedBy: nullable(t.String()),
	services: t.Array(Service),
	version: t.Integer(),
};
export const PaperPage = page(t.Object(summary, strict));
export const PaperReply = t.Object({...summary, flags: t.Array(Flag)}, strict);

export const PaperQuery = t.Object({kind: t.Optional(Code), site: t.Optional(Id), state: t.Optional(State), ...paging}, strict);
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
