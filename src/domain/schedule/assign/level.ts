import {type Board, nowhere, type Task} from './board.ts';
import type {Table} from './table.ts';
import {longestVisit} from './tasks.ts';

const passes = 12;
/** A check changes its visit for at least this many minutes per pair less. */
const gain = 0.5;

/** Pairs that serve the same areas bear a load together. */
type Pools = {ofArea: readonly number[]; pairs: number[][]; overlap: number[][]};

function poolsOf({able, reach}: Board): Pools {
	const pairs: number[][] = [];
	for (const [area, list] of able.entries()) pairs[reach[area]!] = list;
	// How much of one pool's load falls on the pairs of another, when each pool spreads it evenly.
	const overlap = pairs.map(own =>
		pairs.map(other => {
			const common = own.filter(pair => other.includes(pair)).length;
			return own.length === 0 ? 0 : common / (own.length * Math.max(1, other.length));
		}),
	);
	return {ofArea: reach, pairs, overlap};
}

/** The load as whole teams see it while days are chosen. */
type Scale = {pools: Pools; staff: number[][]; loads: number[][]};

/** Minutes per pair of a pool on a day, what other pools ask of the same people counted in; endless when nobody is there. */
function loadOn({pools, staff, loads}: Scale, pool: number, day: number): number {
	let load = 0;
	for (const [other, list] of loads.entries()) load += pools.overlap[pool]![other]! * list[day]!;
	return staff[pool]![day] ? load / staff[pool]![day]! : Number.POSITIVE_INFINITY;
}

/**
 * The day of each task that spreads the load most evenly over the days, seen by whole teams; nowhere for a task without a day.
 * Checks move between the visits of a site where that helps. Sets the board's targets to what each pair-day has to carry then.
 */
export function level(table: Table, tasks: readonly Task[]): number[] {
	const {board} = table;
	const {days} = board;
	const pools = poolsOf(board);
	const share = (list: readonly number[], day: number) =>
		list.filter(pair => board.capacity[pair * days.length + day]! > 0).length / Math.max(1, list.length);
	const scale: Scale = {
		pools,
		staff: pools.pairs.map(list => days.map((_, day) => share(list, day))),
		loads: standing(board, pools),
	};
	const chosen = tasks.map(() => nowhere);
	const order = [...tasks.keys()].sort(
		(a, b) => tasks[a]!.to - tasks[a]!.from - (tasks[b]!.to - tasks[b]!.from) || tasks[a]!.slots[0]! - tasks[b]!.slots[0]!,
	);
	const sites = ofOneSite(board, tasks);
	for (let pass = 0; pass < passes; pass++) {
		let moved = 0;
		for (const i of order) moved += chooseDay(board, scale, tasks[i]!, i, chosen);
		for (const own of sites) moved += exchangeChecks(table, scale, tasks, own, chosen);
		if (moved === 0) break;
	}
	setTargets(board, scale);
	return chosen;
}

function chooseDay(board: Board, scale: Scale, task: Task, i: number, chosen: number[]): number {
	const pool = scale.pools.ofArea[task.area]!;
	const loads = scale.loads[pool]!;
	const minutes = task.minutes + board.visitMinutes;
	const before = chosen[i]!;
	if (before !== nowhere) loads[before]! -= minutes;
	let best = before;
	let least = before === nowhere ? Number.POSITIVE_INFINITY : loadOn(scale, pool, before) - 1e-9;
	for (let day = task.from; day <= task.to; day++) {
		const load = loadOn(scale, pool, day);
		if (load < least) [best, least] = [day, load];
	}
	if (best !== nowhere) loads[best]! += minutes;
	chosen[i] = best;
	return best === before ? 0 : 1;
}

/** Tasks of sites that have several, by their places in the list. */
function ofOneSite({reach}: Board, tasks: readonly Task[]): number[][] {
	const sites = new Map<string, number[]>();
	for (const [i, {site, area}] of tasks.entries()) {
		const key = `${site} ${reach[area]}`;
		const own = sites.get(key);
		if (own) own.push(i);
		else sites.set(key, [i]);
	}
	return [...sites.values()].filter(own => own.length > 1);
}

/** A check that may as well be done on another visit of its site goes there when that day has less to do. */
function exchangeChecks(
	table: Table,
	scale: Scale,
	tasks: readonly Task[],
	own: readonly number[],
	chosen: readonly number[],
): number {
	const pool = scale.pools.ofArea[tasks[own[0]!]!.area]!;
	const loads = scale.loads[pool]!;
	const most = longestVisit(table.board, tasks[own[0]!]!.area);
	let moved = 0;
	for (const i of own) {
		for (const slot of [...tasks[i]!.slots]) {
			const piece = table.pieces[slot]!;
			if (tasks[i]!.slots.length === 1) break;
			const goal = own.find(j => {
				const day = chosen[j]!;
				if (j === i || day === nowhere || day < piece.from || day > piece.to) return false;
				if (tasks[j]!.minutes + piece.minutes > most) return false;
				return loadOn(scale, pool, day) < loadOn(scale, pool, chosen[i]!) - gain;
			});
			if (goal === undefined) continue;
			loads[chosen[i]!]! -= piece.minutes;
			loads[chosen[goal]!]! += piece.minutes;
			tasks[goal]!.slots.push(slot);
			tasks[i]!.slots.splice(tasks[i]!.slots.indexOf(slot), 1);
			for (const j of [i, goal]) respan(table, tasks[j]!);
			moved++;
		}
	}
	return moved;
}

/** Works out again what a task is from the checks it has now. */
function respan({pieces}: Table, task: Task): void {
	const own = task.slots.map(slot => pieces[slot]!);
	task.from = Math.max(...own.map(({from}) => from));
	task.to = Math.min(...own.map(({to}) => to));
	task.until = Math.min(...own.map(({until}) => until));
	task.minutes = own.reduce((sum, {minutes}) => sum + minutes, 0);
	task.weight = own.reduce((sum, {weight}) => sum + weight, 0);
}

/** Minutes per pool and day of what stands already. */
function standing({tasks, days, visitMinutes}: Board, pools: Pools): number[][] {
	const loads = pools.pairs.map(() => days.map(() => 0));
	for (const [at, list] of tasks.entries()) {
		for (const {area, minutes} of list) loads[pools.ofArea[area]!]![at % days.length]! += minutes + visitMinutes;
	}
	return loads;
}

const leastTarget = 0.1;

function setTargets(board: Board, {pools: {pairs}, loads, staff}: Scale): void {
	const {days, target, capacity} = board;
	target.fill(0);
	for (const [pool, list] of pairs.entries()) {
		for (const day of days.keys()) {
			const each = loads[pool]![day]! / Math.max(1, list.length * staff[pool]![day]!);
			for (const pair of list) target[pair * days.length + day]! += each;
		}
	}
	for (const at of target.keys()) target[at] = Math.min(capacity[at]!, Math.max(target[at]!, leastTarget * capacity[at]!));
}
