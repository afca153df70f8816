import {type Count, counted, countFigure, rated} from '../../domain/figures/count.ts';
import {type FigureId, figureOf, type HazardFigure} from '../../domain/figures/figures.ts';
import type {Judge} from '../../domain/figures/seen.ts';
import {keysOf, type Split} from '../../domain/figures/splits.ts';
import type {Db} from '../../store/engine.ts';
import {type FigureAsk, scan} from '../../store/figures/scans.ts';
import {
	inspectionScan,
	inspectionTotals,
	slotScan,
	slotTotals,
	type Visited,
	type VisitSplit,
} from '../../store/figures/visits.ts';

/** A figure with its parts by key; no parts when the split does not apply to it. */
export type Tally = {total: Count; parts: Map<string, Count>};
export type Tallies = Map<FigureId, Tally>;

/** Counts the figures asked for, with as few grouped scans as serve them all. */
export async function tally(db: Db, ask: FigureAsk, ids: readonly FigureId[], judge: Judge, split?: Split): Promise<Tallies> {
	const tallies: Tallies = new Map();
	for (const group of scansFor(ids)) {
		const {basis} = group[0]!.figure;
		const reads = [...new Set(group.map(({figure}) => figure.reads))];
		const groups = await scan(db, ask, {basis, reads, split}, judge);
		for (const {id, figure} of group)
			tallies.set(
				id,
				tallyOf(groups, split, part => countFigure(figure, part)),
			);
	}
	await tallyVisits(db, ask, ids, split, tallies);
	return new Map(ids.map(id => [id, tallies.get(id)!]));
}

type Named = {id: FigureId; figure: HazardFigure};

/** Figures that one scan serves; looks have days of their own and would part the groups of all others. */
function scansFor(ids: readonly FigureId[]): Named[][] {
	const scans = new Map<string, Named[]>();
	for (const id of ids) {
		const figure = figureOf(id);
		if (figure.source !== 'hazards') continue;
		const key = `${figure.basis} ${figure.reads === 'looks'}`;
		const named = {id, figure};
		if (!scans.get(key)?.push(named)) scans.set(key, [named]);
	}
	return [...scans.values()];
}

function tallyOf<Row extends {told: string}>(rows: Row[], split: Split | undefined, count: (rows: Row[]) => Count): Tally {
	return {total: count(rows), parts: new Map([...partsOf(rows, split)].map(([key, part]) => [key, count(part)]))};
}

function partsOf<Row extends {told: string}>(rows: Row[], split: Split | undefined): Map<string, Row[]> {
	const parts = new Map<string, Row[]>();
	if (!split) return parts;
	for (const row of rows) {
		for (const key of keysOf(split, row.told)) {
			const part = parts.get(key);
			if (part) part.push(row);
			else parts.set(key, [row]);
		}
	}
	return parts;
}

const sum = (rows: Visited[], name: 'n' | 'done') => rows.reduce((all, row) => all + row[name], 0);
const targets = (rows: Visited[]) => new Set(rows.map(({target}) => target)).size;

type VisitCount = {
	total: (totals: Totals) => Promise<Count>;
	/** The visits of the parts of a split, and how a part of them counts. */
	read: (db: Db, ask: FigureAsk, split: VisitSplit) => Promise<Visited[]>;
	count: (rows: Visited[]) => Count;
};

/** How each figure over inspections or slots counts what was visited. */
const visits: Partial<Record<FigureId, VisitCount>> = {
	'sites-inspected': {
		total: async ({inspections}) => counted((await inspections()).sites),
		read: inspectionScan,
		count: rows => counted(targets(rows)),
	},
	inspections: {
		total: async ({inspections}) => counted((await inspections()).visits),
		read: inspectionScan,
		count: rows => counted(sum(rows, 'n')),
	},
	'coverage-rate': {
		total: async ({slots}) => {
			const {seen, points} = await slots();
			return rated(seen, points);
		},
		read: async (db, ask, split) => slotScan(db, ask, true, split),
		count: rows => rated(targets(rows.filter(({done}) => done > 0)), targets(rows)),
	},
	'plan-completion-rate': {
		total: async ({slots}) => {
			const {inTime, slots: all} = await slots();
			return rated(inTime, all);
		},
		read: async (db, ask, split) => slotScan(db, ask, false, split),
		count: rows => rated(sum(rows, 'done'), sum(rows, 'n')),
	},
};

type Totals = ReturnType<typeof totalsOf>;
/** Each counted once, however many figures ask. */
function totalsOf(db: Db, ask: FigureAsk) {
	let [inspections, slots]: [ReturnType<typeof inspectionTotals>?, ReturnType<typeof slotTotals>?] = [];
	return {
		inspections: async () => (inspections ??= inspectionTotals(db, ask)),
		slots: async () => (slots ??= slotTotals(db, ask)),
	};
}

async function tallyVisits(db: Db, ask: FigureAsk, ids: readonly FigureId[], split: Split | undefined, tallies: Tallies) {
	const totals = totalsOf(db, ask);
	for (const id of ids) {
		const visit = visits[id];
		if (!visit) continue;
		const {total, read, count} = visit;
		const parts = split && split !== 'grade' ? tallyOf(await read(db, ask, split), split, count).parts : new Map<string, Count>();
		tallies.set(id, {total: await total(totals), parts});
	}
}

/** What the part of a split named by a key is told by in a scan. */
export const toldsOf = (rows: readonly {told: string}[], split: Split, key: string): string[] => [
	...new Set(rows.map(({told}) => told).filter(told => keysOf(split, told).includes(key))),
];
