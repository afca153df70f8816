import type {PaperKind, PaperStep} from '../content.ts';
import type {Day, Instant} from '../days.ts';
import type {Person} from '../person.ts';
import {Problem, unprocessable} from '../problem.ts';
import type {DelegatedPower} from '../tables.ts';
import {nameOf, type Paper, type PaperState} from './paper.ts';

export const stepTitles: Record<PaperStep, string> = {review: '法制审核', leader: '领导审批'};

export type StepTaken = {
	step: PaperStep;
	result: 'approved' | 'returned';
	by: string;
	at: Instant;
	reason?: string;
	/** SHA-256 of what was read: nothing else may be issued. */
	content: string;
};

/** The kind as it is under a power that holds on this day: other steps, no forbidden words (rules §1.13). */
export const kindOn = (kind: PaperKind, powers: readonly DelegatedPower[], today: Day): PaperKind => {
	const isDelegated = powers.some(
		({kind: name, from, to}) => name === kind.kind && from <= today && (to === null || today <= to),
	);
	return isDelegated ? {...kind, steps: kind.delegatedSteps, forbidden: []} : kind;
};

/** The steps that are still to be taken before the paper may be issued. */
export const missingSteps = ({steps}: Pick<Paper, 'steps'>, needed: readonly PaperStep[]): PaperStep[] =>
	needed.filter(step => !steps.some(taken => taken.step === step && taken.result === 'approved'));

export const draftStates: readonly PaperState[] = ['draft', 'reviewed', 'approved', 'returned'];

/** 409 when it is no draft any more. */
export function mustBeDraft(paper: Paper): void {
	if (draftStates.includes(paper.state)) return;
	const detail =
		paper.state === 'withdrawn' ? `${nameOf(paper)}已撤回，请另行拟稿。` : `${nameOf(paper)}已经签发，只能作废后另行签发。`;
	throw new Problem(409, 'illegal-state', detail, [], {current: paper.state});
}

type Taking = {
	step: PaperStep;
	result: StepTaken['result'];
	reason?: string | undefined;
	actor: Pick<Person, 'id' | 'roles' | 'reviewer'>;
};

/** Whether this person may take this step now: states 409, persons 403, a missing reason 422 (rules §1.2). */
export function checkStep(paper: Paper, needed: readonly PaperStep[], {step, result, reason, actor}: Taking): void {
	mustBeDraft(paper);
	const illegal = (detail: string) => new Problem(409, 'illegal-state', detail, [], {current: paper.state});
	const wrong = (detail: string) => new Problem(403, 'wrong-person', detail);
	if (paper.state === 'returned') throw illegal('此稿已退回，请等待拟稿人修改。');
	if (!needed.includes(step)) throw illegal(`这种文书不需要${stepTitles[step]}，可直接签发。`);
	const missing = missingSteps(paper, needed);
	if (!missing.includes(step)) throw illegal(`此稿已经${stepTitles[step]}。`);
	if (missing[0] !== step) throw illegal(`此稿须先经${stepTitles[missing[0]!]}。`);
	if (step === 'review' && !actor.reviewer) throw wrong('法制审核由有法制审核标记的人员办理。');
	if (paper.drafters.includes(actor.id)) throw wrong(`拟稿人不得办理自己所拟文书的${stepTitles[step]}。`);
	if (paper.steps.some(({by}) => by === actor.id)) throw wrong('法制审核与领导审批须由不同的人办理。');
	if (result === 'returned' && !reason?.trim()) throw unprocessable([{path: '/reason', message: '退回请写明理由。'}], 'required');
}

/** The state after a step. */
export const stateAfter = (step: PaperStep, result: StepTaken['result']): PaperState => {
	if (result === 'returned') return 'returned';
	return step === 'review' ? 'reviewed' : 'approved';
};

/** The content of a paper without what only its issue gives it: number, day, codes, days gone by. */
export const substanceOf = (data: object): unknown => {
	const {number: _, issuedOn: __, verifyUrl: ___, replyUrl: ____, ...rest} = data as Record<string, unknown>;
	return JSON.parse(JSON.stringify(rest, (name, value) => (name === 'lateDays' ? undefined : value)));
};
