import {type Static, Type as t} from '@sinclair/typebox';
import {balanceSplits} from '../domain/figures/balance.ts';
import {figureIds} from '../domain/figures/figures.ts';
import {splits} from '../domain/figures/splits.ts';
import {hazardStates} from '../domain/hazards/hazard.ts';
import {Code, DayText, Id, InstantText, literals, nullable, paging, strict} from './common.ts';
import {Grade} from './hazards.ts';

const period = {
	from: t.Optional({...DayText, description: '期间首日，缺省为本月一日'}),
	to: t.Optional({...DayText, description: '期间末日，缺省为今天'}),
	asOf: t.Optional({...InstantText, description: '截至此时刻的情形，缺省为此刻'}),
	area: t.Optional({...Id, description: '区域及其下级'}),
	domain: t.Optional(Code),
};
const format = t.Optional(literals(['json', 'csv', 'xlsx']));
const by = t.Optional({...literals(splits), description: '分项：行业领域、等级、居民区、场所类型、人员、周、月、季度'});
const figure = t.Optional(t.String({maxLength: 1000, description: `指标，可用逗号并列，缺省为全部：${figureIds.join('、')}`}));

export const FigureQuery = t.Object({...period, figure, by, format}, strict);
export type FigureQuery = Static<typeof FigureQuery>;
export const FigureRowQuery = t.Object(
	{
		...period,
		by,
		key: t.Optional(t.String({minLength: 1, maxLength: 80, description: '分项中的一项，与 by 同时给出'})),
		part: t.Optional({...literals(['numerator', 'denominator']), description: '分子（默认）或分母'}),
		format,
		...paging,
	},
	strict,
);

export const count = {
	numerator: t.Integer(),
	denominator: nullable(t.Integer({description: '只有比例才有分母'})),
	value: nullable(t.Number({description: '比例为 0 至 1；分母为 0 时为 null'})),
	p90: t.Optional(nullable(t.Number({description: '九成不超过的天数'}))),
};
const head = {
	cutOffAt: InstantText,
	label: t.String({description: '截至10:32:05'}),
	scope: nullable(t.String({description: '范围：…，未见全部时说明'})),
};

const whole = t.Integer();
export const balance = {
	opening: whole,
	registered: whole,
	movedIn: whole,
	closed: whole,
	void: whole,
	merged: whole,
	movedOut: whole,
	closing: whole,
};
export const BalanceQuery = t.Object({...period, by: t.Optional(literals(balanceSplits)), format}, strict);
export const BalanceReply = t.Object(
	{
		openingAt: {...InstantText, description: '期初：期间首日零时前一毫秒'},
		closingAt: InstantText,
		...head,
		from: DayText,
		to: DayText,
		by: nullable(literals(balanceSplits)),
		rows: t.Array(t.Object({key: t.String(), title: t.String(), ...balance}, strict)),
		total: t.Object(balance, strict),
		notes: t.Array(t.String()),
	},
	strict,
);

export const FigureView = t.Object(
	{
		id: literals(figureIds),
		name: {...literals(figureIds), description: '同 id'},
		title: t.String(),
		definition: t.String(),
		unit: t.String(),
		...count,
		rows: t.Object({count: t.Integer(), href: t.String({description: '计入的各行'})}, strict),
		split: t.Array(t.Object({key: t.String(), title: t.String(), ...count}, strict)),
	},
	strict,
);
export const FiguresReply = t.Object(
	{
		moment: {...InstantText, description: '同 cutOffAt'},
		...head,
		from: DayText,
		to: DayText,
		by: nullable(literals(splits)),
		figures: t.Array(FigureView),
		notes: t.Array(t.String()),
	},
	strict,
);

export const FigureRow = t.Object(
	{
		kind: literals(['hazard', 'site', 'inspection', 'slot', 'risk-point']),
		id: t.String(),
		number: t.String(),
		title: t.String(),
		siteId: t.String(),
		siteName: t.String(),
		communityId: t.String(),
		communityName: t.String(),
		domain: nullable(t.String()),
		on: nullable(DayText),
		state: nullable(literals(hazardStates)),
		grade: nullable(Grade),
		dueOn: nullable(DayText),
		endedAt: nullable(InstantText),
		href: t.String(),
	},
	strict,
);
export const FigureRowsReply = t.Object(
	{
		id: literals(figureIds),
		title: t.String(),
		definition: t.String(),
		...head,
		items: t.Array(FigureRow),
		next: nullable(t.String()),
		total: t.Optional(t.Integer()),
	},
	strict,
);
