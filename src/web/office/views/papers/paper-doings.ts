import type {Static} from '@sinclair/typebox';
import type {PaperDetail} from '../../../../contract/papers.ts';
import type {Person} from '../../../../domain/person.ts';
import {may} from '../../../../domain/policy.ts';
import {momentWords} from '../../words.ts';

export type Paper = Static<typeof PaperDetail>;
export type Doing = 'edit' | 'review' | 'approval' | 'issue' | 'withdraw' | 'serve' | 'reply-link' | 'void' | 'replace';

const draftStates: readonly Paper['state'][] = ['draft', 'reviewed', 'approved', 'returned'];
export const isDraft = ({state}: Pick<Paper, 'state'>): boolean => draftStates.includes(state);
/** Nobody checks what he wrote or checked himself (rules §1.2). */
const isFree = ({drafters, steps}: Paper, {id}: Person): boolean => !drafters.includes(id) && !steps.some(({by}) => by === id);

/** What this person may do with the paper now; the server decides all the same. */
export function doingsOf(paper: Paper, person: Person): Doing[] {
	const {state, needs, kind, replacedBy} = paper;
	const writes = may(person.roles, 'papers');
	const isStanding = state !== 'returned' && isDraft(paper);
	const all: [Doing, boolean][] = [
		[
			'review',
			isStanding && needs[0] === 'review' && person.reviewer && may(person.roles, 'review-papers') && isFree(paper, person),
		],
		['approval', isStanding && needs[0] === 'leader' && may(person.roles, 'approve-papers') && isFree(paper, person)],
		['issue', isStanding && needs.length === 0 && writes],
		['edit', isDraft(paper) && writes],
		['withdraw', isDraft(paper) && writes],
		['serve', state === 'issued' && writes],
		['reply-link', state === 'issued' && kind === 'rectification-notice' && may(person.roles, 'renew-reply-links')],
		['void', state === 'issued' && writes],
		['replace', state === 'void' && replacedBy === null && writes],
	];
	return all.flatMap(([doing, isOpen]) => (isOpen ? [doing] : []));
}

export const doingWords: Record<Doing, string> = {
	edit: '修改',
	review: '法制审核',
	approval: '领导审批',
	issue: '签发',
	withdraw: '撤回',
	serve: '登记送达',
	'reply-link': '另给反馈链接',
	void: '作废',
	replace: '另出更正的文书',
};

/** Why nothing can be done yet, or what it waits for. */
export function waitWords(paper: Paper, person: Person): string {
	if (!isDraft(paper)) return '';
	const last = paper.steps.at(-1);
	if (paper.state === 'returned') return `已退回：${last?.reason ?? ''}（${momentWords(last?.at)}）。请修改后重新送审。`;
	const [next] = paper.needs;
	if (!next) return '各步已办完，可以签发。';
	const name = next === 'review' ? '法制审核' : '领导审批';
	return paper.drafters.includes(person.id) ? `待${name}；自己拟的稿由他人办理。` : `待${name}。`;
}

const actionWords: Record<string, string> = {
	'paper-drafted': '拟稿',
	'paper-changed': '修改',
	'paper-reviewed': '法制审核通过',
	'paper-approved': '领导同意',
	'paper-returned': '退回',
	'paper-withdrawn': '撤回',
	'paper-numbered': '编号',
	'paper-issued': '签发',
	'paper-served': '登记送达',
	'paper-voided': '作废',
	'paper-replaced': '由更正的文书取代',
	'paper-replied': '责任单位反馈',
	'paper-reply-link': '另给反馈链接',
};
export const paperAction = (action: string): string => actionWords[action] ?? '变更';
