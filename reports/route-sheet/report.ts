import {inWords} from '../../src/domain/days.ts';
import type {RouteSheetData, RouteStop} from '../../src/domain/papers/route-sheet.ts';
import {type Block, type Column, everyPage, form, note, office, type Row, table, title} from '../lib/blocks.ts';
import {demonstrated, signed} from '../phrases.ts';

/** 巡查路线单: the day's stops in order, for offices that go without telephones. */
export const blocks = (data: RouteSheetData): Block[] => [
	everyPage(`${data.title}　${inWords(data.day)}　续页`, [[signed('检查人员'), signed('检查人员')]]),
	office(data.org),
	title(data.title),
	form(
		[
			[
				{label: '日期', text: inWords(data.day)},
				{label: '班组', text: data.team},
			],
			[{label: '人员', text: data.people.join('、')}],
			[{label: '行程', text: `共${data.stops.length}处，约${data.minutes}分钟${far('，直线约', data.metres)}`}],
			...(data.scope ? [[{label: '范围', text: data.scope}]] : []),
		],
		{url: data.url, captions: ['扫码打开']},
	),
	table(columns, data.stops.length > 0 ? data.stops.flatMap(rowsOf) : [{across: '当日没有安排检查。'}]),
	note('注：结果栏当场打√；未能检查的写明原因。直线距离仅供安排行程参考。'),
	...demonstrated(data),
];

const far = (words: string, metres: number | null): string => {
	if (metres === null) return '';
	return `${words}${metres < 1000 ? `${metres}米` : `${(metres / 1000).toFixed(1)}公里`}`;
};

const columns: Column[] = [
	{head: '风险点', width: 12, align: 'left'},
	{head: '检查表', width: 8, align: 'left'},
	{head: '期限', width: 6.2, align: 'center'},
	{head: '为何今天', width: 0, align: 'left'},
	{head: '结果', width: 6.4, align: 'left'},
];

const rowsOf = (stop: RouteStop): Row[] => [
	{across: `${stop.order}. ${stop.siteName}（${stop.siteLabel}）　${placed(stop)}`},
	...stop.points.map(pointRow),
	...stop.openHazards.map(({number, place, description, grade, dueOn, overdue}) => ({
		across: `未销号隐患 ${number}（${grade}，期限${dueOn}${overdue ? '，已逾期' : ''}）${place}：${description}`,
		plain: true as const,
	})),
];

const placed = ({address, occupant, minutes, metres}: RouteStop) =>
	`${address}${occupant ? `　${occupant}` : ''}　约${minutes}分钟${far('　距上一处约', metres)}`;

const pointRow = ({label, name, place, level, checklist, dueOn, overdue, why}: RouteStop['points'][number]): string[] => [
	`${name}（${place}）\n${label}　${level}`,
	checklist,
	`${dueOn}${overdue ? '\n已逾期' : ''}`,
	why,
	'□已查\n□未能检查',
];
