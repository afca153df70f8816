import {Type as t} from '@sinclair/typebox';
import {figureIds} from '../domain/figures/figures.ts';
import {reportKinds, reportStates} from '../domain/figures/report.ts';
import {hazardStates} from '../domain/hazards/hazard.ts';
import {DayText, Id, InstantText, literals, nullable, page, paging, Sha256, strict, Text, Version} from './common.ts';
import {balance, count} from './figures.ts';
import {Grade} from './hazards.ts';

const Kind = {...literals(reportKinds), description: '周报、月报、季报'};
const Title = t.String({minLength: 1, maxLength: 120});
const Paragraph = t.Object(
	{heading: t.String({minLength: 1, maxLength: 80}), text: t.String({minLength: 1, maxLength: 20_000})},
	strict,
);

export const ReportBody = t.Object(
	{
		id: t.Optional(Id),
		kind: Kind,
		on: t.Optional({...DayText, description: '期内任一天，缺省为今天'}),
		cutOffAt: t.Optional({...InstantText, description: '截止时刻，须在 10 秒以前；缺省为期末或 10 秒以前'}),
	},
	strict,
);
export const ReportWordsBody = t.Object(
	{
		title: t.Optional(Title),
		texts: t.Optional(t.Array(Paragraph, {minItems: 1, maxItems: 30, description: '全部段落，整体替换'})),
		version: t.Optional(Version),
	},
	strict,
);
export const FreezingBody = t.Object({id: t.Optional(Id), version: t.Optional(Version)}, strict);
export const ReportVoidingBody = t.Object({id: t.Optional(Id), reason: Text, version: t.Optional(Version)}, strict);
export const ReportsQuery = t.Object({kind: t.Optional(Kind), state: t.Optional(literals(reportStates)), ...paging}, strict);
export const ReportQuery = t.Object({format: t.Optional(literals(['json', 'csv', 'xlsx']))}, strict);

const Figure = t.Object(
	{
		id: literals(figureIds),
		title: t.String(),
		definition: t.String(),
		unit: t.String(),
		...count,
		href: t.String({description: '截至截止时刻计入的各行'}),
	},
	strict,
);
const whole = t.Integer();
const Table = t.Object(
	{
		by: literals(['domain', 'community', 'grade', 'month']),
		title: t.String(),
		lines: t.Array(
			t.Object(
				{
					key: t.String(),
					title: t.String(),
					registered: whole,
					closed: whole,
					rate: nullable(t.Number()),
					open: whole,
					overdue: whole,
				},
				strict,
			),
		),
	},
	strict,
);
const hazard = {
	id: t.String(),
	number: t.String(),
	siteName: t.String(),
	communityName: t.String(),
	place: t.String(),
	description: t.String(),
	grade: Grade,
	state: literals(hazardStates),
	foundOn: DayText,
	dueOn: DayText,
	lateDays: {...whole, description: '逾期天数'},
};
const Case = t.Object(
	{...hazard, endedOn: DayText, days: whole, rounds: whole, cause: nullable(t.String()), measures: nullable(t.String())},
	strict,
);
const Plan = t.Object(
	{
		from: DayText,
		to: DayText,
		tasks: whole,
		sites: whole,
		assigned: whole,
		domains: t.Array(t.Object({key: t.String(), title: t.String(), tasks: whole}, strict)),
		rows: t.Array(
			t.Object(
				{
					slotId: t.String(),
					siteName: t.String(),
					pointName: t.String(),
					dueOn: DayText,
					on: nullable(DayText),
					people: t.Array(t.String()),
				},
				strict,
			),
		),
	},
	strict,
);
const Content = t.Object(
	{
		office: t.String(),
		scope: nullable(t.String()),
		figures: t.Array(Figure),
		before: nullable(t.Array(Figure)),
		balance: t.Object(balance, strict),
		tables: t.Array(Table),
		hazards: t.Object({total: whole, rows: t.Array(t.Object(hazard, strict))}, strict),
		cases: t.Array(Case),
		plan: Plan,
		measures: t.Object({total: whole, issued: whole, inForce: whole, overdue: whole}, strict),
		isNil: t.Boolean({description: '零报告'}),
		notes: t.Array(t.String()),
	},
	strict,
);
const Person = t.Object({id: t.String(), name: t.String()}, strict);
const head = {
	id: t.String(),
	kind: Kind,
	from: DayText,
	to: DayText,
	state: literals(reportStates),
	cutOffAt: InstantText,
	title: t.String(),
	scope: nullable(t.String()),
	isNil: t.Boolean(),
	drafters: t.Array(Person),
	draftedAt: InstantText,
	frozenBy: nullable(Person),
	frozenAt: nullable(InstantText),
	voidReason: nullable(t.String()),
	sha256: nullable({...Sha256, description: '定稿内容的 SHA-256'}),
	version: t.Integer(),
};
export const ReportReply = t.Object({...head, texts: t.Array(Paragraph), content: Content}, strict);
export const ReportPage = page(t.Object(head, strict));
