import type {Day, Instant} from '../days.ts';

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

/** 有制度无落实: issued or in force for the list to see, and nothing said of its effect. */
export const isWithoutEffect = ({progress, effect}: Pick<Measure, 'progress' | 'effect'>): boolean =>
	(progress === 'issued' || progress === 'in-force') && !effect?.trim();

export const isReviewDue = ({progress, reviewOn}: Pick<Measure, 'progress' | 'reviewOn'>, today: Day): boolean =>
	progress !== 'repealed' && reviewOn <= today;
export const isMeasureOverdue = ({progress, dueOn}: Pick<Measure, 'progress' | 'dueOn'>, today: Day): boolean =>
	(progress === 'research' || progress === 'draft' || progress === 'comment') && dueOn < today;
/** In force only by a leader's approval (rules §1.2); from then on it may be evaluated, revised or repealed. */
export const needsApproval = (from: Progress | undefined, to: Progress): boolean => to === 'in-force' && from !== 'in-force';
