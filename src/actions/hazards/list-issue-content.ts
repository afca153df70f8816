import {dayOf} from '../../domain/days.ts';
import {gradeRank, type Hazard, hazardStates, isOpen, openStates} from '../../domain/hazards/hazard.ts';
import {
	type HazardRow,
	hazardColumns,
	hazardOrder,
	hazardRule,
	hazardTallies,
	measureColumns,
	measureOrder,
	measureTallies,
} from '../../domain/hazards/list.ts';
import {
	balanceOf,
	balanceSentence,
	type Change,
	changesBetween,
	contentOfRow,
	type FrozenRow,
	type Marks,
	type Standing,
} from '../../domain/hazards/list-changes.ts';
import type {IssueContent, ListIssue} from '../../domain/hazards/list-issue.ts';
import type {Measure} from '../../domain/hazards/measure.ts';
import {type Column, cellsOf, contentOf, layoutOf, statisticsOf, type Tally} from '../../domain/hazards/table.ts';
import {Problem} from '../../domain/problem.ts';
import type {Db} from '../../store/engine.ts';
import {hazardPage} from '../../store/hazards/hazard-list.ts';
import {areaNames} from '../../store/hazards/hazard-names.ts';
import {frozenRows} from '../../store/hazards/list-issue-rows.ts';
import {measuresAt} from '../../store/hazards/measures.ts';
import {sha256} from '../../store/journal/journal.ts';
import type {Context} from '../context.ts';
import {mapInSlices} from '../map-in-slices.ts';
import {hazardRowsOf} from './list-rows.ts';
import {inListOrder, inShanghai, measureRowsOf, mostRows, scopeOfReader} from './see-lists.ts';

export type Frozen = {content: IssueContent; rows: FrozenRow[]; changes: Change[]; sha256: string};
type Asked = Pick<ListIssue, 'list' | 'extent' | 'cutOffAt'>;

/**
 * What an issue says: everything open at its cut-off, and what ended since the issue before, so that closings are shown once.
 * All of it as of the cut-off: the same cut-off gives the same rows at any later time.
 */
export async function freezeAt(
	db: Db,
	{forms}: Pick<Context, 'forms'>,
	issue: Asked,
	previous: ListIssue | undefined,
): Promise<Frozen> {
	const before = previous ? await frozenRows(db, previous.id) : [];
	const part = issue.list === 'hazards' ? await hazardsAt(db, forms, issue, previous) : await measuresFor(db, issue, previous);
	const since = previous?.cutOffAt ?? null;
	const changes = changesBetween(before, part.rows, since);
	const balance = balanceOf(before, part.rows, changes);
	const scope = scopeOfReader(issue.extent, forms.sectors);
	const notes = [
		`截止时刻：${inShanghai(issue.cutOffAt)}`,
		...part.rules,
		since ? `收录截止时刻未结的，及上期截止时刻（${inShanghai(since)}）以来了结的。` : '首期：收录截止时刻未结的，全部列为新增。',
		...(scope ? [`${scope}。`] : []),
		`共${part.rows.length}条。`,
		balanceSentence(balance),
	];
	const {columns, statistics, rows, sha256: hash} = part;
	return {content: {columns, statistics, notes, scope, balance}, rows, changes, sha256: hash};
}

type Facts = {id: string; number: string; version: number; marks: Marks};

async function frozen<Row>(
	columns: ReadonlyArray<Column<Row>>,
	tallies: ReadonlyArray<Tally<Row>>,
	rows: readonly Row[],
	factsOf: (row: Row) => Facts,
) {
	if (rows.length > mostRows) throw new Problem(422, 'rules', `超过${mostRows}行，请按居民区或行业领域分开编制。`);
	const layout = layoutOf(columns);
	const cells = await mapInSlices(rows, (row, i) => cellsOf(columns, row, i));
	return {
		columns: layout,
		statistics: statisticsOf(tallies, rows),
		rows: await mapInSlices(rows, (row, i): FrozenRow => {
			const {id, number, version, marks} = factsOf(row);
			// The running number is the row's place in this issue, and no part of it.
			const own = cells[i]!.slice(1);
			return {id, number, version, cells: own, marks, sha256: sha256(contentOfRow({id, version, cells: own}))};
		}),
		sha256: sha256(contentOf({columns: layout, rows: cells})),
	};
}

async function hazardsAt(db: Db, forms: Context['forms'], {extent, cutOffAt}: Asked, previous: ListIssue | undefined) {
	const filter = {
		scope: extent,
		states: previous ? hazardStates : openStates,
		endedAfter: previous?.cutOffAt,
		at: cutOffAt,
		today: dayOf(cutOffAt),
	};
	const listed = await hazardPage(db, filter, {limit: mostRows + 1});
	const areas = await areaNames(db, cutOffAt);
	const sorted = inListOrder(
		listed.map(({hazard}) => hazard),
		cutOffAt,
		areas.keys(),
	);
	const hazards = [...sorted.filter(isOpen), ...sorted.filter(hazard => !isOpen(hazard))];
	const reader = {forms, scope: extent, sight: 'full'} as const;
	const rows = await hazardRowsOf(db, reader, hazards, {moment: cutOffAt, at: cutOffAt, areas});
	return {
		...(await frozen(hazardColumns, hazardTallies, rows, factsOfHazard)),
		rules: [hazardRule, `${hazardOrder}已结的列在最后。`],
	};
}

const factsOfHazard = ({hazard, contactFor}: HazardRow): Facts => ({
	id: hazard.id,
	number: hazard.number,
	version: hazard.version,
	marks: {
		standing: standingOf(hazard),
		registeredAt: hazard.registeredAt,
		grade: gradeRank[hazard.grade],
		extendedTo: hazard.extension === 'granted' ? (hazard.facts.extension?.decision?.dueOn ?? null) : null,
		transfers: hazard.facts.transfers?.length ?? 0,
		contact: {masked: contactFor('masked'), none: contactFor('none')},
	},
});

const standingOf = ({state}: Hazard): Standing => (state === 'closed' || state === 'void' || state === 'merged' ? state : 'open');

async function measuresFor(db: Db, {extent, cutOffAt}: Asked, previous: ListIssue | undefined) {
	const earlier = previous ? await measuresAt(db, previous.cutOffAt) : [];
	const repealedBefore = new Set(earlier.filter(({measure}) => measure.progress === 'repealed').map(({measure}) => measure.id));
	const measures = (await measuresAt(db, cutOffAt))
		.map(({measure}) => measure)
		.filter(({id, progress}) => progress !== 'repealed' || (previous && !repealedBefore.has(id)));
	const rows = await measureRowsOf(db, extent, measures, cutOffAt);
	const part = await frozen(measureColumns, measureTallies, rows, ({measure}) => factsOfMeasure(measure));
	return {...part, rules: [idleRule, measureOrder]};
}

const idleRule = '计数口径：印发或实施而无落实成效的，备注“有制度无落实”。';

const factsOfMeasure = ({id, number, version, progress, registeredAt}: Measure): Facts => ({
	id,
	number,
	version,
	marks: {standing: progress === 'repealed' ? 'repealed' : 'open', registeredAt, progress},
});
