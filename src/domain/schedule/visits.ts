import type {Day} from '../days.ts';

type Given = {siteId: string; assigned?: {on: Day; pairId: string; people: string[]}};
/** One way to one site: what a pair checks there on a day. */
export type Visit<S> = {siteId: string; on: Day; pairId: string; people: string[]; slots: S[]};

/** The visits that assigned slots come to, by day and in the order of the slots. */
export function visitsOf<S extends Given>(slots: readonly S[]): Visit<S>[] {
	const visits = new Map<string, Visit<S>>();
	for (const slot of slots) {
		if (!slot.assigned) continue;
		const {on, pairId, people} = slot.assigned;
		const key = `${on} ${pairId} ${slot.siteId}`;
		const visit = visits.get(key) ?? {siteId: slot.siteId, on, pairId, people, slots: []};
		visits.set(key, visit);
		visit.slots.push(slot);
	}
	return [...visits.values()].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
}
