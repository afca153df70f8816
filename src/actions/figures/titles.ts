import {gradeOfRank} from '../../domain/figures/seen.ts';
import {type Split, timeTitle} from '../../domain/figures/splits.ts';
import {gradeNames} from '../../domain/hazards/list.ts';
import type {Db} from '../../store/engine.ts';
import {areaNames, personNames} from '../../store/hazards/hazard-names.ts';
import type {Context} from '../context.ts';

export type Title = {key: string; title: string};

/** The parts of a split in the order in which an office reads them, each with its name. */
export async function titled(db: Db, {forms}: Context, split: Split, keys: readonly string[]): Promise<Title[]> {
	const known = [...new Set(keys)];
	if (split === 'week' || split === 'month' || split === 'quarter')
		return known.sort().map(key => ({key, title: timeTitle(split, key)}));
	const names = await namesOf(db, forms, split, known);
	const order = new Map([...names.keys()].map((key, i) => [key, i]));
	return known
		.sort((a, b) => (order.get(a) ?? order.size) - (order.get(b) ?? order.size) || (a < b ? -1 : 1))
		.map(key => ({key, title: names.get(key) ?? key}));
}

async function namesOf(db: Db, forms: Context['forms'], split: Split, keys: string[]): Promise<Map<string, string>> {
	if (split === 'grade') return new Map([0, 1, 2].map(rank => [gradeOfRank(rank), gradeNames[gradeOfRank(rank)]]));
	if (split === 'domain') return new Map([...forms.sectors].map(([id, {title}]) => [id, title]));
	if (split === 'site-kind') return new Map([...forms.siteKinds].map(([code, {title}]) => [code, title]));
	const named = split === 'community' ? await areaNames(db) : await personNames(db, keys);
	return new Map([...named].map(([id, {name}]) => [id, name]));
}
