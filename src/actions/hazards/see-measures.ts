import {dayOf, type Instant} from '../../domain/days.ts';
import {isListed, type Measure, type MeasureFilter, type ProgressStep, progressOf} from '../../domain/hazards/measure.ts';
import {Problem, unprocessable} from '../../domain/problem.ts';
import type {Db} from '../../store/engine.ts';
import {countMeasures, findMeasure, type MeasureKey, measurePage, measuresAt} from '../../store/hazards/measures.ts';
import {pictureAt} from '../../store/journal/as-of.ts';
import {journalOf} from '../../store/journal/journal.ts';
import type {Context} from '../context.ts';
import {fromCursor, toCursor} from '../page-key.ts';
import {type ShownMeasure, showMeasure} from './put-measure.ts';

export type MeasureFilters = Omit<MeasureFilter, 'today'> & {asOf?: Instant | undefined};
type Row = {measure: Measure; key: MeasureKey};

export async function seeMeasures(
	db: Db,
	context: Context,
	{after, limit = 50, count, ...filters}: MeasureFilters & {after?: string; limit?: number; count?: boolean},
): Promise<{items: ShownMeasure[]; next: string | null; total?: number}> {
	const key = fromCursor<MeasureKey>(after, 'sn');
	const {filter, at} = measureFilter(context, filters);
	const then = at === undefined ? undefined : await listedAt(db, at, filter);
	const rows = then
		? then.filter(row => !key || isAfter(row.key, key)).slice(0, limit + 1)
		: await measurePage(db, filter, {after: key, limit: limit + 1});
	const page = rows.slice(0, limit);
	const items: ShownMeasure[] = [];
	for (const {measure} of page) items.push(await showMeasure(db, {...context, today: filter.today}, measure));
	const next = rows.length > limit ? toCursor(page.at(-1)!.key) : null;
	return {items, next, ...(count && {total: then ? then.length : await countMeasures(db, filter)})};
}

const isAfter = (a: MeasureKey, b: MeasureKey): boolean => a[0] > b[0] || (a[0] === b[0] && a[1] > b[1]);

/** Every measure of a list, now or as it stood; the same rule for both. */
export async function listedMeasures(db: Db, context: Context, filters: MeasureFilters, limit: number): Promise<Measure[]> {
	const {filter, at} = measureFilter(context, filters);
	const rows = at === undefined ? await measurePage(db, filter, {limit}) : (await listedAt(db, at, filter)).slice(0, limit);
	return rows.map(({measure}) => measure);
}

const listedAt = async (db: Db, at: Instant, filter: MeasureFilter): Promise<Row[]> =>
	(await measuresAt(db, at)).filter(({measure}) => isListed(measure, filter));

function measureFilter(
	{today, now}: Context,
	{asOf, ...filters}: MeasureFilters,
): {filter: MeasureFilter; at: Instant | undefined} {
	const q = filters.q?.trim();
	if (q !== undefined && [...q].length < 2) throw unprocessable([{path: '/q', message: '至少两个字。'}], 'rules', '至少两个字。');
	requirePast(now, asOf);
	return {filter: {...filters, q, today: asOf === undefined ? today : dayOf(asOf)}, at: asOf};
}

function requirePast(now: Instant, asOf: Instant | undefined): void {
	if (asOf !== undefined && asOf > now) throw unprocessable([{path: '/asOf', message: '不能晚于此刻。'}]);
}

export type MeasureDetail = ShownMeasure & {history: ProgressStep[]};

/** A measure with the steps it made, now or as it stood at a moment. */
export async function seeMeasure(db: Db, context: Context, id: string, {asOf}: {asOf?: Instant} = {}): Promise<MeasureDetail> {
	requirePast(context.now, asOf);
	const subject = `measure:${id}`;
	const measure = asOf === undefined ? await findMeasure(db, id) : await pictureAt<Measure>(db, subject, asOf);
	if (!measure) throw new Problem(404, 'not-found', asOf ? '此时还没有这项措施。' : '没有这项措施。');
	const entries = (await journalOf(db, subject)).filter(({at}) => asOf === undefined || at <= asOf);
	const history = progressOf(
		entries.map(({version, at, actor, reason, after}) => ({
			version,
			at,
			actor,
			reason,
			progress: (JSON.parse(after) as Measure).progress,
		})),
	);
	const today = asOf === undefined ? context.today : dayOf(asOf);
	return {...(await showMeasure(db, {...context, today}, measure)), history};
}
