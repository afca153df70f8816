import {dayCounter} from '../../domain/day-counter.ts';
import {type Day, dayOf, dueAt, type Instant, startOf} from '../../domain/days.ts';
import {type FigureId, figureIds, isFigure} from '../../domain/figures/figures.ts';
import {cutOffLabel} from '../../domain/figures/label.ts';
import {type Judge, judgeOf} from '../../domain/figures/seen.ts';
import {type Fault, unprocessable} from '../../domain/problem.ts';
import type {Db} from '../../store/engine.ts';
import type {FigureAsk} from '../../store/figures/scans.ts';
import type {Context} from '../context.ts';
import {withinArea} from '../hazards/see-hazards.ts';
import {scopeOfReader} from '../hazards/see-lists.ts';
import {tableInForce} from '../register/tables.ts';

export type FigureFilters = {from?: Day; to?: Day; asOf?: Instant; area?: string; domain?: string};
export type Asked = {
	ask: FigureAsk;
	moment: Instant;
	label: string;
	/** 范围：…, null for a reader of everything. */
	scope: string | null;
	notes: string[];
	/** The query that finds the same again. */
	query: Record<string, string>;
};

/** This month so far, unless the query names a period. */
export const periodOf = ({from, to}: FigureFilters, today: Day): {fromOn: Day; toOn: Day} => ({
	fromOn: from ?? `${(to ?? today).slice(0, 7)}-01`,
	toOn: to ?? (from && from > today ? from : today),
});

/** What a query asks; 422 with every fault when it cannot be asked. */
export async function askOf(db: Db, context: Context, filters: FigureFilters, more: Fault[] = []): Promise<Asked> {
	const {caller, now, today, forms} = context;
	const {asOf, area, domain} = filters;
	const {fromOn, toOn} = periodOf(filters, today);
	const faults = [
		...(fromOn > toOn ? [{path: '/from', message: '不能晚于结束日 to。'}] : []),
		...(asOf !== undefined && asOf > now ? [{path: '/asOf', message: '不能晚于此刻。'}] : []),
		...(domain !== undefined && !forms.sectors.has(domain) ? [{path: '/domain', message: '没有这个行业领域。'}] : []),
		...more,
	];
	if (faults.length > 0) throw unprocessable(faults);
	const moment = asOf ?? now;
	const scope = scopeOfReader(caller.scope, forms.sectors);
	const ask: FigureAsk = {
		scope: caller.scope,
		fromOn,
		toOn,
		from: startOf(fromOn),
		until: dueAt(toOn),
		at: asOf,
		today: dayOf(moment),
		domain,
		...(area !== undefined && (await withinArea(db, area))),
	};
	const label = cutOffLabel(moment, today);
	const query = {from: fromOn, to: toOn, asOf: moment, ...(area && {area}), ...(domain && {domain})};
	const notes = [`期间：${fromOn}至${toOn}；${label}。`, ...(scope ? [`${scope}。`] : [])];
	return {ask, moment, label, scope, notes, query};
}

/** The figures named by a query field, parted by commas; all when it is absent. */
export function figuresNamed(text: string | undefined): {ids: FigureId[]; faults: Fault[]} {
	if (text === undefined) return {ids: figureIds, faults: []};
	const names = text.split(',');
	const unknown = names.filter(name => !isFigure(name));
	return {
		ids: figureIds.filter(id => names.includes(id)),
		faults: unknown.map(name => ({path: '/figure', message: `没有这个指标：${name}。`})),
	};
}

export async function judgeInForce(db: Db, context: Context): Promise<Judge> {
	return judgeOf(await tableInForce(db, context, 'duties'), dayCounter(context.forms.calendars));
}
