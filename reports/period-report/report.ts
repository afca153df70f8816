import {inWords} from '../../src/domain/days.ts';
import type {ReportContent, ReportFigure, ReportTable} from '../../src/domain/figures/report.ts';
import type {PeriodReportData} from '../../src/domain/papers/period-report.ts';
import {
	type Block,
	type Chart,
	type Column,
	chart,
	note,
	office,
	paragraph,
	section,
	signature,
	subtitle,
	table,
	title,
} from '../lib/blocks.ts';
import {demonstrated, moment, verified} from '../phrases.ts';

/** 周报、月报、季报: the words as they were frozen, then figures, charts and tables from the same counting. */
export const blocks = (data: PeriodReportData): Block[] => {
	const {period, content, texts} = data;
	return [
		office(data.org),
		title(data.title),
		subtitle(`（${inWords(period.from)}至${inWords(period.to)}）`),
		...texts.flatMap(({heading, text}) => [section(heading), ...text.split('\n').map(paragraph)]),
		...(content.isNil ? [] : appendix(content)),
		...footnotes(data).map(note),
		signature(data.org, inWords(data.issuedOn)),
		...verified(data),
		...demonstrated(data),
	];
};

const appendix = (content: ReportContent): Block[] => [
	section('附：统计图表'),
	...content.tables.flatMap(split => (split.lines.length > 0 ? [chart(drawn(split))] : [])),
	table(
		figureColumns,
		content.figures.map(figure =>
			figureRow(
				figure,
				content.before?.find(({id}) => id === figure.id),
			),
		),
	),
	...content.tables.flatMap(split => (split.lines.length > 0 ? [table(splitColumns(split), split.lines.map(lineRow))] : [])),
];

/** Time runs along a line; anything else is compared by bars. */
const drawn = ({by, title: name, lines}: ReportTable): Chart => ({
	shape: by === 'month' ? 'lines' : 'bars',
	title: `${name}：登记和已整改`,
	unit: '条',
	labels: lines.map(({title: label}) => label),
	series: [
		{name: '登记', values: lines.map(({registered}) => registered)},
		{name: '已整改', values: lines.map(({closed}) => closed)},
	],
});

const figureColumns: Column[] = [
	{head: '指标', width: 11, align: 'left'},
	{head: '本期', width: 7, align: 'center'},
	{head: '上期', width: 7, align: 'center'},
	{head: '口径', width: 0, align: 'left'},
];

const figureRow = (figure: ReportFigure, before: ReportFigure | undefined): string[] => [
	figure.title,
	valued(figure),
	before ? valued(before) : '—',
	figure.definition,
];

/** Nothing to divide by is no rate (rules §1.10). */
const valued = ({value, numerator, denominator, unit}: ReportFigure): string => {
	if (value === null) return '—';
	return denominator === null ? `${value}${unit}` : `${percent(value)}\n（${numerator}/${denominator}）`;
};
const percent = (rate: number | null) => (rate === null ? '—' : `${(rate * 100).toFixed(1)}%`);

const splitColumns = ({title: name}: ReportTable): Column[] => [
	{head: name, width: 0, align: 'left'},
	...['登记', '已整改', '整改率', '在途', '逾期'].map((head): Column => ({head, width: 6, align: 'center'})),
];

const lineRow = ({title: name, registered, closed, rate, open, overdue}: ReportTable['lines'][number]): string[] => [
	name,
	String(registered),
	String(closed),
	percent(rate),
	String(open),
	String(overdue),
];

const footnotes = ({content: {notes, scope}, cutOffAt, sha256}: PeriodReportData): string[] => [
	`数据截至${moment(cutOffAt)}。`,
	...(scope ? [scope] : []),
	...notes,
	...(sha256 ? [`内容摘要（SHA-256）：${sha256}`] : []),
];
