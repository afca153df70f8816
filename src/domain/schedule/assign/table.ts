import {type Board, emptyBoard, nowhere, type Task} from './board.ts';
import type {Piece} from './visits.ts';
import {type Assignment, compare, standardWeights, type Workload} from './workload.ts';

/** A workload made ready: slots in a fixed order, their windows as workdays, and the board they go on. */
export type Table = {
	board: Board;
	slots: Workload['slots'];
	pieces: Piece[];
	index: Map<string, number>;
	dayIndex: Map<string, number>;
};

export function tableOf(work: Workload): Table {
	const slots = [...work.slots].sort((a, b) => compare(a.id, b.id));
	const board = emptyBoard({...work, slots});
	const weights = work.weights ?? standardWeights;
	return {
		board,
		slots,
		pieces: slots.map(({opensOn, dueOn, graceOn, level, minutes}, slot) => ({
			slot,
			from: firstAfter(board.days, opensOn, false),
			to: firstAfter(board.days, dueOn, true) - 1,
			until: (graceOn === undefined ? board.days.length : firstAfter(board.days, graceOn, true)) - 1,
			minutes,
			weight: weights[level] ?? 1,
		})),
		index: new Map(slots.map(({id}, i) => [id, i])),
		dayIndex: new Map(board.days.map((day, i) => [day, i])),
	};
}

/** Place of the first workday that is on or after a day (after it, when `strictly`); the number of workdays when there is none. */
function firstAfter(days: readonly string[], day: string, strictly: boolean): number {
	let [low, high] = [0, days.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		const isBefore = strictly ? days[middle]! <= day : days[middle]! < day;
		if (isBefore) low = middle + 1;
		else high = middle;
	}
	return low;
}

export const siteOf = ({board, slots}: Table, slot: number): number => board.siteIds.get(slots[slot]!.siteId)!;
export const areaOf = ({board, slots}: Table, slot: number): number => board.areaIds.get(slots[slot]!.areaId)!;

/** The pair-day that an assignment names; nowhere when the pair or the day is not on the board. */
export function placeNamed({board, dayIndex}: Table, {day, pairId}: Pick<Assignment, 'day' | 'pairId'>): number {
	const [pair, date] = [board.pairIds.get(pairId), dayIndex.get(day)];
	return pair === undefined || date === undefined ? nowhere : pair * board.days.length + date;
}

/** What the board holds, as assignments in order of day, pair and slot. */
export function assignmentsOf({board, slots}: Table, tasks: readonly Task[]): Assignment[] {
	const pairIds = [...board.pairIds.keys()];
	return tasks
		.filter(({at}) => at !== nowhere)
		.flatMap(({at, slots: own}) =>
			own.map(slot => ({
				slotId: slots[slot]!.id,
				day: board.days[at % board.days.length]!,
				pairId: pairIds[Math.floor(at / board.days.length)]!,
			})),
		)
		.sort((a, b) => compare(a.day, b.day) || compare(a.pairId, b.pairId) || compare(a.slotId, b.slotId));
}
