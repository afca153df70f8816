import {type WatchCode, watches} from '../../domain/figures/watch.ts';
import {openStates} from '../../domain/hazards/hazard.ts';
import type {Db} from '../../store/engine.ts';
import {countHazards} from '../../store/hazards/hazard-list.ts';
import {countMeasures} from '../../store/hazards/measures.ts';
import {countGaps} from '../../store/register/gaps.ts';
import {countStandingWarnings} from '../../store/schedule/weather-warnings.ts';
import type {Context} from '../context.ts';

export type Watch = {code: WatchCode; title: string; rule: string; count: number; of: number | null};

/** What to keep an eye on, whoever is to act: only what there is. */
export async function seeWatch(db: Db, context: Context): Promise<Watch[]> {
	const found: Watch[] = [];
	for (const {code, title, rule} of watches) {
		const {count, of = null} = await counters[code](db, context);
		if (count > 0) found.push({code, title, rule, count, of});
	}
	return found;
}

type Counter = (db: Db, context: Context) => Promise<{count: number; of?: number}>;
const counters: Record<WatchCode, Counter> = {
	weather: async db => ({count: await countStandingWarnings(db)}),
	flagged: async (db, {caller, today}) => ({
		count: await countHazards(db, {scope: caller.scope, states: openStates, today, flagged: true}),
	}),
	gaps: async (db, {caller, today}) => {
		const rows = await countGaps(db, caller.scope, today);
		const sum = (name: 'sites' | 'withGaps') => rows.reduce((all, row) => all + row[name], 0);
		return {count: sum('withGaps'), of: sum('sites')};
	},
	'measures-overdue': async (db, {today}) => ({count: await countMeasures(db, {today, overdue: true})}),
	'measures-review': async (db, {today}) => ({count: await countMeasures(db, {today, reviewDue: true})}),
	'measures-effect': async (db, {today}) => ({count: await countMeasures(db, {today, withoutEffect: true})}),
};
