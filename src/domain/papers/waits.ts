import type {PaperKind} from '../content.ts';
import type {PaperState} from './paper.ts';

/** What a draft waits for next: legal review, the leader's approval, its issue, or a change by who drafted it. */
export const paperWaits = ['review', 'approval', 'issue', 'revision'] as const;
export type PaperWait = (typeof paperWaits)[number];

export type WaitingDrafts = {state: PaperState; kinds: string[]};

/** In which states drafts of which kinds wait for it, by the steps that the kinds have today (rules §1.2). */
export const draftsWaiting = (wait: PaperWait, kinds: readonly Pick<PaperKind, 'kind' | 'steps'>[]): WaitingDrafts[] => {
	const those = (isOne: (steps: PaperKind['steps']) => boolean) => kinds.filter(({steps}) => isOne(steps)).map(({kind}) => kind);
	const found: Record<PaperWait, WaitingDrafts[]> = {
		review: [{state: 'draft', kinds: those(([first]) => first === 'review')}],
		approval: [
			{state: 'draft', kinds: those(([first]) => first === 'leader')},
			{state: 'reviewed', kinds: those(steps => steps.includes('leader'))},
		],
		issue: [
			{state: 'draft', kinds: those(steps => steps.length === 0)},
			{state: 'reviewed', kinds: those(steps => !steps.includes('leader'))},
			{state: 'approved', kinds: those(() => true)},
		],
		revision: [{state: 'returned', kinds: those(() => true)}],
	};
	return found[wait].filter(({kinds: named}) => named.length > 0);
};
