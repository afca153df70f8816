import {type Board, dayOf, nowhere, put, type Task, take} from './assign/board.ts';
import {even} from './assign/even.ts';
import {exchange, hasten, placeInTime, placeLate} from './assign/late.ts';
import {level} from './assign/level.ts';
import {bestPlace, bestVisit, settle} from './assign/place.ts';
import {mostToSearch, search} from './assign/search.ts';
import {stand} from './assign/stand.ts';
import {assignmentsOf, placeNamed, type Table, tableOf} from './assign/table.ts';
import {joinVisits, singles, visitsOf} from './assign/tasks.ts';
import {type Assignment, compare, type Workload} from './assign/workload.ts';

export type {AssignableSlot, Assignment, Pair, Workload} from './assign/workload.ts';
export type Assigned = {assignments: Assignment[]; late: string[]};

const passes = 2;
const mostRuns = 8;
/** Attempts to give a late check the room of lighter ones; each looks at every place in its window. */
const mostExchanges = 1000;
/** More pair-days than this are not searched. */
const mostPlacesToSearch = 400;

/**
 * Gives each slot a day and a pair, the same for the same input in any order. Least first: Σ weight of late slots, Σ weight ×
 * workdays late, visits, pairs too often in a row at a site, metres walked, unevenness of load. A slot without a place is
 * late; a late one may have a place after its due day. What stands stays unless something would be late otherwise.
 */
export function assign(work: Workload): Assigned {
	let found = assignOnce(work);
	// A second look at its own result may still find time for something late; when it does not, a later run will not either.
	for (let run = 1; run < mostRuns && found.late.length > 0; run++) {
		const again = assignOnce({...work, previous: found.assignments});
		if (JSON.stringify(again) === JSON.stringify(found)) break;
		found = again;
	}
	return found;
}

function assignOnce(work: Workload): Assigned {
	const {frozen = [], previous = []} = work;
	const table = tableOf(work);
	const taken = new Set<number>();
	const standing = [...stand(table, frozen, 'frozen', taken), ...stand(table, previous, 'kept', taken)];
	const waiting = table.pieces.filter(({slot}) => !taken.has(slot));
	const isSmall = waiting.length <= mostToSearch && table.board.load.length <= mostPlacesToSearch;
	const joined = joinVisits(table, waiting);
	const rest = waiting.filter(({slot}) => !joined.has(slot));
	const tasks = isSmall ? placeAll(table, singles(table, rest)) : placeLevel(table, visitsOf(table, rest));
	const all = [...standing, ...joined.values(), ...tasks];
	placeLate(table.board, regain(table.board, tasks), earlierPlaces(table, previous));
	if (isSmall) search(table.board, all);
	else {
		settle(table.board, tasks, passes);
		even(table.board);
	}
	hasten(table.board, all);
	return answer(table, all, frozen);
}

/** Places tasks on the days that level the load, long ones first; when that leaves something out, by weight instead. */
function placeLevel(table: Table, tasks: Task[]): Task[] {
	const {board} = table;
	const days = level(table, tasks);
	const order = [...tasks.keys()].sort(
		(a, b) => tasks[b]!.minutes - tasks[a]!.minutes || tasks[a]!.slots[0]! - tasks[b]!.slots[0]!,
	);
	for (const i of order) {
		const task = tasks[i]!;
		let found = bestVisit(board, task);
		if (found === nowhere && days[i] !== nowhere) found = bestPlace(board, task, days[i], days[i]);
		if (found === nowhere) found = bestPlace(board, task);
		if (found === nowhere) {
			for (const each of tasks) if (each.at !== nowhere) take(board, each);
			return placeAll(table, tasks);
		}
		put(board, task, found);
	}
	return tasks;
}

const density = (board: Board, {weight, minutes}: Task) => weight / (minutes + board.visitMinutes);

/** Places tasks by what they weigh for their time, narrow windows first; a visit that finds no room is parted into its checks. */
function placeAll(table: Table, tasks: readonly Task[]): Task[] {
	const {board} = table;
	const order = [...tasks].sort(
		(a, b) =>
			density(board, b) - density(board, a) ||
			a.to - a.from - (b.to - b.from) ||
			b.minutes - a.minutes ||
			a.slots[0]! - b.slots[0]!,
	);
	return order.flatMap(task => {
		if (placeInTime(board, task) || task.slots.length === 1) return [task];
		return placeAll(
			table,
			singles(
				table,
				task.slots.map(slot => table.pieces[slot]!),
			),
		);
	});
}

/** Gives late tasks the room of lighter ones where that helps; returns all that stay late. */
function regain(board: Board, tasks: readonly Task[]): Task[] {
	const late: Task[] = [];
	const queue = tasks.filter(({at}) => at === nowhere).sort((a, b) => b.weight - a.weight || a.slots[0]! - b.slots[0]!);
	// Nothing that is placed weighs less for its time than the lightest: most of what is late need not even look.
	const least = Math.min(...board.tasks.map(list => Math.min(...list.map(task => density(board, task)))));
	let exchanges = 0;
	for (let head = 0; head < queue.length; head++) {
		const next = queue[head]!;
		const mayWin = next.from <= next.to && exchanges < mostExchanges && next.weight / next.minutes > least;
		const evicted = mayWin ? exchange(board, next) : null;
		if (evicted) queue.push(...evicted);
		else late.push(next);
		if (mayWin) exchanges++;
	}
	return late;
}

const earlierPlaces = (table: Table, previous: readonly Assignment[]): Map<number, number> =>
	new Map(previous.map(each => [table.index.get(each.slotId) ?? nowhere, placeNamed(table, each)]));

function answer(table: Table, tasks: readonly Task[], frozen: readonly Assignment[]): Assigned {
	const {board, pieces, slots} = table;
	const late = tasks.flatMap(({at, slots: own}) =>
		own.filter(slot => at === nowhere || dayOf(board, at) > pieces[slot]!.to).map(slot => slots[slot]!.id),
	);
	// Frozen for a pair or a day that is not on the board: said again as it was said.
	const outside = frozen.filter(each => table.index.has(each.slotId) && placeNamed(table, each) === nowhere);
	return {assignments: [...assignmentsOf(table, tasks), ...outside], late: late.sort(compare)};
}
