import {type Board, dayOf, nowhere, pairOf, put, room, type Task} from './board.ts';
import {areaOf, siteOf, type Table} from './table.ts';
import {groups, type Piece, taskOf} from './visits.ts';

/** One check as a task of its own. */
export const single = (table: Table, piece: Piece): Task =>
	taskOf(siteOf(table, piece.slot), areaOf(table, piece.slot), {...piece, pieces: [piece]});

export const singles = (table: Table, pieces: readonly Piece[]): Task[] => pieces.map(piece => single(table, piece));

/** Adds what falls due to visits that are made anyway. */
export function joinVisits(table: Table, waiting: readonly Piece[]): Map<number, Task> {
	const {board} = table;
	const joined = new Map<number, Task>();
	for (const piece of waiting) {
		const task = single(table, piece);
		let best = nowhere;
		for (const at of board.calls.get(task.site)?.keys() ?? []) {
			const day = dayOf(board, at);
			if (day < piece.from || day > piece.to || room(board, at) < piece.minutes || !isAble(board, task, at)) continue;
			if (best === nowhere || board.load[at]! < board.load[best]! || (board.load[at] === board.load[best] && at < best))
				best = at;
		}
		if (best === nowhere) continue;
		put(board, task, best);
		joined.set(piece.slot, task);
	}
	return joined;
}

const isAble = (board: Board, {area}: Task, at: number): boolean => board.able[area]!.includes(pairOf(board, at));

/** As few visits as meet all windows of each site; what no workday meets stays alone. */
export function visitsOf(table: Table, waiting: readonly Piece[]): Task[] {
	const bySite = new Map<string, Piece[]>();
	for (const piece of waiting) {
		const key = `${siteOf(table, piece.slot)} ${table.board.reach[areaOf(table, piece.slot)]}`;
		const own = bySite.get(key);
		if (own) own.push(piece);
		else bySite.set(key, [piece]);
	}
	return [...bySite.values()].flatMap(pieces => {
		const [site, area] = [siteOf(table, pieces[0]!.slot), areaOf(table, pieces[0]!.slot)];
		const able = pieces.filter(({from, to}) => from <= to);
		const together = groups(able, longestVisit(table.board, area)).map(group => taskOf(site, area, group));
		return [
			...together,
			...singles(
				table,
				pieces.filter(({from, to}) => from > to),
			),
		];
	});
}

/** Minutes on site that a pair can have at most on one visit to an area. */
export function longestVisit(board: Board, area: number): number {
	let most = 0;
	for (const pair of board.able[area]!) {
		for (let day = 0; day < board.days.length; day++) most = Math.max(most, board.capacity[pair * board.days.length + day]!);
	}
	return most - board.visitMinutes;
}
