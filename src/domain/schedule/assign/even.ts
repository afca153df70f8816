import {added, type Board, dayOf, freed, isFree, put, type Task, take} from './board.ts';

/** A pair-day may carry this much more than its share before work is moved away from it. */
const tolerance = 1.06;
const mostSwaps = 3000;

type Swap = {goal: number; task: Task; back: Task | null; peak: number};

const over = (board: Board, at: number) => board.load[at]! / board.target[at]!;

/** Takes work off the pair-days that carry more than their share: a task goes elsewhere, or changes places with a shorter one. */
export function even(board: Board): void {
	const full = [...board.load.keys()]
		.filter(at => over(board, at) > tolerance)
		.sort((a, b) => over(board, b) - over(board, a) || a - b);
	let left = mostSwaps;
	for (const at of full) {
		for (; left > 0 && over(board, at) > tolerance; left--) {
			const swap = bestSwap(board, at);
			if (!swap) break;
			carryOut(board, at, swap);
		}
	}
}

function carryOut(board: Board, at: number, {goal, task, back}: Swap): void {
	take(board, task);
	if (back) take(board, back);
	put(board, task, goal);
	if (back) put(board, back, at);
}

function bestSwap(board: Board, at: number): Swap | null {
	let best: Swap | null = null;
	let lowest = over(board, at) - 0.01;
	for (const task of board.tasks[at]!) {
		if (task.hold !== 'free' || dayOf(board, at) > task.to) continue;
		for (const pair of board.able[task.area]!) {
			for (let day = task.from; day <= task.to; day++) {
				const goal = pair * board.days.length + day;
				if (goal === at || over(board, goal) > 1 || !isFree(board, goal)) continue;
				const found = swapWith(board, at, task, goal, lowest);
				if (found) {
					best = found;
					lowest = found.peak;
				}
			}
		}
	}
	return best;
}

/** What moving a task there, alone or against one that is shorter, leaves as the higher of the two loads; null when not below `limit`. */
function swapWith(board: Board, at: number, task: Task, goal: number, limit: number): Swap | null {
	const from = board.load[at]! - freed(board, task);
	const to = board.load[goal]! + added(board, task, goal);
	let best: Swap | null = null;
	const look = (back: Task | null, here: number, there: number) => {
		const peak = Math.max(here / board.target[at]!, there / board.target[goal]!);
		if (peak < (best?.peak ?? limit) && here <= board.capacity[at]! && there <= board.capacity[goal]!)
			best = {goal, task, back, peak};
	};
	look(null, from, to);
	const here = dayOf(board, at);
	const pair = Math.floor(at / board.days.length);
	for (const other of board.tasks[goal]!) {
		if (other.hold !== 'free' || other.site === task.site || here < other.from || here > other.to) continue;
		if (!board.able[other.area]!.includes(pair)) continue;
		look(other, from + added(board, other, at), to - freed(board, other));
	}
	return best;
}
