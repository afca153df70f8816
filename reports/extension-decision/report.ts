import {inWords} from '../../src/domain/days.ts';
import type {ExtensionDecisionData, ExtensionHazard} from '../../src/domain/papers/extension-decision.ts';
import {
	addressee,
	type Block,
	type Column,
	copies,
	number,
	organisation,
	paragraph,
	receipt,
	runIn,
	table,
	title,
} from '../lib/blocks.ts';
import {closing, deadline, penDate, referred, signed} from '../phrases.ts';

/** 整改延期决定书: granted or refused, with what must be kept safe until then. */
export const blocks = (data: ExtensionDecisionData): Block[] => [
	organisation(data.org),
	number(data.number),
	title(data.title),
	addressee(data.addressee),
	paragraph(
		`你单位于${inWords(data.request.on)}就${referred(data.notice)}所列隐患提出的延期整改申请收悉。` +
			`申请理由：${ended(data.request.reason)}经研究，决定如下：`,
	),
	paragraph(data.granted ? '同意延期。各项隐患的整改期限调整如下：' : '不同意延期。各项隐患的整改期限不变：'),
	table(columns, data.hazards.map(rowOf)),
	runIn('（一）决定理由。', ended(data.reason)),
	runIn('（二）防范措施。', `在隐患消除之前，请你单位落实以下措施，确保安全：${ended(data.request.safeguards)}`),
	runIn(
		'（三）后续要求。',
		data.granted
			? '请你单位在调整后的期限届满前完成整改，并将书面整改情况报送本街道。每项隐患的期限只延长一次；逾期未整改的，本街道将移送有关执法部门依法处理。'
			: '请你单位在原定期限届满前完成整改，并将书面整改情况报送本街道；逾期未整改的，本街道将移送有关执法部门依法处理。',
	),
	...closing(data),
	receipt([[signed('签收人'), {label: '签收日期', blank: penDate}]]),
	...(data.cc ? [copies(data.cc)] : []),
];

const ended = (text: string) => (/[。！？]$/.test(text) ? text : `${text}。`);

const columns: Column[] = [
	{head: '序号', width: 2.7, align: 'center'},
	{head: '部位', width: 6.5, align: 'left'},
	{head: '隐患情况', width: 0, align: 'left'},
	{head: '原定期限', width: 7.5, align: 'center'},
	{head: '申请期限', width: 7.5, align: 'center'},
	{head: '决定期限', width: 7.5, align: 'center'},
];

const rowOf = (hazard: ExtensionHazard, at: number): string[] => [
	String(at + 1),
	hazard.place,
	`${hazard.description}\n${hazard.number}`,
	deadline(hazard.dueOn),
	deadline(hazard.askedDueOn),
	deadline(hazard.newDueOn ?? hazard.dueOn),
];
