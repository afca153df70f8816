import {type Board, dayOf, isTooOften, nowhere, put, room, type Task, take, takes} from './board.ts';

/** How much a kilometre counts beside the load; filling an empty pair-day to its share counts one. */
const perKilometre = 1;
const newVisit = 100;
const tooOften = 10;

/** Kilometres from a site to the nearest one of a pair-day; none when it is the first. */
export function detour(board: Board, site: number, at: number): number {
	let nearest = Number.POSITIVE_INFINITY;
	for (const other of board.visits[at]!.keys()) {
		const distance = Math.hypot(board.x[site]! - board.x[other]!, board.y[site]! - board.y[other]!);
		if (distance < nearest) nearest = distance;
	}
	return nearest === Number.POSITIVE_INFINITY ? 0 : nearest / 1000;
}

// Nearly flat below the target and steep above it: ways count while there is room, the load where there is none.
const steepness = (load: number): number => load ** 8;

/** What a place costs: a visit more first, then a pair too often at a site, then load and way together. */
function priceBelow(board: Board, task: Task, at: number, limit: number): number {
	const isNew = !board.visits[at]!.has(task.site);
	const minutes = task.minutes + (isNew ? board.visitMinutes : 0);
	const load = board.load[at]! / board.target[at]!;
	let price = (isNew ? newVisit : 0) + steepness(load + minutes / board.target[at]!) - steepness(load);
	if (price >= limit) return price;
	if (isNew) {
		price += perKilometre * detour(board, task.site, at);
		if (price < limit && isTooOften(board, task.site, at)) price += tooOften;
	}
	return price;
}

/** The best pair-day among the days `from` to `to`, or nowhere. */
export function bestPlace(board: Board, task: Task, from = task.from, to = task.to): number {
	let best = nowhere;
	let lowest = Number.POSITIVE_INFINITY;
	for (const pair of board.able[task.area]!) {
		for (let at = pair * board.days.length + from, last = pair * board.days.length + to; at <= last; at++) {
			if (room(board, at) < task.minutes || !takes(board, task, at)) continue;
			const price = priceBelow(board, task, at, lowest - 1e-9);
			if (price < lowest - 1e-9) {
				lowest = price;
				best = at;
			}
		}
	}
	return best;
}

/** Moves every free task to the best place there is now, a few times over; load evens out and ways shorten. */
export function settle(board: Board, tasks: readonly Task[], passes: number): void {
	for (let pass = 0; pass < passes; pass++) {
		let moved = 0;
		for (const task of tasks) {
			if (task.hold !== 'free' || task.at === nowhere || dayOf(board, task.at) > task.to) continue;
			const {at} = task;
			take(board, task);
			const better = bestPlace(board, task);
			if (better !== at) moved++;
			put(board, task, better === nowhere ? at : better);
		}
		if (moved === 0) return;
	}
}

/** The earliest day after its window on which someone has time. */
export function firstLatePlace(board: Board, task: Task): number {
	for (let day = Math.max(task.from, task.to + 1); day < board.days.length; day++) {
		const at = bestPlace(board, task, day, day);
		if (at !== nowhere) return at;
	}
	return nowhere;
}
