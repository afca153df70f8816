import {inWords} from '../../src/domain/days.ts';
import type {ChecklistData, ChecklistItem} from '../../src/domain/papers/checklist.ts';
import {type Block, type Column, everyPage, form, note, office, type Row, table, title} from '../lib/blocks.ts';
import {demonstrated, penDate, signed} from '../phrases.ts';

/** A checklist to be filled in by hand; the code leads to the form into which its answers are typed afterwards. */
export const blocks = (data: ChecklistData): Block[] => [
	everyPage(`${data.title}　${data.point.label}　续页`, [
		[signed('检查人员'), signed('检查人员')],
		[signed('现场负责人'), {label: '日期', blank: penDate}],
	]),
	office(data.org),
	title(data.title),
	form(
		[
			[{label: '场所', text: data.siteName}],
			[{label: '地址', text: data.address}],
			[{label: '风险点', text: `${data.point.name}（${data.point.place}）`}],
			[
				{label: '编号', text: data.point.label},
				{label: '检查表', text: data.checklist},
			],
			[{label: '应查期间', text: data.slot ? `${inWords(data.slot.opensOn)}至${inWords(data.slot.dueOn)}` : '计划外检查'}],
			[{label: '检查人员', text: data.slot?.inspectors.map(({name}) => name).join('、') ?? '', pen: true}],
			[{label: '检查时间', text: '　　　年　　月　　日　　时　　分至　　时　　分', pen: true}],
		],
		{url: data.url, captions: ['扫码填报']},
	),
	note('注：▲为须当日移送或者通报有关部门的事项。结果栏在□内打√；“不符合”的须拍照，并在备注栏写明部位和情况。'),
	table(columns, data.sections.flatMap(rowsOf), 9.5),
	...demonstrated(data),
];

const columns: Column[] = [
	{head: '编号', width: 3.4, align: 'center'},
	{head: '检查内容', width: 0, align: 'left'},
	{head: '检查方法和依据', width: 13, align: 'left'},
	{head: '结果', width: 5.4, align: 'left'},
	{head: '备注', width: 8, align: 'left'},
];

const rowsOf = ({title: heading, items}: ChecklistData['sections'][number]): Row[] => [{across: heading}, ...items.map(rowOf)];

const rowOf = ({id, title: text, method, basis, unit, redFlag}: ChecklistItem): string[] => [
	`${id}${redFlag ? '\n▲' : ''}`,
	text,
	[method, ...basis].filter(part => part !== '').join('\n'),
	'□符合\n□不符合\n□不适用',
	unit === null ? '' : `实测：\n　　　　　${unit}`,
];
