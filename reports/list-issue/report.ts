import type {Cell, ColumnLayout} from '../../src/domain/hazards/table.ts';
import type {ListIssueData} from '../../src/domain/papers/list-issue.ts';
import {type Block, type Column, format, note, office, qr, subtitle, table, title} from '../lib/blocks.ts';
import {moment} from '../phrases.ts';

/** Either list on landscape sheets, column by column as the office asks for it (two-lists §8.2, §8.3). */
export const blocks = (data: ListIssueData): Block[] => [
	format('landscape'),
	office(data.org),
	title(data.title),
	subtitle(
		[data.number, `截至${moment(data.cutOffAt)}`, `共${data.rows.length}条`, data.scope].filter(part => !!part).join('　'),
	),
	table(columnsOf(data.columns), data.rows.map(cellsOf), data.columns.length > 20 ? 6.5 : 7.5),
	...notes(data).map(note),
	...(data.verifyUrl ? [qr(data.verifyUrl, ['扫码核验'])] : []),
];

/** Screens give a long text all the width it wants; paper shares out more evenly. */
const columnsOf = (columns: ColumnLayout[]): Column[] =>
	columns.map(({title: head, kind, width}) => ({
		head,
		width: Math.max(2.4, (kind === 'code' ? 0.85 : 0.72) * width ** 0.63),
		align: kind === 'number' || kind === 'day' ? 'center' : 'left',
	}));

const cellsOf = (cells: Cell[]): string[] => cells.map(String);

const notes = ({notes: rules, statistics, approvedBy, sha256, demo}: ListIssueData): string[] => [
	...rules,
	...statistics.map(
		({title: by, counts}) => `按${by}：${counts.map(({name, count}) => `${name}${count}条`).join('，') || '无'}。`,
	),
	`${approvedBy ? `批准人：${approvedBy}。` : ''}内容摘要（SHA-256）：${sha256}`,
	...(demo ? ['本表由演示数据生成，不具有任何效力。'] : []),
];
