import {inWords} from '../../src/domain/days.ts';
import type {ListingRequestData} from '../../src/domain/papers/listing-request.ts';
import {
	addressee,
	type Block,
	copies,
	enclosure,
	enclosures,
	form,
	number,
	organisation,
	paragraph,
	photos,
	runIn,
	section,
	title,
} from '../lib/blocks.ts';
import {closing, deadline, figure, ordinal} from '../phrases.ts';

const levels = {district: '区级', city: '市级'};

/** 提请挂牌督办的函: the street states the facts and asks; listing is for the district or the city (rules §1.13). */
export const blocks = (data: ListingRequestData): Block[] => {
	const titles = titlesOf(data);
	const parts = [
		{heading: '隐患基本情况', content: facts(data)},
		...(data.plan ? [{heading: '治理方案', content: planned(data.plan)}] : []),
		...(data.steps.length > 0 ? [{heading: '本街道已开展的工作', content: data.steps.map(listed)}] : []),
		{
			heading: '提请事项',
			content: [
				paragraph(
					`鉴于上述重大事故隐患整改难度较大、涉及部门较多，特提请对其实行${levels[data.level]}挂牌督办，明确督办部门、治理要求和期限。妥否，请函复。`,
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
		...(titles.length > 0 ? [enclosures(titles)] : []),
		...closing(data),
		...(data.photos.length > 0 ? pictured(data, titles.length) : []),
		...(data.cc ? [copies(data.cc)] : []),
	];
};

const photoTitle = '隐患现场照片';
const titlesOf = (data: ListingRequestData) => [...data.enclosures, ...(data.photos.length > 0 ? [photoTitle] : [])];

const pictured = (data: ListingRequestData, count: number): Block[] => [
	enclosure(count > 1 ? count : null, photoTitle),
	photos(data.photos.map((photo, at) => figure(photo, at + 1))),
];

const introduction = ({site, hazard: {place, foundOn, decision}}: ListingRequestData) =>
	`${inWords(foundOn)}，本街道在排查中发现${site.name}${place}存在安全隐患。${inWords(decision.decidedOn)}，` +
	`${decision.department}以${decision.documentNumber}判定其为重大事故隐患。现将有关情况函告如下：`;

const facts = ({site, hazard}: ListingRequestData): Block[] => [
	form([
		[{label: '责任单位', text: site.name}],
		[{label: '地址', text: site.address}],
		[{label: '信用代码', text: site.uscc ?? ''}],
		[
			{label: '负责人', text: site.principal ?? ''},
			{label: '联系电话', text: site.phone ?? ''},
		],
		[
			{label: '隐患编号', text: hazard.number},
			{label: '整改期限', text: deadline(hazard.dueOn)},
		],
		[{label: '隐患情况', text: `${hazard.place}：${hazard.description}`}],
		[{label: '产生原因', text: hazard.cause ?? ''}],
		[{label: '危害程度', text: hazard.harm ?? ''}],
		[{label: '整改难度', text: hazard.difficulty ?? ''}],
	]),
];

const planned = ({measures, person, funds, dueOn, plan}: NonNullable<ListingRequestData['plan']>): Block[] => [
	runIn('（一）治理措施。', ended(measures)),
	runIn('（二）责任和资金。', `责任人：${person}；资金：${funds}；完成时间：${inWords(dueOn)}。`),
	runIn('（三）安全防范和应急预案。', ended(plan)),
];

const ended = (text: string) => (/[。！？]$/.test(text) ? text : `${text}。`);
const listed = (text: string, at: number): Block => paragraph(`${at + 1}. ${ended(text)}`);
