import type {Delisting, Hazard} from '../hazard.ts';
import {type Decider, needAttachments, needChoice, needDay, needText} from './kit.ts';

const recorded = (hazard: Hazard, delisting: Partial<Delisting>) => {
	const old = hazard.facts.delisting ?? {reviews: []};
	return {...hazard.facts, delisting: {...old, ...delisting}};
};

/** 挂牌督办: the record that a district or the city put it on its list; a street does not list. */
export const listing: Decider = ({hazard, body, context}) => ({
	illegal:
		(hazard.grade !== 'major' && '只有已认定的重大隐患可以挂牌督办。') || (hazard.listing !== 'none' && '该隐患已有挂牌记录。'),
	faults: [
		needChoice(body, 'level', ['district', 'city'], '挂牌级别'),
		needText(body, 'by', '督办单位'),
		needText(body, 'documentNumber', '挂牌文号'),
		needDay(body, 'listedOn', '挂牌日期', {to: context.today}),
		needDay(body, 'dueOn', '督办期限', {from: body.listedOn}),
		needAttachments(body),
	],
	next: () => ({
		listing: 'listed',
		facts: {
			...hazard.facts,
			listing: {
				level: body.level as 'district' | 'city',
				by: body.by!,
				documentNumber: body.documentNumber!,
				listedOn: body.listedOn!,
				dueOn: body.dueOn!,
				attachments: body.attachments!,
			},
		},
	}),
});

/** 验收申请: starts the ten days within which the department reviews on site (16号令). */
export const delistingApplication: Decider = ({hazard, body, context}) => ({
	illegal: hazard.listing !== 'listed' && '该隐患不在挂牌督办中。',
	faults: [
		needDay(body, 'on', '申请日期', {from: hazard.facts.listing?.listedOn, to: context.today}),
		needText(body, 'assessment', '治理情况评估'),
		needAttachments(body),
	],
	next: () => ({
		listing: 'applied',
		facts: recorded(hazard, {application: {on: body.on!, assessment: body.assessment!, attachments: body.attachments!}}),
	}),
});

/** 现场审查: passed it may be taken off the list, failed it stays listed. */
export const onSiteReview: Decider = ({hazard, body, context}) => ({
	illegal: hazard.listing !== 'applied' && '尚未提出摘牌验收申请。',
	faults: [
		needChoice(body, 'result', ['pass', 'fail'], '审查结论'),
		needDay(body, 'on', '审查日期', {from: hazard.facts.delisting?.application?.on, to: context.today}),
		needText(body, 'by', '审查单位'),
		needAttachments(body),
	],
	next: () => {
		const result = body.result as 'pass' | 'fail';
		const review = {result, on: body.on!, by: body.by!, attachments: body.attachments!};
		const reviews = [...(hazard.facts.delisting?.reviews ?? []), review];
		return {listing: result === 'pass' ? 'reviewed' : 'listed', facts: recorded(hazard, {reviews})};
	},
});

/** 摘牌: the record of the department's act. */
export const delisting: Decider = ({hazard, body, context}) => ({
	illegal: hazard.listing !== 'reviewed' && '现场审查尚未通过。',
	faults: [
		needText(body, 'documentNumber', '摘牌文号'),
		needDay(body, 'on', '摘牌日期', {from: hazard.facts.delisting?.reviews.at(-1)?.on, to: context.today}),
	],
	next: () => ({listing: 'delisted', facts: recorded(hazard, {documentNumber: body.documentNumber!, on: body.on!})}),
});
