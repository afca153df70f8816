import {Problem, unprocessable} from '../../domain/problem.ts';
import type {Db} from '../../store/engine.ts';
import {countMeasures, findMeasure, type MeasureFilter, type MeasureKey, measurePage} from '../../store/hazards/measures.ts';
import type {Context} from '../context.ts';
import {fromCursor, toCursor} from '../page-key.ts';
import {type ShownMeasure, showMeasure} from './put-measure.ts';

export type MeasureFilters = Omit<MeasureFilter, 'today'>;

export async function seeMeasures(
	db: Db,
	context: Context,
	{after, limit = 50, count, ...filters}: MeasureFilters & {after?: string; limit?: number; count?: boolean},
): Promise<{items: ShownMeasure[]; next: string | null; total?: number}> {
	const filter = measureFilter(context, filters);
	const rows = await measurePage(db, filter, {after: fromCursor<MeasureKey>(after, 'sn'), limit: limit + 1});
	const page = rows.slice(0, limit);
	const items: ShownMeasure[] = [];
	for (const {measure} of page) items.push(await showMeasure(db, context, measure));
	const next = rows.length > limit ? toCursor(page.at(-1)!.key) : null;
	return {items, next, ...(count && {total: await countMeasures(db, filter)})};
}

export function measureFilter({today}: Context, filters: MeasureFilters): MeasureFilter {
	const q = filters.q?.trim();
	if (q !== undefined && [...q].length < 2) throw unprocessable([{path: '/q', message: '至少两个字。'}], 'rules', '至少两个字。');
	return {...filters, q, today};
}

export async function seeMeasure(db: Db, context: Context, id: string): Promise<ShownMeasure> {
	const measure = await findMeasure(db, id);
	if (!measure) throw new Problem(404, 'not-found', '没有这项措施。');
	return showMeasure(db, context, measure);
}
