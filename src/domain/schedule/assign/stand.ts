import {dayOf, type Hold, nowhere, pairOf, put, type Task, takes} from './board.ts';
import {areaOf, placeNamed, siteOf, type Table} from './table.ts';
import {type Piece, taskOf} from './visits.ts';
import {type Assignment, compare} from './workload.ts';

/** Puts assignments that stand on the board, one task per visit: all of the frozen ones, of the kept ones those that still hold. */
export function stand(table: Table, list: readonly Assignment[], hold: Exclude<Hold, 'free'>, taken: Set<number>): Task[] {
	const tasks: Task[] = [];
	for (const {at, slots} of visitsOf(table, list, taken)) {
		const pieces = slots.map(slot => table.pieces[slot]!).filter(piece => hold === 'frozen' || isWithin(table, piece, at));
		if (pieces.length === 0) continue;
		const [{slot}] = pieces as [Piece];
		const task = taskOf(siteOf(table, slot), areaOf(table, slot), spanOf(pieces), hold);
		if (hold === 'kept' && !takes(table.board, task, at)) continue;
		put(table.board, task, at);
		tasks.push(task);
		for (const piece of pieces) taken.add(piece.slot);
	}
	return tasks;
}

const isWithin = (table: Table, {slot, from, to}: Piece, at: number): boolean => {
	const day = dayOf(table.board, at);
	return from <= day && day <= to && table.board.able[areaOf(table, slot)]!.includes(pairOf(table.board, at));
};

const spanOf = (pieces: Piece[]) => ({
	pieces,
	from: Math.max(...pieces.map(({from}) => from)),
	to: Math.min(...pieces.map(({to}) => to)),
	minutes: pieces.reduce((sum, {minutes}) => sum + minutes, 0),
});

/** Assignments by pair-day and site, in a fixed order. */
function visitsOf(table: Table, list: readonly Assignment[], taken: ReadonlySet<number>): Array<{at: number; slots: number[]}> {
	const found = new Map<string, {at: number; slots: number[]}>();
	const seen = new Set<number>(taken);
	for (const assignment of [...list].sort((a, b) => compare(a.slotId, b.slotId))) {
		const slot = table.index.get(assignment.slotId);
		const at = placeNamed(table, assignment);
		if (slot === undefined || at === nowhere || seen.has(slot)) continue;
		seen.add(slot);
		const key = `${at} ${siteOf(table, slot)} ${areaOf(table, slot)}`;
		const visit = found.get(key) ?? {at, slots: []};
		found.set(key, visit);
		visit.slots.push(slot);
	}
	return [...found.values()].sort((a, b) => a.at - b.at || a.slots[0]! - b.slots[0]!);
}
