import {type Day, dayOf, type Instant} from '../days.ts';
import type {Fault} from '../problem.ts';

export const measureKinds = ['rule', 'campaign', 'engineering', 'funding', 'technology', 'education', 'coordination'] as const;
export type MeasureKind = (typeof measureKinds)[number];
export const measureKindNames: Record<MeasureKind, string> = {
	rule: '制度文件',
	campaign: '专项整治',
	engineering: '工程改造',
	funding: '资金投入',
	technology: '科技手段',
	education: '宣传培训',
	coordination: '联动机制',
};

export const causes = ['rule', 'mechanism', 'funding', 'technical', 'training', 'enforcement'] as const;
export type Cause = (typeof causes)[number];
export const causeNames: Record<Cause, string> = {
	rule: '制度',
	mechanism: '机制',
	funding: '投入',
	technical: '技术',
	training: '培训',
	enforcement: '执法',
};

export const progresses = ['research', 'draft', 'comment', 'issued', 'in-force', 'evaluated', 'revised', 'repealed'] as const;
export type Progress = (typeof progresses)[number];
export const progressNames: Record<Progress, string> = {
	research: '调研',
	draft: '起草',
	comment: '征求意见',
	issued: '印发',
	'in-force': '实施',
	evaluated: '评估',
	revised: '修订',
	repealed: '废止',
};

/** 制度措施: answers a class of hazards, not one (two-lists §8.1). */
export type Measure = {
	id: string;
	number: string;
	title: string;
	kind: MeasureKind;
	cause: Cause;
	text: string;
	/** The class of problems it answers. */
	problem: string | null;
	lead: string;
	supporting: string[];
	responsible: string;
	dueOn: Day;
	progress: Progress;
	documentNumber: string | null;
	issuedOn: Day | null;
	effect: string | null;
	reviewOn: Day;
	hazardIds: string[];
	riskPointIds: string[];
	/** The leader who approved that it is in force. */
	approvedBy: string | null;
	registeredAt: Instant;
	version: number;
};

/** Where a measure may go from each step (two-lists §8.3), never back. A building work has no draft: what comes before the issue may be left out. */
export const nextSteps: Record<Progress, readonly Progress[]> = {
	research: ['draft', 'comment', 'issued', 'repealed'],
	draft: ['comment', 'issued', 'repealed'],
	comment: ['issued', 'repealed'],
	issued: ['in-force', 'repealed'],
	'in-force': ['evaluated', 'revised', 'repealed'],
	evaluated: ['revised', 'repealed'],
	revised: ['in-force', 'repealed'],
	repealed: [],
};
export const firstSteps: readonly Progress[] = ['research', 'draft', 'comment', 'issued'];

/** In force only by a leader's approval (rules §1.2); from then on it may be evaluated, revised or repealed. */
export const needsApproval = (from: Progress | undefined, to: Progress): boolean => to === 'in-force' && from !== 'in-force';

type Guarded = Pick<Measure, 'progress' | 'documentNumber' | 'issuedOn' | 'effect'>;

/** Everything that a step still needs; what an earlier step needed cannot be taken away later. */
export const stepFaults = (current: Guarded | undefined, next: Guarded, reason: string | null, today: Day): Fault[] => {
	const isStep = current?.progress !== next.progress;
	const isIssued = !firstSteps.includes(next.progress) || next.progress === 'issued';
	const faults: Array<Fault | false> = [
		isIssued &&
			next.progress !== 'repealed' &&
			(isStep || !!current?.documentNumber) &&
			!next.documentNumber && {path: '/documentNumber', message: '印发须填写文号。'},
		isIssued &&
			next.progress !== 'repealed' &&
			(isStep || !!current?.issuedOn) &&
			!next.issuedOn && {path: '/issuedOn', message: '印发须填写印发日期。'},
		next.issuedOn !== null && next.issuedOn > today && {path: '/issuedOn', message: '不能晚于今天。'},
		next.progress === 'evaluated' && !next.effect && {path: '/effect', message: '评估须填写落实成效。'},
		isStep && next.progress === 'repealed' && !reason?.trim() && {path: '/reason', message: '废止须说明理由。'},
	];
	return faults.filter(fault => fault !== false);
};

/** A step that a measure made, and the day on which it did. */
export type ProgressStep = {progress: Progress; on: Day; at: Instant; by: string; reason: string | null; version: number};

/** The progress that a measure went through, from the entries of its journal in order. */
export const progressOf = (
	entries: ReadonlyArray<{version: number; at: Instant; actor: string; reason: string | null; progress: Progress}>,
): ProgressStep[] =>
	entries
		.filter(({progress}, i) => progress !== entries[i - 1]?.progress)
		.map(({version, at, actor, reason, progress}) => ({progress, on: dayOf(at), at, by: actor, reason, version}));

/** 有制度无落实: issued or in force for the list to see, and nothing said of its effect. */
export const isWithoutEffect = ({progress, effect}: Pick<Measure, 'progress' | 'effect'>): boolean =>
	(progress === 'issued' || progress === 'in-force') && !effect;

export const isReviewDue = ({progress, reviewOn}: Pick<Measure, 'progress' | 'reviewOn'>, today: Day): boolean =>
	progress !== 'repealed' && reviewOn <= today;
/** Not yet issued, and past the day by which it was to be. */
export const isMeasureOverdue = ({progress, dueOn}: Pick<Measure, 'progress' | 'dueOn'>, today: Day): boolean =>
	(progress === 'research' || progress === 'draft' || progress === 'comment') && dueOn < today;

export type MeasureFilter = {
	progress?: string | undefined;
	kind?: string | undefined;
	reviewDue?: boolean | undefined;
	withoutEffect?: boolean | undefined;
	overdue?: boolean | undefined;
	q?: string | undefined;
	today: Day;
};

// As both databases compare it: letters beyond ASCII have no case here.
const folded = (text: string): string => text.replaceAll(/[A-Z]/g, letter => letter.toLowerCase());

/** Whether a measure is in a list; the store asks the same in SQL (store/hazards/measures.ts), and a test compares the two. */
export const isListed = (
	measure: Measure,
	{progress, kind, reviewDue, withoutEffect, overdue, q, today}: MeasureFilter,
): boolean =>
	(!progress || measure.progress === progress) &&
	(!kind || measure.kind === kind) &&
	(reviewDue === undefined || isReviewDue(measure, today) === reviewDue) &&
	(withoutEffect === undefined || isWithoutEffect(measure) === withoutEffect) &&
	(overdue === undefined || isMeasureOverdue(measure, today) === overdue) &&
	(!q || textsOf(measure).some(text => folded(text).includes(folded(q))));

const textsOf = ({number, title, text, problem, documentNumber}: Measure): string[] => [
	number,
	title,
	text,
	problem ?? '',
	documentNumber ?? '',
];
