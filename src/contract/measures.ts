import {type Static, Type as t} from '@sinclair/typebox';
import {causes, measureKinds, progresses} from '../domain/hazards/measure.ts';
import {Code, DayText, Id, InstantText, literals, Name, nullable, page, paging, strict, Text, Version} from './common.ts';

const Kind = literals(measureKinds);
const Cause = literals(causes);
const Progress = literals(progresses);
const Long = t.String({minLength: 1, maxLength: 5000});
const Ids = t.Array(Id, {maxItems: 500, uniqueItems: true});

export const MeasureBody = t.Object(
	{
		title: t.Optional(Name),
		kind: t.Optional(Kind),
		cause: t.Optional(Cause),
		text: t.Optional(Long),
		problem: t.Optional(nullable(Text)),
		lead: t.Optional(Name),
		supporting: t.Optional(t.Array(Name, {maxItems: 30, uniqueItems: true})),
		responsible: t.Optional(Name),
		dueOn: t.Optional(DayText),
		progress: t.Optional(Progress),
		documentNumber: t.Optional(nullable(Name)),
		issuedOn: t.Optional(nullable(DayText)),
		effect: t.Optional(nullable(Text)),
		reviewOn: t.Optional(DayText),
		hazardIds: t.Optional(Ids),
		riskPointIds: t.Optional(Ids),
		reason: t.Optional({...Text, description: '本次修改的理由；废止必填'}),
		version: t.Optional(Version),
	},
	strict,
);
export type MeasureBody = Static<typeof MeasureBody>;

export const ApprovalBody = t.Object({id: t.Optional(Id), version: t.Optional(Version), reason: t.Optional(Text)}, strict);

const fields = {
	id: t.String(),
	number: t.String(),
	title: t.String(),
	kind: Kind,
	cause: Cause,
	text: t.String(),
	problem: nullable(t.String()),
	lead: t.String(),
	supporting: t.Array(t.String()),
	responsible: t.String(),
	dueOn: DayText,
	progress: Progress,
	documentNumber: nullable(t.String()),
	issuedOn: nullable(DayText),
	effect: nullable(t.String()),
	reviewOn: DayText,
	hazardIds: t.Array(t.String(), {description: '关联隐患，只列本人范围内的'}),
	hazardNumbers: t.Array(t.String()),
	hazardCount: t.Integer({description: '关联隐患总数'}),
	riskPointIds: t.Array(t.String(), {description: '关联风险点，只列本人范围内的'}),
	riskPointCount: t.Integer(),
	approvedBy: nullable(t.String()),
	registeredAt: InstantText,
	overdue: t.Boolean(),
	reviewDue: t.Boolean(),
	withoutEffect: t.Boolean({description: '有制度无落实：已印发或实施，没有落实成效'}),
	steps: t.Array(Progress, {description: '由此可进入的下一步；“实施”须领导批准'}),
	version: t.Integer(),
};
export const MeasureReply = t.Object(fields, strict);
const Step = t.Object(
	{progress: Progress, on: DayText, at: InstantText, by: t.String(), reason: nullable(t.String()), version: t.Integer()},
	strict,
);
export const MeasureDetail = t.Object({...fields, history: t.Array(Step, {description: '进展经过，先后为序'})}, strict);
export const MeasurePage = page(MeasureReply);

export const measureFilters = {
	progress: t.Optional(Progress),
	kind: t.Optional(Kind),
	reviewDue: t.Optional(t.Boolean()),
	withoutEffect: t.Optional(t.Boolean({description: '已印发或实施而无落实成效'})),
	overdue: t.Optional(t.Boolean({description: '过了完成时限仍未印发'})),
	q: t.Optional(t.String({maxLength: 80, description: '至少两个字'})),
};
const asOf = t.Optional({...InstantText, description: '截至此时刻的情形'});
export const MeasureQuery = t.Object({...measureFilters, asOf, ...paging}, strict);
export const MeasureMoment = t.Object({asOf}, strict);
export type MeasureQuery = Static<typeof MeasureQuery>;

export const WantedQuery = t.Object(
	{
		kind: t.Optional(literals(['site-item', 'item'])),
		domain: t.Optional(Code),
		since: t.Optional({...DayText, description: '此日以来的复发，缺省为近 12 个月'}),
		answered: t.Optional(t.Boolean({description: 'true：已有新措施或修订的'})),
		...paging,
	},
	strict,
);
const WantedHazard = t.Object(
	{id: t.String(), number: t.String(), foundOn: DayText, siteId: t.String(), siteName: t.String()},
	strict,
);
const LinkedMeasure = t.Object(
	{
		id: t.String(),
		number: t.String(),
		title: t.String(),
		progress: Progress,
		registeredOn: DayText,
		revisedOn: nullable(DayText),
	},
	strict,
);
/** A class of hazards that came back, and the measures linked to it. */
const Wanted = t.Object(
	{
		kind: literals(['site-item', 'item']),
		domain: t.String(),
		itemId: t.String(),
		item: t.String(),
		siteId: nullable(t.String()),
		siteName: nullable(t.String()),
		why: literals(['lookback', 'third', 'again', 'across']),
		reason: t.String(),
		since: {...DayText, description: '最近一次登记之日；此后的新措施或修订才算数'},
		answered: t.Boolean(),
		hazards: t.Array(WantedHazard),
		measures: t.Array(LinkedMeasure),
	},
	strict,
);
export const WantedPage = t.Object(
	{items: t.Array(Wanted), next: nullable(t.String()), scope: nullable(t.String()), total: t.Optional(t.Integer())},
	strict,
);
