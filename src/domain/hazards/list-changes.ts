import type {Day, Instant} from '../days.ts';
import type {Cell} from './table.ts';

/** How a row stands at a cut-off: open, or how it ended since the issue before. */
export const standings = ['open', 'closed', 'void', 'merged', 'repealed'] as const;
export type Standing = (typeof standings)[number];

/** What a frozen row is compared by, beside its cells. */
export type Marks = {
	standing: Standing;
	registeredAt: Instant;
	/** Of a hazard. */
	grade?: number;
	extendedTo?: Day | null;
	transfers?: number;
	/** Of a measure. */
	progress?: string;
	/** What takes the place of names with telephones for those who may not see them. */
	contact?: {masked: string; none: string};
};
/** One row of an issue: cells without the running number; the hash is of `{id, version, cells}` as canonical JSON. */
export type FrozenRow = {id: string; number: string; version: number; cells: Cell[]; marks: Marks; sha256: string};

/** What the hash of a row covers: canonical JSON of `{cells, id, version}`, written in that order. */
export const contentOfRow = ({id, version, cells}: Pick<FrozenRow, 'id' | 'version' | 'cells'>): string =>
	JSON.stringify({cells, id, version});

export const changeNames = {
	added: '新增',
	'relocated-in': '迁入',
	closed: '销号',
	void: '作废',
	merged: '合并',
	repealed: '废止',
	'relocated-out': '迁出',
	extended: '延期',
	upgraded: '升级',
	downgraded: '降级',
	transferred: '移送',
	progressed: '进展',
	other: '其他变更',
} as const;
export type ChangeKind = keyof typeof changeNames;
export const changeKinds = Object.keys(changeNames) as ChangeKind[];
const entries: readonly ChangeKind[] = ['added', 'relocated-in'];
const exits: readonly ChangeKind[] = ['closed', 'void', 'merged', 'repealed', 'relocated-out'];

/** `after` is null for a row that left the scope; `before` for one that was not open in the issue before. */
export type Change = {id: string; number: string; kinds: ChangeKind[]; before: FrozenRow | null; after: FrozenRow | null};

const openRows = (rows: readonly FrozenRow[]) => rows.filter(({marks}) => marks.standing === 'open');

/**
 * What happened between two issues, row by row. Rows that had ended in the one before have been reported there and are no
 * part of it. `since` is the cut-off of the one before, null for a first issue: all its rows are new.
 */
export function changesBetween(before: readonly FrozenRow[], after: readonly FrozenRow[], since: Instant | null): Change[] {
	const was = new Map(openRows(before).map(row => [row.id, row]));
	const is = new Set(after.map(({id}) => id));
	const here = after.flatMap(row => {
		const old = was.get(row.id);
		if (old && old.version === row.version && old.sha256 === row.sha256) return [];
		const kinds = old ? changed(old.marks, row.marks) : entered(row.marks, since);
		return [{id: row.id, number: row.number, kinds, before: old ?? null, after: row}];
	});
	const gone = [...was.values()].filter(({id}) => !is.has(id));
	return [
		...here,
		...gone.map(row => ({
			id: row.id,
			number: row.number,
			kinds: [isMeasure(row.marks) ? 'void' : 'relocated-out'] as ChangeKind[],
			before: row,
			after: null,
		})),
	];
}

const isMeasure = ({progress}: Marks) => progress !== undefined;
const ended = ({standing}: Marks): ChangeKind[] => (standing === 'open' ? [] : [standing]);

function entered(marks: Marks, since: Instant | null): ChangeKind[] {
	const isNew = since === null || marks.registeredAt > since || isMeasure(marks);
	return [isNew ? 'added' : 'relocated-in', ...ended(marks)];
}

function changed(old: Marks, now: Marks): ChangeKind[] {
	const kinds = ended(now);
	if (now.extendedTo && now.extendedTo !== old.extendedTo) kinds.push('extended');
	if ((now.grade ?? 0) > (old.grade ?? 0)) kinds.push('upgraded');
	if ((now.grade ?? 0) < (old.grade ?? 0)) kinds.push('downgraded');
	if ((now.transfers ?? 0) > (old.transfers ?? 0)) kinds.push('transferred');
	if (now.standing === 'open' && now.progress !== old.progress) kinds.push('progressed');
	return kinds.length > 0 ? kinds : ['other'];
}

/** The rows of the later issue, made from the one before and the changes alone; order is left to the list. */
export function replay(before: readonly FrozenRow[], changes: readonly Change[]): FrozenRow[] {
	const rows = new Map(openRows(before).map(row => [row.id, row]));
	for (const {id, after} of changes) {
		if (after) rows.set(id, after);
		else rows.delete(id);
	}
	return [...rows.values()];
}

/** opening + entered − left = closing (rules §1.10); `counts` has every kind that occurs, a row may count under several. */
export type Balance = {
	opening: number;
	entered: number;
	left: number;
	closing: number;
	counts: Partial<Record<ChangeKind, number>>;
};

export function balanceOf(
	before: readonly FrozenRow[],
	after: readonly FrozenRow[],
	changes: ReadonlyArray<Pick<Change, 'kinds'>>,
): Balance {
	const counts: Balance['counts'] = {};
	for (const kind of changes.flatMap(({kinds}) => kinds)) counts[kind] = (counts[kind] ?? 0) + 1;
	const sum = (kinds: readonly ChangeKind[]) => kinds.reduce((total, kind) => total + (counts[kind] ?? 0), 0);
	return {opening: openRows(before).length, entered: sum(entries), left: sum(exits), closing: openRows(after).length, counts};
}

/** 上期在册12条，新增3条，销号2条；本期在册13条。另有延期1条。 */
export function balanceSentence({opening, closing, counts}: Balance): string {
	const said = (kinds: readonly ChangeKind[]) =>
		kinds.filter(kind => counts[kind]).map(kind => `${changeNames[kind]}${counts[kind]}条`);
	const others = said(changeKinds.filter(kind => !entries.includes(kind) && !exits.includes(kind)));
	const moved = [`上期在册${opening}条`, ...said([...entries, ...exits])].join('，');
	return `${moved}；本期在册${closing}条。${others.length > 0 ? `其中${others.join('，')}。` : ''}`;
}

export type Difference = {column: string; before: Cell; after: Cell};

/** The cells in which two pictures of a row differ; `titles` are those of the cells. */
export const differencesOf = (titles: readonly string[], {before, after}: Pick<Change, 'before' | 'after'>): Difference[] =>
	before && after
		? titles.flatMap((column, i) =>
				before.cells[i] === after.cells[i] ? [] : [{column, before: before.cells[i] ?? '', after: after.cells[i] ?? ''}],
			)
		: [];
