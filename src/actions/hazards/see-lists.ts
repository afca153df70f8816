import {dayOf, type Instant} from '../../domain/days.ts';
import {gradeRank, type Hazard, isOverdue} from '../../domain/hazards/hazard.ts';
import {
	hazardColumns,
	hazardOrder,
	hazardRule,
	hazardTallies,
	type MeasureRow,
	measureColumns,
	measureOrder,
	measureRule,
	measureTallies,
	scopeSentence,
} from '../../domain/hazards/list.ts';
import type {Measure} from '../../domain/hazards/measure.ts';
import {type Column, cellsOf, contentOf, layoutOf, statisticsOf, type Table, type Tally} from '../../domain/hazards/table.ts';
import {sightOf} from '../../domain/personal.ts';
import type {Scope} from '../../domain/scope.ts';
import type {Db} from '../../store/engine.ts';
import {countHazards, hazardPage} from '../../store/hazards/hazard-list.ts';
import {areaNames} from '../../store/hazards/hazard-names.ts';
import {visibleTargets} from '../../store/hazards/measures.ts';
import {sha256} from '../../store/journal/journal.ts';
import type {Context} from '../context.ts';
import {mapInSlices} from '../map-in-slices.ts';
import {hazardRowsOf} from './list-rows.ts';
import {filterOf, type HazardFilters} from './see-hazards.ts';
import {listedMeasures, type MeasureFilters} from './see-measures.ts';

export const mostRows = 20_000;

/** 问题隐患清单: major first, then overdue, then by community (two-lists §8.2). */
export async function seeHazardList(db: Db, context: Context, filters: HazardFilters): Promise<Table> {
	const filter = await filterOf(db, context, filters);
	const moment = filter.at ?? context.now;
	const listed = await hazardPage(db, filter, {limit: mostRows});
	const total = listed.length < mostRows ? listed.length : await countHazards(db, filter);
	const areas = await areaNames(db, filter.at);
	const hazards = inListOrder(
		listed.map(({hazard}) => hazard),
		moment,
		areas.keys(),
	);
	const {forms, caller} = context;
	const reader = {forms, scope: caller.scope, sight: sightOf(caller.person.roles)};
	const rows = await hazardRowsOf(db, reader, hazards, {moment, at: filter.at, areas});
	return {
		title: '问题隐患清单',
		cutOffAt: moment,
		...(await bodyOf(hazardColumns, hazardTallies, rows)),
		ids: hazards.map(({id}) => id),
		total,
		...notesOf(context, moment, hazardRule, listed.length, total, hazardOrder),
	};
}

/** The columns with their rows, what the rows add up to, and the hash that binds a file to them. */
export async function bodyOf<Row>(columns: ReadonlyArray<Column<Row>>, tallies: ReadonlyArray<Tally<Row>>, rows: readonly Row[]) {
	const body = {columns: layoutOf(columns), rows: await mapInSlices(rows, (row, i) => cellsOf(columns, row, i))};
	return {...body, count: rows.length, statistics: statisticsOf(tallies, rows), sha256: sha256(contentOf(body))};
}

/** Major first, then overdue, then by community (two-lists §8.2); otherwise as they came: by red flag, due day, arrival. */
export function inListOrder(hazards: readonly Hazard[], moment: Instant, communities: Iterable<string>): Hazard[] {
	const order = new Map([...communities].map((id, i) => [id, i]));
	return hazards
		.map(hazard => {
			const {grade, communityId} = hazard;
			return {hazard, key: [-gradeRank[grade], isOverdue(hazard, moment) ? 0 : 1, order.get(communityId) ?? 0] as const};
		})
		.sort(({key: a}, {key: b}) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2])
		.map(({hazard}) => hazard);
}

/** 制度措施清单 (two-lists §8.3). Measures are for all staff; their hazards are named as far as the reader sees them. */
export async function seeMeasureList(db: Db, context: Context, {asOf, ...filters}: MeasureFilters): Promise<Table> {
	const moment = asOf ?? context.now;
	const measures = await listedMeasures(db, context, {...filters, asOf}, mostRows + 1);
	const rows = await measureRowsOf(db, context.caller.scope, measures.slice(0, mostRows), moment);
	return {
		title: '制度措施清单',
		cutOffAt: moment,
		...(await bodyOf(measureColumns, measureTallies, rows)),
		ids: rows.map(({measure}) => measure.id),
		total: measures.length,
		...notesOf(context, moment, measureRule, rows.length, measures.length, measureOrder),
	};
}

/** Measures with the numbers of those of their hazards that lie in the scope. */
export async function measureRowsOf(db: Db, scope: Scope, measures: Measure[], moment: Instant): Promise<MeasureRow[]> {
	const visible = await visibleTargets(db, 'hazards', [...new Set(measures.flatMap(({hazardIds}) => hazardIds))], scope);
	return measures.map(measure => ({
		measure,
		today: dayOf(moment),
		hazardNumbers: measure.hazardIds.map(id => visible.get(id)).filter(number => number !== undefined),
	}));
}

function notesOf({caller, forms}: Context, moment: Instant, rule: string, count: number, total: number, order: string) {
	const scope = scopeOfReader(caller.scope, forms.sectors);
	const rows = total > count ? `共${total}条，只列出前${count}条，请缩小范围。` : `共${count}条。`;
	return {scope, notes: [`截止时刻：${inShanghai(moment)}`, rule, order, ...(scope ? [`${scope}。`] : []), rows]};
}

/** 范围：…, or null for a reader of everything. */
export function scopeOfReader(scope: Scope, sectors: Context['forms']['sectors']): string | null {
	if (scope === 'all') return null;
	const communities = new Set(scope.flatMap(part => part.communities));
	const domains = scope.some(part => part.domains === 'all')
		? 'all'
		: [...new Set(scope.flatMap(part => part.domains as string[]))];
	return scopeSentence(communities.size, domains === 'all' ? 'all' : domains.map(domain => sectors.get(domain)?.title ?? domain));
}

export const inShanghai = (moment: Instant): string =>
	new Date(Date.parse(moment) + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
