import {type Board, dayOf, isFree, isTooOften, nowhere, pairOf, put, room, type Task, take} from './board.ts';

/** How much a kilometre counts beside the load; filling an empty pair-day to its share counts one. */
const perKilometre = 1;
const tooOften = 10;

/** Kilometres from a site to the nearest one of a pair-day; none when it is the first. */
export function detour({tasks, x, y}: Board, site: number, at: number): number {
	let nearest = Number.POSITIVE_INFINITY;
	for (const other of tasks[at]!) {
		const [dx, dy] = [x[site]! - x[other.site]!, y[site]! - y[other.site]!];
		const square = dx * dx + dy * dy;
		if (square < nearest) nearest = square;
	}
	return nearest === Number.POSITIVE_INFINITY ? 0 : Math.sqrt(nearest) / 1000;
}

// The eighth power, nearly flat below the target and steep above it: ways count while there is room, the load where there is none.
function steepness(load: number): number {
	const square = load * load;
	const fourth = square * square;
	return fourth * fourth;
}

/** What more minutes cost a pair-day, by its share. */
function strain(board: Board, at: number, minutes: number): number {
	const target = board.target[at]!;
	const load = board.load[at]!;
	return steepness((load + minutes) / target) - steepness(load / target);
}

const epsilon = 1e-9;

/** Of the visits of its site that are made anyway, the one with most to spare; nowhere when none suits. */
export function bestVisit(board: Board, task: Task, from = task.from, to = task.to): number {
	let best = nowhere;
	let lowest = Number.POSITIVE_INFINITY;
	for (const at of board.calls.get(task.site)?.keys() ?? []) {
		const day = dayOf(board, at);
		if (day < from || day > to || room(board, at) < task.minutes - epsilon) continue;
		if (!board.able[task.area]!.includes(pairOf(board, at))) continue;
		const price = strain(board, at, task.minutes);
		if (price < lowest - epsilon || (price < lowest + epsilon && at < best)) [best, lowest] = [at, price];
	}
	return best;
}

/** The best pair-day among the days `from` to `to`, or nowhere: a visit made anyway, then load and way together, a pair too often at the site last. */
export function bestPlace(board: Board, task: Task, from = task.from, to = task.to): number {
	const visit = bestVisit(board, task, from, to);
	if (visit !== nowhere) return visit;
	const {capacity, load, days, rivals} = board;
	const minutes = task.minutes + board.visitMinutes;
	let best = nowhere;
	let lowest = Number.POSITIVE_INFINITY;
	for (const pair of board.able[task.area]!) {
		const mayClash = rivals[pair]!.length > 0;
		for (let at = pair * days.length + from, last = pair * days.length + to; at <= last; at++) {
			if (capacity[at]! - load[at]! < minutes - epsilon || (mayClash && !isFree(board, at))) continue;
			let price = strain(board, at, minutes);
			if (price >= lowest - epsilon) continue;
			price += perKilometre * detour(board, task.site, at);
			if (price >= lowest - epsilon) continue;
			if (isTooOften(board, task.site, at)) price += tooOften;
			if (price < lowest - epsilon) [best, lowest] = [at, price];
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

/** The earliest day after its window, while a visit still helps, on which someone has time. */
export function firstLatePlace(board: Board, task: Task): number {
	for (let day = Math.max(task.from, task.to + 1); day <= task.until; day++) {
		const at = bestPlace(board, task, day, day);
		if (at !== nowhere) return at;
	}
	return nowhere;
}
