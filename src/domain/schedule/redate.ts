import type {Day} from '../days.ts';
import {divisorOf} from './plan.ts';
import {type KnownSlot, type LevelPlan, planFor} from './slots.ts';
import {shifted, windowOf} from './window.ts';

export type Redated = {dueOn: Day; graceOn: Day; ruleDueOn: Day | null};

/**
 * The days of an open slot by another calendar than it was made with; null when they stay. A due day is never moved into
 * the past: what was open in time is not made late by a notice.
 */
export const redated = (levels: LevelPlan, slot: KnownSlot & {rhythm: string}, today: Day): Redated | null => {
	const plan = planFor(levels, {level: slot.level, divisor: divisorOf(slot)});
	if (!plan?.shift) return null;
	const rule = windowOf(plan, slot.ordinal, slot.opensOn, slot.ruleDueOn ?? slot.dueOn, slot.priority);
	const {dueOn, graceOn, ruleDueOn = null} = {...shifted(plan, rule)} as typeof rule & {ruleDueOn?: Day};
	return dueOn === slot.dueOn || dueOn < today ? null : {dueOn, graceOn, ruleDueOn};
};
