import type {HazardDates, Standing} from './dates.ts';

/** How the number of open hazards came from one moment to another (rules §1.10): the first five and less the next four make the last. */
export type Balance = {
	opening: number;
	registered: number;
	movedIn: number;
	closed: number;
	void: number;
	merged: number;
	movedOut: number;
	closing: number;
};

export const emptyBalance = (): Balance => ({
	opening: 0,
	registered: 0,
	movedIn: 0,
	closed: 0,
	void: 0,
	merged: 0,
	movedOut: 0,
	closing: 0,
});

/** What the opening and the movements come to; `closing` is counted by itself and must be the same. */
export const expectedClosing = (balance: Balance): number =>
	balance.opening + balance.registered + balance.movedIn - balance.closed - balance.void - balance.merged - balance.movedOut;

export const balanceSplits = ['domain', 'grade', 'community', 'site-kind'] as const;
export type BalanceSplit = (typeof balanceSplits)[number];

/** Where hazards stand on one side of a change: the part of the split, null when outside what is looked at. */
type Side = {key: string | null; standing: Standing};
/** So many hazards that changed alike; `before` is null for a registration. */
export type Change = {before: Side | null; after: Side; count: number};

/** A sheet of balances by part and in all, to be filled. */
export type Sheet = {total: Balance; parts: Map<string, Balance>};
export const emptySheet = (): Sheet => ({total: emptyBalance(), parts: new Map()});

export function add(sheet: Sheet, name: keyof Balance, key: string | null, count: number): void {
	if (key === null) return;
	const part = sheet.parts.get(key) ?? emptyBalance();
	part[name] += count;
	sheet.parts.set(key, part);
}

/** Enters a change under the parts that it leaves and reaches. */
export function enter(sheet: Sheet, {before, after, count}: Change): void {
	if (before && before.standing !== 'open') return;
	const isIn = after.key !== null;
	const wasIn = before !== null && before.key !== null;
	if (!before) {
		add(sheet, 'registered', after.key, count);
		if (isIn) sheet.total.registered += count;
		return;
	}
	if (after.standing !== 'open') {
		// What it was when it ended, not what the end made of it.
		add(sheet, after.standing, before.key, count);
		if (wasIn) sheet.total[after.standing] += count;
		return;
	}
	if (before.key === after.key) return;
	add(sheet, 'movedOut', before.key, count);
	add(sheet, 'movedIn', after.key, count);
	// Between two parts nothing moves in all; over the border of what is looked at it does.
	if (wasIn && !isIn) sheet.total.movedOut += count;
	if (isIn && !wasIn) sheet.total.movedIn += count;
}

/** The part that a hazard belongs to; the kind of its site is that at its registration. */
export const balanceKey = (split: BalanceSplit, dates: HazardDates, siteKind: string): string =>
	({domain: dates.domain, grade: dates.grade, community: dates.communityId, 'site-kind': siteKind})[split];
