import {type Count, counted, countFigure, rated} from '../../domain/figures/count.ts';
import {type FigureId, figureOf, type HazardFigure} from '../../domain/figures/figures.ts';
import type {Judge} from '../../domain/figures/seen.ts';
import {keysOf, type Split} from '../../domain/figures/splits.ts';
import type {Db} from '../../store/engine.ts';
import {type FigureAsk, type Scanned, scan} from '../../store/figures/scans.ts';
import {inspectionScan, slotScan, type Visited, type VisitSplit} from '../../store/figures/visits.ts';

/** A figure with its parts by key; no parts when the split does not apply to it. */
export type Tally = {total: Count; parts: Map<string, Count>};
export type Tallies = Map<FigureId, Tally>;

const hazardFigure = (id: FigureId): HazardFigure | undefined => {
	const figure = figureOf(id);
	return figure.source === 'hazards' ? figure : undefined;
};

/** Counts the figures asked for; each grouped scan is made once however many of them it serves. */
export async function tally(db: Db, ask: FigureAsk, ids: readonly FigureId[], judge: Judge, split?: Split): Promise<Tallies> {
	const tallies: Tallies = new Map();
	const scans = new Map<string, Scanned[]>();
	for (const id of ids) {
		const figure = hazardFigure(id);
		if (!figure) continue;
		const {basis, reads} = figure;
		const key = `${basis} ${reads}`;
		if (!scans.has(key)) scans.set(key, await scan(db, ask, {basis, reads, split}, judge));
		tallies.set(
			id,
			tallyOf(scans.get(key)!, split, groups => countFigure(figure, groups)),
		);
	}
	await tallyVisits(db, ask, ids, split, tallies);
	return new Map(ids.map(id => [id, tallies.get(id)!]));
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

/** How each figure over inspections or slots counts what was visited. */
const visits: Partial<
	Record<FigureId, {read: (db: Db, ask: FigureAsk, split?: VisitSplit) => Promise<Visited[]>; count: (rows: Visited[]) => Count}>
> = {
	'sites-inspected': {read: inspectionScan, count: rows => counted(targets(rows))},
	inspections: {read: inspectionScan, count: rows => counted(sum(rows, 'n'))},
	'coverage-rate': {
		read: async (db, ask, split) => slotScan(db, ask, true, split),
		count: rows => rated(targets(rows.filter(({done}) => done > 0)), targets(rows)),
	},
	'plan-completion-rate': {
		read: async (db, ask, split) => slotScan(db, ask, false, split),
		count: rows => rated(sum(rows, 'done'), sum(rows, 'n')),
	},
};

async function tallyVisits(db: Db, ask: FigureAsk, ids: readonly FigureId[], split: Split | undefined, tallies: Tallies) {
	for (const id of ids) {
		const visit = visits[id];
		if (!visit) continue;
		const {read, count} = visit;
		const total = count(await read(db, ask));
		const parts = split && split !== 'grade' ? tallyOf(await read(db, ask, split), split, count).parts : new Map<string, Count>();
		tallies.set(id, {total, parts});
	}
}

/** What the part of a split named by a key is told by in a scan. */
export const toldsOf = (rows: readonly {told: string}[], split: Split, key: string): string[] => [
	...new Set(rows.map(({told}) => told).filter(told => keysOf(split, told).includes(key))),
];
