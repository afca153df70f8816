import {type Hold, nowhere, type Task} from './board.ts';

/** What the grouping needs of a slot: its place in the list, and the workdays of its window and of its grace. */
export type Piece = {slot: number; from: number; to: number; until: number; minutes: number; weight: number};

export type Group = {pieces: Piece[]; stab: number; from: number; to: number; minutes: number};

const width = (group: Group, piece: Piece) => Math.min(group.to, piece.to) - Math.max(group.from, piece.from);

const join = (group: Group, piece: Piece): void => {
	group.pieces.push(piece);
	group.from = Math.max(group.from, piece.from);
	group.to = Math.min(group.to, piece.to);
	group.minutes += piece.minutes;
};

const start = (piece: Piece): Group => ({
	pieces: [piece],
	stab: piece.to,
	from: piece.from,
	to: piece.to,
	minutes: piece.minutes,
});

/** The fewest moments that meet every window: each at the end of the first window that is still unmet. */
export function stabs(pieces: ReadonlyArray<Pick<Piece, 'from' | 'to'>>): number[] {
	const found: number[] = [];
	for (const {from, to} of [...pieces].sort((a, b) => a.to - b.to)) {
		const last = found.at(-1);
		if (last === undefined || from > last) found.push(to);
	}
	return found;
}

/** Groups a site's windows into as few visits as meet them all, none longer than `most` minutes, each with as many days to choose from as can be. */
export function groups(pieces: readonly Piece[], most: number): Group[] {
	const byEnd = [...pieces].sort((a, b) => a.to - b.to || a.from - b.from || a.slot - b.slot);
	const made: Group[] = [];
	const rest: Piece[] = [];
	for (const piece of byEnd) {
		const last = made.at(-1);
		if (!last || piece.from > last.stab) made.push(start(piece));
		else rest.push(piece);
	}
	// The narrow ones choose first; each goes where it narrows the visit least.
	for (const piece of rest.sort((a, b) => a.to - a.from - (b.to - b.from) || a.slot - b.slot)) {
		let best: Group | undefined;
		for (const group of made) {
			if (piece.from > group.stab || piece.to < group.stab || group.minutes + piece.minutes > most) continue;
			if (!best || loss(group, piece) < loss(best, piece)) best = group;
		}
		if (best) join(best, piece);
		else made.push(start(piece));
	}
	return made;
}

const loss = (group: Group, piece: Piece) => group.to - group.from - width(group, piece);

/** A group as a task of its site. */
export const taskOf = (
	site: number,
	area: number,
	{pieces, from, to, minutes}: Omit<Group, 'stab'>,
	hold: Hold = 'free',
): Task => ({
	site,
	area,
	minutes,
	weight: pieces.reduce((sum, {weight}) => sum + weight, 0),
	from,
	to,
	until: Math.min(...pieces.map(({until}) => until)),
	slots: pieces.map(({slot}) => slot),
	at: nowhere,
	hold,
});
