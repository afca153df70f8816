import {dueAt, type Instant, plusMilliseconds, startOf} from '../../domain/days.ts';
import {type Balance, type BalanceSplit, emptyBalance} from '../../domain/figures/balance.ts';
import {splitNames} from '../../domain/figures/splits.ts';
import type {Column, Table} from '../../domain/hazards/table.ts';
import {unprocessable} from '../../domain/problem.ts';
import type {Db} from '../../store/engine.ts';
import {movements} from '../../store/figures/movements.ts';
import {canonical} from '../../store/journal/journal.ts';
import type {Context} from '../context.ts';
import {bodyOf} from '../hazards/see-lists.ts';
import {type Asked, askOf, type FigureFilters} from './ask.ts';
import {inTurn, remembered} from './gate.ts';
import {titled} from './titles.ts';

export type BalanceQuery = FigureFilters & {by?: BalanceSplit};
export type BalanceRow = Balance & {key: string; title: string};
export type BalanceView = {
	openingAt: Instant;
	closingAt: Instant;
	cutOffAt: Instant;
	label: string;
	from: string;
	to: string;
	by: BalanceSplit | null;
	scope: string | null;
	rows: BalanceRow[];
	total: Balance;
	notes: string[];
};

const rule = '期初＋登记＋转入－销号－作废－合并－转出＝期末；转入、转出为迁移居民区、升降级等，场所类型以登记时为准。';

/** Where the open hazards of a period came from and went to, remembered like figures. */
export async function seeBalance(db: Db, context: Context, query: BalanceQuery): Promise<BalanceView> {
	const asked = await askedOf(db, context, query);
	const key = canonical({balance: query, scope: context.caller.scope, today: context.today});
	return remembered(db, key, context.now, async () => workOut(db, context, query, asked));
}

/** The same, worked out anew. */
export async function computeBalance(db: Db, context: Context, query: BalanceQuery): Promise<BalanceView> {
	return workOut(db, context, query, await askedOf(db, context, query));
}

async function askedOf(db: Db, context: Context, query: BalanceQuery): Promise<Asked> {
	const asked = await askOf(db, context, query);
	if (asked.ask.from <= asked.moment) return asked;
	throw unprocessable([{path: '/from', message: '期间首日不能晚于截止时刻。'}]);
}

// The moments before the first and after the last millisecond of the period: what happens at midnight belongs to the day it begins.
async function workOut(db: Db, context: Context, {by}: BalanceQuery, asked: Asked): Promise<BalanceView> {
	const {fromOn, toOn} = asked.ask;
	const after = plusMilliseconds(startOf(fromOn), -1);
	const end = plusMilliseconds(dueAt(toOn), -1);
	const until = end < asked.moment ? end : asked.moment;
	const {total, parts} = await inTurn(db, async one => movements(one, asked.ask, {after, until}, by));
	const titles = by ? await titled(db, context, by, [...parts.keys()]) : [];
	return {
		openingAt: after,
		closingAt: until,
		cutOffAt: asked.moment,
		label: asked.label,
		from: fromOn,
		to: toOn,
		by: by ?? null,
		scope: asked.scope,
		rows: titles.map(each => ({...each, ...(parts.get(each.key) ?? emptyBalance())})),
		total,
		notes: [...asked.notes, rule],
	};
}

export const balanceNames: Record<keyof Balance, string> = {
	opening: '期初在途',
	registered: '登记',
	movedIn: '转入',
	closed: '销号',
	void: '作废',
	merged: '合并',
	movedOut: '转出',
	closing: '期末在途',
};
const names = Object.keys(balanceNames) as Array<keyof Balance>;
const columnsOf = (by: BalanceSplit | null): ReadonlyArray<Column<BalanceRow>> => [
	{title: by ? splitNames[by] : '范围', kind: 'text', width: 20, value: ({title}) => title},
	...names.map(name => ({
		title: balanceNames[name],
		kind: 'number' as const,
		width: 10,
		value: (row: BalanceRow) => row[name],
	})),
];

/** The balance as a file, its total last. */
export async function balanceTable(db: Db, context: Context, query: BalanceQuery): Promise<Table> {
	const view = await computeBalance(db, context, query);
	const rows = [...view.rows, {...view.total, key: '', title: '合计'}];
	return {
		title: `隐患增减${view.from}至${view.to}`,
		cutOffAt: view.cutOffAt,
		...(await bodyOf(columnsOf(view.by), [], rows)),
		ids: rows.map(({key}) => key),
		total: rows.length,
		scope: view.scope,
		notes: view.notes,
	};
}
