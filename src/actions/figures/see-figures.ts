import type {Count} from '../../domain/figures/count.ts';
import {type FigureId, figureOf} from '../../domain/figures/figures.ts';
import {type Split, splitNames} from '../../domain/figures/splits.ts';
import {hazardRule} from '../../domain/hazards/list.ts';
import type {Column, Table} from '../../domain/hazards/table.ts';
import type {Db} from '../../store/engine.ts';
import {canonical} from '../../store/journal/journal.ts';
import type {Context} from '../context.ts';
import {bodyOf} from '../hazards/see-lists.ts';
import {type Asked, askOf, type FigureFilters, figuresNamed, judgeInForce} from './ask.ts';
import {inTurn, remembered} from './gate.ts';
import {type Tallies, tally} from './tally.ts';
import {type Title, titled} from './titles.ts';

export type FigureQuery = FigureFilters & {figure?: string; by?: Split};
export type Part = Count & {key: string; title: string};
export type FigureView = Count & {
	id: FigureId;
	name: FigureId;
	title: string;
	definition: string;
	unit: string;
	rows: {count: number; href: string};
	split: Part[];
};
export type FiguresView = {
	moment: string;
	cutOffAt: string;
	label: string;
	from: string;
	to: string;
	by: Split | null;
	scope: string | null;
	figures: FigureView[];
	notes: string[];
};

/** Every figure asked for, of a period as of a cut-off; remembered for ten seconds per query and scope. */
export async function seeFigures(db: Db, context: Context, query: FigureQuery): Promise<FiguresView> {
	// Faults of a query are the caller's own and never remembered.
	const asked = await askOf(db, context, query, figuresNamed(query.figure).faults);
	const key = canonical({query, scope: context.caller.scope, today: context.today});
	return remembered(db, key, context.now, async () => workOut(db, context, query, asked));
}

/** The same, worked out anew: for files, reports and whatever is kept. */
export async function computeFigures(db: Db, context: Context, query: FigureQuery): Promise<FiguresView> {
	return workOut(db, context, query, await askOf(db, context, query, figuresNamed(query.figure).faults));
}

async function workOut(db: Db, context: Context, {figure, by}: FigureQuery, asked: Asked): Promise<FiguresView> {
	const {ids} = figuresNamed(figure);
	const judge = await judgeInForce(db, context);
	const tallies = await inTurn(db, async one => tally(one, asked.ask, ids, judge, by));
	const keys = [...tallies.values()].flatMap(({parts}) => [...parts.keys()]);
	const titles = by ? await titled(db, context, by, keys) : [];
	return {
		moment: asked.moment,
		cutOffAt: asked.moment,
		label: asked.label,
		from: asked.ask.fromOn,
		to: asked.ask.toOn,
		by: by ?? null,
		scope: asked.scope,
		figures: ids.map(id => viewOf(id, tallies, titles, asked)),
		notes: [...asked.notes, hazardRule, ...notesOn(by)],
	};
}

function viewOf(id: FigureId, tallies: Tallies, titles: readonly Title[], {query}: Asked): FigureView {
	const {title, definition, unit, kind} = figureOf(id);
	const {total, parts} = tallies.get(id)!;
	const rows = new URLSearchParams({...query, ...(kind === 'rate' && {part: 'denominator'})});
	return {
		id,
		name: id,
		title,
		definition,
		unit,
		...total,
		rows: {count: total.denominator ?? total.numerator, href: `/api/figures/${id}/rows?${rows}`},
		split: titles.filter(({key}) => parts.has(key)).map(each => ({...each, ...parts.get(each.key)!})),
	};
}

const notesOn = (by: Split | undefined): string[] => [
	...(by === 'person' ? ['两人共同登记或检查的，两人各计一次，各人之和可大于合计。'] : []),
	...(by === 'domain' ? ['一次检查涉及几个行业领域的，各领域各计一次。'] : []),
	...(by === 'grade' ? ['检查、任务不分等级，不列分项。'] : []),
	...(by === 'week' || by === 'month' || by === 'quarter' ? ['隐患按登记日分期，检查按收到日，任务按到期日。'] : []),
];

const shown = (value: number | null, unit: string): string | number => {
	if (value === null) return '';
	return unit === '比例' ? `${(value * 100).toFixed(2)}%` : value;
};

type Line = {figure: FigureView; part: string; count: Count};
const columnsOf = (by: Split | undefined): ReadonlyArray<Column<Line>> => [
	{title: '指标', kind: 'text', width: 20, value: ({figure}) => figure.title},
	{title: by ? splitNames[by] : '范围', kind: 'text', width: 20, value: ({part}) => part},
	{title: '分子（数）', kind: 'number', width: 12, value: ({count}) => count.numerator},
	{title: '分母', kind: 'number', width: 12, value: ({count}) => count.denominator ?? ''},
	{title: '数值', kind: 'number', width: 12, value: ({count, figure}) => shown(count.value, figure.unit)},
	{title: '单位', kind: 'text', width: 8, value: ({figure}) => figure.unit},
	{title: '口径', kind: 'text', width: 60, value: ({figure}) => figure.definition},
];

/** Figures as a file: one line for each, then one for each of its parts. */
export async function figureTable(db: Db, context: Context, query: FigureQuery): Promise<Table> {
	const view = await computeFigures(db, context, query);
	const lines = view.figures.flatMap((figure): Line[] => [
		{figure, part: '合计', count: figure},
		...figure.split.map(part => ({figure, part: part.title, count: part})),
	]);
	return {
		title: `指标${view.from}至${view.to}`,
		cutOffAt: view.cutOffAt,
		...(await bodyOf(columnsOf(query.by), [], lines)),
		ids: lines.map(({figure}) => figure.id),
		total: lines.length,
		scope: view.scope,
		notes: view.notes,
	};
}
