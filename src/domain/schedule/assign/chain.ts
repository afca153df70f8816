import {added, type Board, freed, isFree, put, room, type Task, take, takes} from './board.ts';

type Step = {at: number; task: Task; before: Step | null};

/** How many pair-days one search may look at: enough for a whole team's quarter. */
const furthest = 4000;

function* placesOf(board: Board, task: Task): Generator<number> {
	for (const pair of board.able[task.area]!) {
		for (let day = task.from; day <= task.to; day++) yield pair * board.days.length + day;
	}
}

/** Carries out a chain from its end: the last task goes where there is room, each one before it takes the place that becomes free. */
function carryOut(board: Board, end: Step, target: number, task: Task): void {
	let goal = target;
	for (let step: Step | null = end; step; step = step.before) {
		const mover = step.task;
		const {at} = mover;
		take(board, mover);
		put(board, mover, goal);
		goal = at;
	}
	put(board, task, goal);
}

/**
 * Makes room for a task inside its window by moving others inside theirs, one after another: an augmenting path. With equal
 * lengths it finds a way whenever there is one, so that no task is late needlessly; true when the task has its place.
 */
export function makeRoom(board: Board, task: Task): boolean {
	const wanted = new Map<number, number>();
	const queue: Array<{at: number; incoming: Task; step: Step | null}> = [];
	const look = (at: number, incoming: Task, step: Step | null): void => {
		const minutes = added(board, incoming, at);
		if (wanted.has(at) || board.spent[at]! <= minutes || board.capacity[at]! < minutes || !isFree(board, at)) return;
		wanted.set(at, minutes);
		queue.push({at, incoming, step});
	};
	for (const at of placesOf(board, task)) look(at, task, null);
	for (let head = 0; head < queue.length && head < furthest; head++) {
		const {at, incoming, step} = queue[head]!;
		const lacking = added(board, incoming, at) - room(board, at);
		for (const mover of board.tasks[at]!) {
			if (mover.hold === 'frozen' || mover.site === incoming.site || freed(board, mover) < lacking - 1e-9) continue;
			const next: Step = {at, task: mover, before: step};
			for (const goal of placesOf(board, mover)) {
				if (goal === at || wanted.has(goal)) continue;
				if (takes(board, mover, goal)) {
					carryOut(board, next, goal, task);
					return true;
				}
				look(goal, mover, next);
			}
		}
	}
	if (queue.length <= furthest) for (const [at, minutes] of wanted) board.spent[at] = Math.min(board.spent[at]!, minutes);
	return false;
}
