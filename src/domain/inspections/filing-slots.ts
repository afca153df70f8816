import type {Day} from '../days.ts';
import {isEnded, type SlotFacts} from '../schedule/outcome.ts';
import type {Check} from './filing.ts';

export type FiledSlot = SlotFacts & {
	id: string;
	planId: string;
	riskPointId: string;
	checklist: string;
	/** The pair it is assigned to. */
	people: readonly string[] | null;
};

/** Whether a check of this day settles it. One that was settled keeps its check: a later fact changes no outcome. */
const isOpenOn = (slot: FiledSlot, day: Day): boolean =>
	slot.opensOn <= day && day <= slot.graceOn && !slot.checkedOn && !isEnded(slot, day);

const withoutVersion = (checklist: string): string => checklist.split('@')[0]!;

/**
 * The slots that a check settles (or, when nobody could inspect, that get an attempt): those it names, the next open one of
 * the same plan for one that is over, and without names every open slot of the point with the same checklist (rules §1.4, §1.5).
 */
export function settle(
	slots: readonly FiledSlot[],
	{riskPointId, slotIds}: Check,
	day: Day,
	list: {key: string} | null,
): FiledSlot[] {
	const own = slots.filter(slot => slot.riskPointId === riskPointId);
	const open = own.filter(
		slot => isOpenOn(slot, day) && (list === null || withoutVersion(slot.checklist) === withoutVersion(list.key)),
	);
	if (!slotIds?.length) return open;
	const named = own.filter(slot => slotIds.includes(slot.id));
	const plansOfEnded = named.filter(slot => !open.includes(slot)).map(slot => slot.planId);
	return open.filter(slot => slotIds.includes(slot.id) || plansOfEnded.includes(slot.planId));
}
