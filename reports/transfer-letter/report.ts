import {inWords} from '../../src/domain/days.ts';
import type {TransferLetterData, TransferredHazard} from '../../src/domain/papers/transfer-letter.ts';
import {
	addressee,
	type Block,
	type Column,
	copies,
	enclosure,
	enclosures,
	form,
	number,
	organisation,
	paragraph,
	photos,
	receipt,
	table,
	title,
} from '../lib/blocks.ts';
import {closing, figure, grades, penDate, people, signed} from '../phrases.ts';

/** 移送函: the letter says what is handed over and why; the facts stand in its enclosures. */
export const blocks = (data: TransferLetterData): Block[] => {
	const titles = titlesOf(data);
	const shown = photosOf(data.hazards);
	return [
		organisation(data.org),
		number(data.number),
		title(data.title),
		addressee(data.addressee),
		paragraph(introduction(data)),
		paragraph(`${ended(data.basis)}现将上述隐患的有关材料移送你单位，请依法处理。`),
		...(data.steps.length > 0 ? [paragraph(`移送前，本街道已开展以下工作：${data.steps.map(bare).join('；')}。`)] : []),
		paragraph(`请于${inWords(data.replyBy)}前将是否受理及处理结果书面反馈本街道；不属于你单位职责的，请说明理由并退回有关材料。`),
		enclosures(titles),
		...closing(data),
		receipt([
			[signed('收件人'), {label: '收件日期', blank: penDate}],
			[signed('移送人'), signed('移送人')],
		]),
		enclosure(titles.length > 1 ? 1 : null, factsTitle),
		...facts(data),
		...(shown.length > 0 ? [enclosure(2, photoTitle), photos(shown)] : []),
		...(data.cc ? [copies(data.cc)] : []),
	];
};

const factsTitle = '移送隐患情况表';
const photoTitle = '隐患现场照片';
const titlesOf = ({hazards, enclosures: more}: TransferLetterData) => [
	factsTitle,
	...(photosOf(hazards).length > 0 ? [photoTitle] : []),
	...more,
];

const introduction = (data: TransferLetterData) => {
	const flagged = data.hazards.filter(({redFlag}) => redFlag).length;
	return (
		`${inWords(data.inspectedOn)}，本街道工作人员${people(data.inspectors)}对${data.site.name}（地址：${data.site.address}）` +
		`开展检查（检查编号：${data.inspectionNumber}），发现需由有权部门处理的安全隐患${data.hazards.length}项` +
		`${flagged > 0 ? `，其中须当日通报的（▲）${flagged}项` : ''}。`
	);
};

const columns: Column[] = [
	{head: '序号', width: 2.7, align: 'center'},
	{head: '部位', width: 5.5, align: 'left'},
	{head: '隐患情况', width: 0, align: 'left'},
	{head: '依据', width: 7.6, align: 'left'},
	{head: '等级', width: 3, align: 'center'},
	{head: '发现日期', width: 7.2, align: 'center'},
	{head: '整改期限', width: 7.2, align: 'center'},
];

const facts = ({site, hazards}: TransferLetterData): Block[] => [
	form([
		[{label: '责任单位', text: site.name}],
		[{label: '地址', text: site.address}],
		[{label: '信用代码', text: site.uscc ?? ''}],
		[
			{label: '负责人', text: [site.principal, site.position].filter(part => !!part).join('，')},
			{label: '联系电话', text: site.phone ?? ''},
		],
	]),
	table(columns, hazards.map(rowOf)),
];

const rowOf = (hazard: TransferredHazard, at: number): string[] => [
	String(at + 1),
	hazard.place,
	`${hazard.description}\n${hazard.number}`,
	hazard.basis.join('\n') || '—',
	`${grades[hazard.grade]}${hazard.redFlag ? '\n▲' : ''}`,
	inWords(hazard.foundOn),
	inWords(hazard.dueOn),
];

const photosOf = (hazards: TransferredHazard[]) => {
	let count = 0;
	return hazards.flatMap(({photos: list}, at) =>
		list.map(photo => {
			count += 1;
			return figure({...photo, caption: `${photo.caption}（隐患${at + 1}）`}, count);
		}),
	);
};

const bare = (text: string) => text.replace(/[。；]$/, '');
const ended = (text: string) => `${bare(text)}。`;
