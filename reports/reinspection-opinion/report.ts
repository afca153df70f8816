import {inWords} from '../../src/domain/days.ts';
import type {ReinspectedHazard, ReinspectionOpinionData} from '../../src/domain/papers/reinspection-opinion.ts';
import {
	addressee,
	type Block,
	type Column,
	copies,
	number,
	organisation,
	type Photo,
	type PhotoPair,
	pairs,
	paragraph,
	receipt,
	section,
	table,
	title,
} from '../lib/blocks.ts';
import {closing, deadline, grades, ordinal, penDate, people, referred, signed} from '../phrases.ts';

/** 整改复查意见书 (documents §4.4): what became of each hazard of the notice, with photos before and after. */
export const blocks = (data: ReinspectionOpinionData): Block[] => {
	const pictured = data.hazards.some(({photos}) => photos.length > 0);
	const parts = [
		{heading: '复查情况', content: [table(columns, data.hazards.map(rowOf))]},
		...(pictured ? [{heading: '整改前后照片', content: [pairs(pairsOf(data.hazards))]}] : []),
		{heading: '复查意见', content: opinion(data)},
	];
	return [
		organisation(data.org),
		number(data.number),
		title(data.title),
		addressee(data.addressee),
		paragraph(introduction(data)),
		...parts.flatMap(({heading, content}, at) => [section(`${ordinal(at)}、${heading}`), ...content]),
		...closing(data),
		receipt([
			[signed('签收人'), {label: '签收日期', blank: penDate}],
			[signed('复查人员'), signed('复查人员')],
		]),
		...(data.cc ? [copies(data.cc)] : []),
	];
};

const introduction = ({notice, reinspectedOn, inspectors, hazards}: ReinspectionOpinionData) =>
	`本街道于${inWords(notice.issuedOn)}向你单位发出${referred(notice)}。${inWords(reinspectedOn)}，` +
	`本街道工作人员${people(inspectors)}对其中${hazards.length}项隐患的整改情况进行了复查，现提出如下意见：`;

const columns: Column[] = [
	{head: '序号', width: 2.7, align: 'center'},
	{head: '部位', width: 6, align: 'left'},
	{head: '隐患情况', width: 0, align: 'left'},
	{head: '整改要求', width: 9, align: 'left'},
	{head: '等级', width: 2.8, align: 'center'},
	{head: '复查结果', width: 8.5, align: 'left'},
];

const rowOf = (hazard: ReinspectedHazard, at: number): string[] => [
	String(at + 1),
	hazard.place,
	`${hazard.description}\n${hazard.number}`,
	hazard.requirement,
	grades[hazard.grade],
	[hazard.result === 'pass' ? '合格' : '不合格', hazard.note, hazard.newDueOn && `继续整改至${deadline(hazard.newDueOn)}`]
		.filter(part => !!part)
		.join('\n'),
];

const pairsOf = (hazards: ReinspectedHazard[]): PhotoPair[] => {
	let figure = 0;
	const shown = (
		hazard: ReinspectedHazard,
		item: number,
		when: '整改前' | '整改后',
		photo: ReinspectedHazard['photos'][number]['before'],
	) => {
		if (!photo) return null;
		figure += 1;
		const caption = `图${figure}　隐患${item}${when}：${photo.caption || hazard.place}`;
		return {sha256: photo.sha256, caption, alt: `第${item}项隐患${when}的照片：${photo.caption || hazard.place}`} satisfies Photo;
	};
	return hazards.flatMap((hazard, at) =>
		hazard.photos.map(({before, after}) => ({
			before: shown(hazard, at + 1, '整改前', before),
			after: shown(hazard, at + 1, '整改后', after),
		})),
	);
};

const opinion = ({hazards}: ReinspectionOpinionData): Block[] => {
	const numbers = (result: ReinspectedHazard['result']) =>
		hazards.flatMap((hazard, at) => (hazard.result === result ? [`第${at + 1}项`] : [])).join('、');
	const [passed, failed] = [numbers('pass'), numbers('fail')];
	return [
		...(passed ? [paragraph(`上表${passed}隐患已按要求完成整改，复查合格。请你单位落实日常管理，防止隐患再次发生。`)] : []),
		...(failed
			? [
					paragraph(
						`上表${failed}隐患未完成整改，复查不合格。请你单位按上表所列期限继续整改，整改期间采取可靠的安全防范措施；` +
							'逾期仍未整改到位的，本街道将移送有关执法部门依法处理。',
					),
				]
			: []),
	];
};
