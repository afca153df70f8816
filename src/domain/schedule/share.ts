import type {Day} from '../days.ts';

type Standing = {
	id: string;
	riskPointId: string;
	checklist: string;
	opensOn: Day;
	dueOn: Day;
	assigned?: {on: Day; pairId: string};
};

const keyOf = ({riskPointId, checklist}: Standing): string => `${riskPointId} ${checklist.split('@')[0]}`;
const mayBeOn = ({opensOn, dueOn}: Standing, day: Day): boolean => opensOn <= day && day <= dueOn;

/**
 * Slots that give up their own visit for one that stands at the same point by the same checklist: a campaign and a regular
 * plan ask once (schedule §6.2). Of two that could each join the other, the later one does. Days up to `settled` stay.
 */
export const joining = (slots: readonly Standing[], settled: Day): Set<string> => {
	const byPoint = new Map<string, Array<Standing & {on: Day}>>();
	for (const slot of slots)
		if (slot.assigned) byPoint.set(keyOf(slot), [...(byPoint.get(keyOf(slot)) ?? []), {...slot, on: slot.assigned.on}]);
	const found = new Set<string>();
	for (const group of byPoint.values())
		for (const slot of group) if (slot.on > settled && group.some(other => draws(other, slot))) found.add(slot.id);
	return found;
};

const draws = (other: Standing & {on: Day}, slot: Standing & {on: Day}): boolean =>
	other.on !== slot.on && mayBeOn(slot, other.on) && (other.on < slot.on || !mayBeOn(other, slot.on));
