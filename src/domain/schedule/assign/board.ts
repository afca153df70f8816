import type {Day} from '../../days.ts';
import {compare, sharing, type Workload} from './workload.ts';

/** Slots of one site that are done together; `from` and `to` are places in the list of workdays, `from > to` when none fits. */
export type Task = {
	site: number;
	area: number;
	minutes: number;
	weight: number;
	from: number;
	to: number;
	/** The last day on which it may be late. */
	until: number;
	slots: number[];
	/** The pair-day it has, or nowhere. */
	at: number;
	hold: Hold;
};
/** A frozen task never moves; one kept from the earlier plan moves only so that something less is late. */
export type Hold = 'free' | 'kept' | 'frozen';
export const nowhere = -1;

/** Every pair on every workday with what it has; a pair-day is `pair × days + day`. */
export type Board = {
	days: readonly Day[];
	pairs: number;
	visitMinutes: number;
	capacity: Float64Array;
	load: Float64Array;
	/** The load at which a pair-day is as full as the others; its capacity until they are levelled. */
	target: Float64Array;
	tasks: Task[][];
	/** Tasks per site on each pair-day. */
	visits: Map<number, number>[];
	x: Float64Array;
	y: Float64Array;
	/** Pairs that may go to an area. */
	able: number[][];
	/** Areas with the same pairs have the same number here: their checks can share a visit. */
	reach: number[];
	rivals: number[][];
	areaIds: Map<string, number>;
	siteIds: Map<string, number>;
	pairIds: Map<string, number>;
	/** Visits per site in order of days, for who was there last. */
	calls: Map<number, Map<number, number>>;
	inRow: number;
	/** The least room that a search failed to make on a pair-day: to look for as much again is in vain. */
	spent: Float64Array;
};

const indexed = (ids: Iterable<string>): Map<string, number> => new Map([...new Set(ids)].sort(compare).map((id, i) => [id, i]));

export function emptyBoard({slots, pairs: given, workdays, visitMinutes, inRow = 3}: Workload): Board {
	const days = [...new Set(workdays)].sort(compare);
	const pairs = [...given].sort((a, b) => compare(a.id, b.id));
	const siteIds = indexed(slots.map(({siteId}) => siteId));
	const areaIds = indexed(slots.map(({areaId}) => areaId));
	const size = pairs.length * days.length;
	const capacity = new Float64Array(size);
	for (const [p, {minutesPerDay, off}] of pairs.entries()) {
		const away = new Set(off);
		for (const [d, day] of days.entries()) capacity[p * days.length + d] = away.has(day) ? 0 : minutesPerDay;
	}
	const x = new Float64Array(siteIds.size);
	const y = new Float64Array(siteIds.size);
	for (const slot of slots) {
		x[siteIds.get(slot.siteId)!] = slot.x;
		y[siteIds.get(slot.siteId)!] = slot.y;
	}
	const able: number[][] = [...areaIds.keys()].map(area =>
		pairs.flatMap(({areas}, p) => (areas === null || areas.includes(area) ? [p] : [])),
	);
	return {
		days,
		pairs: pairs.length,
		visitMinutes,
		capacity,
		load: new Float64Array(size),
		target: capacity.slice(),
		tasks: Array.from({length: size}, () => []),
		visits: Array.from({length: size}, () => new Map()),
		x,
		y,
		able,
		reach: alike(able),
		rivals: sharing(pairs),
		areaIds,
		siteIds,
		pairIds: new Map(pairs.map(({id}, i) => [id, i])),
		calls: new Map(),
		inRow,
		spent: new Float64Array(size).fill(Number.POSITIVE_INFINITY),
	};
}

const alike = (lists: readonly number[][]): number[] => {
	const known = new Map<string, number>();
	return lists.map(list => {
		const key = list.join();
		if (!known.has(key)) known.set(key, known.size);
		return known.get(key)!;
	});
};

export const dayOf = (board: Board, at: number): number => at % board.days.length;
export const pairOf = (board: Board, at: number): number => Math.floor(at / board.days.length);

/** Minutes that a task adds to a pair-day: the way to the site counts once. */
export const added = (board: Board, task: Task, at: number): number =>
	task.minutes + (board.visits[at]!.has(task.site) ? 0 : board.visitMinutes);

/** Minutes that a pair-day gets back when a task leaves it. */
export const freed = (board: Board, task: Task): number =>
	task.minutes + (board.visits[task.at]!.get(task.site) === 1 ? board.visitMinutes : 0);

export const room = (board: Board, at: number): number => board.capacity[at]! - board.load[at]!;

/** Nobody goes out twice on one day: a rival pair with a person in common is at home. */
export function isFree(board: Board, at: number): boolean {
	if (board.capacity[at] === 0) return false;
	const day = dayOf(board, at);
	for (const rival of board.rivals[pairOf(board, at)]!) {
		if (board.tasks[rival * board.days.length + day]!.length > 0) return false;
	}
	return true;
}

export const takes = (board: Board, task: Task, at: number): boolean =>
	room(board, at) >= added(board, task, at) - 1e-9 && isFree(board, at);

export function put(board: Board, task: Task, at: number): void {
	board.load[at] = board.load[at]! + added(board, task, at);
	board.tasks[at]!.push(task);
	const count = board.visits[at]!.get(task.site) ?? 0;
	board.visits[at]!.set(task.site, count + 1);
	if (count === 0) call(board, task.site, at, 1);
	task.at = at;
}

export function take(board: Board, task: Task): void {
	const {at} = task;
	board.load[at] = board.load[at]! - freed(board, task);
	const tasks = board.tasks[at]!;
	tasks.splice(tasks.indexOf(task), 1);
	const count = board.visits[at]!.get(task.site)!;
	if (count > 1) board.visits[at]!.set(task.site, count - 1);
	else {
		board.visits[at]!.delete(task.site);
		call(board, task.site, at, -1);
	}
	task.at = nowhere;
}

function call(board: Board, site: number, at: number, change: 1 | -1): void {
	const calls = board.calls.get(site) ?? new Map<number, number>();
	board.calls.set(site, calls);
	if (change === 1) calls.set(at, 1);
	else calls.delete(at);
}

/** Whether one more visit by this pair would make more in a row at the site than are wanted. */
export function isTooOften(board: Board, site: number, at: number): boolean {
	const calls = board.calls.get(site);
	if (!calls || calls.size < board.inRow) return false;
	const pair = pairOf(board, at);
	const around = [...new Set([...calls.keys(), at])].sort((a, b) => dayOf(board, a) - dayOf(board, b) || a - b);
	const here = around.indexOf(at);
	let run = 1;
	for (let i = here - 1; i >= 0 && pairOf(board, around[i]!) === pair; i--) run++;
	for (let i = here + 1; i < around.length && pairOf(board, around[i]!) === pair; i++) run++;
	return run > board.inRow;
}
