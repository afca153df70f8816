import type {Report} from '../../domain/figures/report.ts';
import {percent, reportKindNames} from '../../domain/figures/report-words.ts';
import {stateNames} from '../../domain/hazards/hazard.ts';
import {gradeNames} from '../../domain/hazards/list.ts';
import type {Column, Table} from '../../domain/hazards/table.ts';
import type {Db} from '../../store/engine.ts';
import {countReports, type ReportFilter, reportPage} from '../../store/figures/reports.ts';
import {personNames} from '../../store/hazards/hazard-names.ts';
import type {Context} from '../context.ts';
import {cursorOf, readCursor} from '../cursor.ts';
import {bodyOf} from '../hazards/see-lists.ts';
import {requireReport} from './put-report.ts';

type Paging = {after?: string; limit?: number; count?: boolean};

/** Reports that the caller's scope holds, the newest first; without what they count. */
export async function seeReports(db: Db, context: Context, {after, limit = 50, count, ...filter}: ReportFilter & Paging) {
	const {scope} = context.caller;
	const rows = await reportPage(db, scope, filter, {before: readCursor(after), limit: limit + 1});
	const page = rows.slice(0, limit);
	const items = [];
	for (const {report} of page) {
		const {texts: _, content: __, ...head} = await showReport(db, report);
		items.push(head);
	}
	const next = cursorOf(rows.length > limit ? page.at(-1)!.seq : null);
	return {items, next, ...(count && {total: await countReports(db, scope, filter)})};
}

export async function seeReport(db: Db, context: Context, id: string) {
	return showReport(db, await requireReport(db, context, id));
}

/** A report with the names of those who made it. */
export async function showReport(db: Db, report: Report) {
	const {extent: _, drafters, frozenBy, ...same} = report;
	const people = await personNames(db, [...drafters, ...(frozenBy ? [frozenBy] : [])]);
	const named = (id: string) => ({id, name: people.get(id)?.name ?? ''});
	return {
		...same,
		scope: report.content.scope,
		isNil: report.content.isNil,
		drafters: drafters.map(named),
		frozenBy: frozenBy === null ? null : named(frozenBy),
	};
}

type Line = {part: string; item: string; text: string | number; numerator: number | ''; denominator: number | ''};
const columns: ReadonlyArray<Column<Line>> = [
	{title: '部分', kind: 'text', width: 16, value: line => line.part},
	{title: '项目', kind: 'text', width: 28, value: line => line.item},
	{title: '内容', kind: 'text', width: 80, value: line => line.text},
	{title: '分子（数）', kind: 'number', width: 12, value: line => line.numerator},
	{title: '分母', kind: 'number', width: 12, value: line => line.denominator},
];
const line = (part: string, item: string, text: string | number): Line => ({part, item, text, numerator: '', denominator: ''});

const linesOf = ({texts, content}: Report): Line[] => [
	...texts.map(({heading, text}) => line('正文', heading, text)),
	...content.figures.map(({title, unit, numerator, denominator, value}) => ({
		part: '指标',
		item: title,
		text: unit === '比例' ? percent(value) : `${value ?? '无'}${unit}`,
		numerator,
		denominator: denominator ?? ('' as const),
	})),
	...content.tables.flatMap(table =>
		table.lines.map(each => ({
			part: `按${table.title}`,
			item: each.title,
			text: `整改率${percent(each.rate)}，在途${each.open}条，逾期${each.overdue}条`,
			numerator: each.closed,
			denominator: each.registered,
		})),
	),
	...content.hazards.rows.map(row =>
		line(
			'重大、逾期隐患',
			row.number,
			`${row.siteName}：${row.description}；${gradeNames[row.grade]}，期限${row.dueOn}，${stateNames[row.state]}`,
		),
	),
	...content.plan.rows.map(row =>
		line(
			'下期计划',
			row.dueOn,
			`${row.siteName}：${row.pointName}${row.people.length > 0 ? `（${row.people.join('、')}）` : ''}`,
		),
	),
];

/** The report as a file: its words first, then everything it counted. */
export async function reportTable(db: Db, context: Context, id: string): Promise<Table> {
	const report = await requireReport(db, context, id);
	const lines = linesOf(report);
	const {content, cutOffAt, sha256, state} = report;
	return {
		title: report.title,
		cutOffAt,
		...(await bodyOf(columns, [], lines)),
		ids: lines.map((_, i) => `${report.id}/${i + 1}`),
		total: lines.length,
		scope: content.scope,
		notes: [
			...content.notes,
			state === 'frozen' ? `${reportKindNames[report.kind]}已定稿，报告校验 SHA-256：${sha256}` : '草稿，未定稿。',
		],
	};
}
