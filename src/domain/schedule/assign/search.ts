import {added, type Board, dayOf, isTooOften, nowhere, put, type Task, take, takes} from './board.ts';
import {routeLength} from './route.ts';

/** Late weight, weight × days late, visits, a pair too often at a site, metres, unevenness: the earlier counts more. */
type Score = [number, number, number, number, number, number];

const mostRounds = 2500;
const roundsEach = 200;
/** Looks at a place in all: on a wide board fewer rounds, so that a daily run stays a matter of milliseconds. */
const mostLooks = 20_000;
/** More than this is not searched but only settled: a search there would take seconds. */
export const mostToSearch = 60;

/** Numbers that look random and are the same in every run. */
function dice(seed: number): (sides: number) => number {
	let state = seed;
	return sides => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return Math.floor((state / 4_294_967_296) * sides);
	};
}

const isBelow = (a: Score, b: Score): boolean => {
	for (let i = 0; i < a.length; i++) {
		if (a[i]! < b[i]! - 1e-6) return true;
		if (a[i]! > b[i]! + 1e-6) return false;
	}
	return false;
};

/** Looks at a small plan again and again: takes a few checks out, puts them back as well as can be, keeps what is no worse. */
export function search(board: Board, tasks: readonly Task[]): void {
	const free = tasks.filter(({hold}) => hold === 'free');
	if (free.length === 0) return;
	const roll = dice(free.length * 7919 + 17);
	const price = pricer(board);
	const known = board.tasks.map((_, at) => price.placeAt(at));
	const rounds = Math.min(mostRounds, roundsEach * free.length, Math.ceil(mostLooks / board.load.length));
	for (let round = 0; round < rounds; round++) {
		const out = pick(board, free, roll);
		const before = out.map(({at}) => at);
		const touched = new Set(before.filter(at => at !== nowhere));
		const late = price.lateness(out);
		for (const task of out) if (task.at !== nowhere) take(board, task);
		for (const task of order(out, roll)) {
			const at = price.bestAt(task);
			if (at !== nowhere) put(board, task, at);
		}
		for (const {at, site} of out) {
			if (at !== nowhere) touched.add(at);
			for (const call of board.calls.get(site)?.keys() ?? []) touched.add(call);
		}
		const now = new Map([...touched].map(at => [at, price.placeAt(at)]));
		const change = sumOf([price.lateness(out), ...now.values()], [late, ...[...touched].map(at => known[at]!)]);
		if (isBelow(nothing, change)) restore(board, out, before);
		else for (const [at, score] of now) known[at] = score;
	}
}

const nothing: Score = [0, 0, 0, 0, 0, 0];

function sumOf(plus: readonly Score[], minus: readonly Score[]): Score {
	const sum: Score = [0, 0, 0, 0, 0, 0];
	for (let i = 0; i < sum.length; i++) {
		for (const score of plus) sum[i]! += score[i]!;
		for (const score of minus) sum[i]! -= score[i]!;
	}
	return sum;
}

function restore(board: Board, tasks: readonly Task[], places: readonly number[]): void {
	for (const task of tasks) if (task.at !== nowhere) take(board, task);
	for (const [i, task] of tasks.entries()) if (places[i] !== nowhere) put(board, task, places[i]!);
}

/** A few checks at random, all of one site, or all of one or two pair-days. */
function pick(_board: Board, free: readonly Task[], roll: (sides: number) => number): Task[] {
	const seed = free[roll(free.length)]!;
	const kind = roll(4);
	if (kind === 0) return free.filter(({site}) => site === seed.site);
	if (kind === 1 && seed.at !== nowhere) {
		const other = free[roll(free.length)]!;
		return free.filter(({at}) => at === seed.at || (at === other.at && at !== nowhere)).slice(0, 8);
	}
	const wanted = 1 + roll(Math.min(5, free.length));
	const chosen = new Set([seed]);
	for (let tries = 0; chosen.size < wanted && tries < 20; tries++) chosen.add(free[roll(free.length)]!);
	return [...chosen];
}

function order(tasks: readonly Task[], roll: (sides: number) => number): Task[] {
	const left = [...tasks];
	if (roll(2) === 0) return left.sort((a, b) => b.weight - a.weight || a.to - b.to || a.slots[0]! - b.slots[0]!);
	const mixed: Task[] = [];
	while (left.length > 0) mixed.push(...left.splice(roll(left.length), 1));
	return mixed;
}

function pricer(board: Board) {
	const lengths = new Map<string, number>();
	const metres = (sites: readonly number[]): number => {
		const [one, two] = sites;
		if (one === undefined || two === undefined) return 0;
		if (sites.length === 2) return Math.hypot(board.x[one]! - board.x[two]!, board.y[one]! - board.y[two]!);
		const ordered = [...sites].sort((a, b) => a - b);
		const key = ordered.join(' ');
		const known = lengths.get(key);
		if (known !== undefined) return known;
		const length = routeLength(ordered, board.x, board.y);
		lengths.set(key, length);
		return length;
	};
	const daysLate = (task: Task, at: number) =>
		at === nowhere ? board.days.length - Math.min(task.to, board.days.length - 1) : Math.max(0, dayOf(board, at) - task.to);

	const bestAt = (task: Task): number => {
		let best = nowhere;
		let lowest: Score = [task.weight, task.weight * daysLate(task, nowhere), 0, 0, 0, 0];
		for (const pair of board.able[task.area]!) {
			for (let day = Math.max(0, task.from); day <= task.until; day++) {
				const at = pair * board.days.length + day;
				if (!takes(board, task, at)) continue;
				const score = scoreAt(task, at);
				if (isBelow(score, lowest)) [best, lowest] = [at, score];
			}
		}
		return best;
	};
	const scoreAt = (task: Task, at: number): Score => {
		const late = daysLate(task, at);
		const sites = [...board.visits[at]!.keys()];
		const isNew = !board.visits[at]!.has(task.site);
		const minutes = added(board, task, at);
		return [
			late > 0 ? task.weight : 0,
			task.weight * late,
			isNew ? 1 : 0,
			isNew && isTooOften(board, task.site, at) ? 1 : 0,
			isNew ? metres([...sites, task.site]) - metres(sites) : 0,
			(2 * board.load[at]! + minutes) * minutes,
		];
	};
	const lateness = (tasks: readonly Task[]): Score => {
		const score: Score = [0, 0, 0, 0, 0, 0];
		for (const task of tasks) {
			const late = daysLate(task, task.at);
			if (late > 0) score[0] += task.weight;
			score[1] += task.weight * late;
		}
		return score;
	};
	/** What a pair-day costs as it stands, lateness aside. */
	const placeAt = (at: number): Score => {
		const sites = [...board.visits[at]!.keys()];
		const often = sites.filter(site => isTooOften(board, site, at)).length;
		return [0, 0, sites.length, often, sites.length > 1 ? metres(sites) : 0, board.load[at]! ** 2];
	};
	return {bestAt, lateness, placeAt};
}
