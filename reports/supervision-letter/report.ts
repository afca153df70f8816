import {inWords} from '../../src/domain/days.ts';
import type {SupervisedHazard, SupervisionLetterData} from '../../src/domain/papers/supervision-letter.ts';
import {
	addressee,
	type Block,
	type Column,
	copies,
	number,
	organisation,
	paragraph,
	section,
	table,
	title,
} from '../lib/blocks.ts';
import {closing, grades, ordinal} from '../phrases.ts';

/** 督办函: the overdue hazards, what was done in vain, and what is asked by when. */
export const blocks = (data: SupervisionLetterData): Block[] => {
	const parts = [
		{heading: '逾期隐患', content: [table(columns, data.hazards.map(rowOf))]},
		...(data.steps.length > 0 ? [{heading: '已采取的措施', content: data.steps.map(listed)}] : []),
		{
			heading: '督办要求',
			content: [
				...data.demands.map(listed),
				paragraph(
					`请于${inWords(data.replyBy)}前将整改情况书面回复本街道。逾期未回复或者未整改的，本街道将约谈有关负责人，并移送有关执法部门依法处理。`,
				),
			],
		},
	];
	return [
		organisation(data.org),
		number(data.number),
		title(data.title),
		addressee(data.addressee),
		paragraph(introduction(data)),
		...parts.flatMap(({heading, content}, at) => [section(`${ordinal(at)}、${heading}`), ...content]),
		...closing(data),
		...(data.cc ? [copies(data.cc)] : []),
	];
};

const introduction = ({hazards, issuedOn}: SupervisionLetterData) => {
	const major = hazards.filter(({grade}) => grade !== 'general').length;
	return (
		`截至${inWords(issuedOn)}，你单位负责整改的${hazards.length}项安全隐患已超过整改期限仍未销号` +
		`${major > 0 ? `，其中重大、疑似重大隐患${major}项` : ''}。为防止事故发生，现予督办：`
	);
};

const listed = (text: string, at: number): Block => paragraph(`${at + 1}. ${/[。；]$/.test(text) ? text : `${text}。`}`);

const columns: Column[] = [
	{head: '序号', width: 2.7, align: 'center'},
	{head: '场所', width: 7, align: 'left'},
	{head: '部位和隐患情况', width: 0, align: 'left'},
	{head: '等级', width: 2.8, align: 'center'},
	{head: '整改期限', width: 7.5, align: 'center'},
	{head: '逾期天数', width: 4.6, align: 'center'},
	{head: '通知书文号', width: 7, align: 'left'},
];

const rowOf = (hazard: SupervisedHazard, at: number): string[] => [
	String(at + 1),
	hazard.siteName,
	`${hazard.place}：${hazard.description}\n${hazard.number}`,
	grades[hazard.grade],
	inWords(hazard.dueOn),
	`${hazard.lateDays}天`,
	hazard.noticeNumber ?? '—',
];
