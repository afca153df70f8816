import {added, type Board, dayOf, freed, isFree, nowhere, put, room, type Task, take, takes} from './board.ts';
import {makeRoom} from './chain.ts';
import {bestPlace, firstLatePlace} from './place.ts';

/** Puts a task inside its window, moving others inside theirs if need be; false when there is no way. */
export function placeInTime(board: Board, task: Task): boolean {
	if (task.from > task.to) return false;
	const at = bestPlace(board, task);
	if (at === nowhere) return makeRoom(board, task);
	put(board, task, at);
	return true;
}

type Exchange = {at: number; out: Task[]; loss: number};

/** What would have to leave a pair-day so that a task has room, the lightest first; null when even that weighs as much. */
function exchangeAt(board: Board, task: Task, at: number): Exchange | null {
	if (!isFree(board, at) || board.capacity[at]! < added(board, task, at)) return null;
	let lacking = added(board, task, at) - room(board, at);
	const out: Task[] = [];
	let loss = 0;
	const movable = board.tasks[at]!.filter(({hold, site}) => hold !== 'frozen' && site !== task.site);
	for (const other of movable.sort((a, b) => a.weight / freed(board, a) - b.weight / freed(board, b))) {
		if (lacking <= 1e-9) break;
		out.push(other);
		loss += other.weight;
		lacking -= freed(board, other);
	}
	return lacking <= 1e-9 && loss < task.weight ? {at, out, loss} : null;
}

/** Lets a heavier late task take the place of lighter ones; those look for another place, and may be late in its stead. */
export function exchange(board: Board, task: Task): Task[] | null {
	let best: Exchange | null = null;
	for (const pair of board.able[task.area]!) {
		for (let day = task.from; day <= task.to; day++) {
			const found = exchangeAt(board, task, pair * board.days.length + day);
			if (found && (!best || found.loss < best.loss)) best = found;
		}
	}
	if (!best) return null;
	for (const other of best.out) take(board, other);
	put(board, task, best.at);
	// Room was made elsewhere than by a search: what failed before may succeed now.
	board.spent.fill(Number.POSITIVE_INFINITY);
	return best.out.filter(other => !placeInTime(board, other));
}

const byWeight = (a: Task, b: Task) => b.weight - a.weight || a.to - b.to || a.slots[0]! - b.slots[0]!;

/** Leaves what cannot be in time where it was before, gives the rest the earliest day that is left, the heaviest first. */
export function placeLate(board: Board, tasks: readonly Task[], before: ReadonlyMap<number, number>): void {
	const order = [...tasks].sort(byWeight);
	for (const task of order) {
		const had = task.slots.length === 1 ? before.get(task.slots[0]!) : undefined;
		if (
			had === undefined ||
			had === nowhere ||
			dayOf(board, had) < task.from ||
			dayOf(board, had) > task.until ||
			!takes(board, task, had)
		)
			continue;
		put(board, task, had);
		task.hold = 'kept';
	}
	for (const task of order) {
		const at = task.at === nowhere ? firstLatePlace(board, task) : nowhere;
		if (at !== nowhere) put(board, task, at);
	}
}

/** Moves late tasks to an earlier day where there is one by now; nothing moves for a day that is as late. */
export function hasten(board: Board, tasks: readonly Task[]): void {
	for (let moved = true; moved; ) {
		moved = false;
		for (const task of tasks
			.filter(({at, to, hold}) => hold !== 'frozen' && at !== nowhere && dayOf(board, at) > to)
			.sort(byWeight)) {
			const {at} = task;
			take(board, task);
			const found = firstLatePlace(board, task);
			const isEarlier = found !== nowhere && dayOf(board, found) < dayOf(board, at);
			put(board, task, isEarlier ? found : at);
			moved ||= isEarlier;
		}
	}
}
