import {type FigureId, figureOf, type HazardFigure, isFigure} from '../../domain/figures/figures.ts';
import type {Judge} from '../../domain/figures/seen.ts';
import {keysOf, type Split} from '../../domain/figures/splits.ts';
import type {Table} from '../../domain/hazards/table.ts';
import type {Fault} from '../../domain/problem.ts';
import type {Db} from '../../store/engine.ts';
import {type FigureAsk, rowsOfGroups, scan} from '../../store/figures/scans.ts';
import {inspectionScan, slotScan, type VisitKind, visitRows} from '../../store/figures/visits.ts';
import type {Context} from '../context.ts';
import {cursorOf, readCursor} from '../cursor.ts';
import {bodyOf} from '../hazards/see-lists.ts';
import {type Asked, askOf, type FigureFilters, judgeInForce} from './ask.ts';
import {type FigureRow, rowColumns, shownHazards, shownVisits} from './figure-row.ts';
import {inTurn} from './gate.ts';
import {tally, toldsOf} from './tally.ts';

export type RowsQuery = FigureFilters & {
	by?: Split;
	/** One part of the split. */
	key?: string;
	part?: 'numerator' | 'denominator';
	after?: string;
	limit?: number;
	count?: boolean;
};
type Page = {after: number; limit: number};
type Found = {rows: FigureRow[]; last: number | null};

/** The rows that a figure counted, above or below its line; as many as it says. */
export async function seeFigureRows(db: Db, context: Context, id: string, query: RowsQuery) {
	const asked = await askOf(db, context, query, faultsOf(id, query));
	const limit = query.limit ?? 50;
	const judge = await judgeInForce(db, context);
	const page = {after: readCursor(query.after) ?? 0, limit: limit + 1};
	const {rows, last, total} = await inTurn(db, async one => ({
		...(await rowsOf(one, asked.ask, id as FigureId, query, judge, page)),
		total: query.count ? await countOf(one, asked, id as FigureId, query, judge) : undefined,
	}));
	const isMore = rows.length > limit;
	return {
		id,
		title: figureOf(id as FigureId).title,
		definition: figureOf(id as FigureId).definition,
		cutOffAt: asked.moment,
		label: asked.label,
		scope: asked.scope,
		items: rows.slice(0, limit),
		next: cursorOf(isMore ? last : null),
		...(total !== undefined && {total}),
	};
}

function faultsOf(id: string, {by, key, part}: RowsQuery): Fault[] {
	if (!isFigure(id)) return [{path: '/id', message: `没有这个指标：${id}。`}];
	const {kind, source} = figureOf(id);
	return [
		...((by === undefined) === (key === undefined) ? [] : [{path: '/key', message: '分项 by 与其值 key 应同时给出。'}]),
		...(by === 'grade' && source !== 'hazards' ? [{path: '/by', message: '该指标不分等级。'}] : []),
		...(part === 'denominator' && kind !== 'rate' ? [{path: '/part', message: '该指标没有分母。'}] : []),
	];
}

async function countOf(db: Db, {ask}: Asked, id: FigureId, {by, key, part}: RowsQuery, judge: Judge): Promise<number> {
	const {total, parts} = (await tally(db, ask, [id], judge, by)).get(id)!;
	const count = key === undefined ? total : parts.get(key);
	return (part === 'denominator' ? count?.denominator : count?.numerator) ?? 0;
}

async function rowsOf(db: Db, ask: FigureAsk, id: FigureId, query: RowsQuery, judge: Judge, page: Page): Promise<Found> {
	const figure = figureOf(id);
	return figure.source === 'hazards' ? hazardRows(db, ask, figure, query, judge, page) : visited(db, ask, id, query, page);
}

async function hazardRows(db: Db, ask: FigureAsk, figure: HazardFigure, query: RowsQuery, judge: Judge, page: Page) {
	const {by, key, part} = query;
	const how = {basis: figure.basis, reads: [figure.reads], split: by};
	const groups = await scan(db, ask, how, judge);
	const wanted = groups.filter(
		({seen, told}) =>
			figure.of(seen) && (part === 'denominator' || figure.holds(seen)) && (!by || keysOf(by, told).includes(key!)),
	);
	const found = await rowsOfGroups(
		db,
		ask,
		how,
		wanted.map(({mark}) => mark),
		page,
	);
	const rows = await shownHazards(
		db,
		found.map(row => row.id),
		ask.at,
	);
	return {rows, last: found.at(page.limit - 2)?.seq ?? null};
}

const kinds: Partial<Record<FigureId, VisitKind>> = {
	'sites-inspected': 'site',
	inspections: 'inspection',
	'coverage-rate': 'risk-point',
	'plan-completion-rate': 'slot',
};
async function visited(db: Db, ask: FigureAsk, id: FigureId, {by, key, part}: RowsQuery, page: Page): Promise<Found> {
	const kind = kinds[id]!;
	const split = by === 'grade' ? undefined : by;
	const isPlan = kind === 'slot' || kind === 'risk-point';
	const scanned = split && (isPlan ? await slotScan(db, ask, kind !== 'slot', split) : await inspectionScan(db, ask, split));
	const tolds = scanned && toldsOf(scanned, split!, key!);
	const found = await visitRows(db, ask, {kind, done: part !== 'denominator', split, tolds}, page);
	return {rows: await shownVisits(db, kind, found), last: found.at(page.limit - 2)?.seq ?? null};
}

const mostRows = 20_000;
/** The rows of a figure as a file. */
export async function figureRowTable(db: Db, context: Context, id: string, query: RowsQuery): Promise<Table> {
	const {after: _, ...whole} = query;
	const all = await seeFigureRows(db, context, id, {...whole, limit: mostRows, count: true});
	const {items, title, cutOffAt, scope, total, label, definition} = all;
	return {
		title,
		cutOffAt,
		...(await bodyOf(rowColumns, [], items)),
		ids: items.map(row => row.id),
		total: total ?? items.length,
		scope,
		notes: [`${title}：${definition}`, `${label}。`, ...(scope ? [`${scope}。`] : [])],
	};
}
