import type {Instant} from '../../domain/days.ts';
import {add, type BalanceSplit, emptySheet, enter, type Sheet} from '../../domain/figures/balance.ts';
import type {Standing} from '../../domain/figures/dates.ts';
import {keysOf} from '../../domain/figures/splits.ts';
import {isInScope} from '../../domain/scope.ts';
import type {Db} from '../engine.ts';
import {select} from '../rows.ts';
import {type FigureAsk, joined, rowsAt, within} from './scans.ts';

const columns: Record<BalanceSplit, string> = {
	domain: 'domain',
	grade: 'grade_rank',
	community: 'community_id',
	'site-kind': 'site_kind',
};

type Window = {after: Instant; until: Instant};
type Moved = {
	before: string | number;
	after: string | number;
	was: string;
	is: string;
	domain: string;
	standing: Standing;
	n: number;
};

/** Opening, movements and closing of open hazards between two moments, each counted for itself. */
export async function movements(db: Db, ask: FigureAsk, {after, until}: Window, split: BalanceSplit = 'domain'): Promise<Sheet> {
	const sheet = emptySheet();
	const told = (value: string | number): string => keysOf(split, String(value))[0]!;
	for (const [name, at] of [
		['opening', after],
		['closing', until],
	] as const) {
		for (const {key, n} of await standingAt(db, {...ask, at}, split)) {
			add(sheet, name, told(key), Number(n));
			sheet.total[name] += Number(n);
		}
	}
	for (const {key, n} of await registrations(db, ask, {after, until}, split))
		enter(sheet, {before: null, after: {key: told(key), standing: 'open'}, count: Number(n)});
	for (const moved of await changes(db, ask, {after, until}, split)) {
		const side = (community: string, key: string | number) => (isInside(ask, community, moved.domain) ? told(key) : null);
		enter(sheet, {
			before: {key: side(moved.was, moved.before), standing: 'open'},
			after: {key: side(moved.is, moved.after), standing: moved.standing},
			count: Number(moved.n),
		});
	}
	return sheet;
}

const isInside = ({scope, communities}: FigureAsk, community: string, domain: string): boolean =>
	isInScope(scope, community, domain) && (communities === undefined || communities.includes(community));

type Counted = {key: string | number; n: number};

async function standingAt(db: Db, ask: FigureAsk, split: BalanceSplit): Promise<Counted[]> {
	const rows = rowsAt(ask, 'standing');
	return select(db, `select ${columns[split]} as key, count(*) as n from (${rows.sql}) d group by 1`, rows.bindings);
}

async function registrations(db: Db, ask: FigureAsk, {after, until}: Window, split: BalanceSplit): Promise<Counted[]> {
	const where = joined(within(ask));
	return select(
		db,
		`select ${columns[split]} as key, count(*) as n from hazard_dates
			where registered_at > ? and registered_at <= ? and valid_from = registered_at and ${where.sql} group by 1`,
		[after, until, ...where.bindings],
	);
}

/** Spans that follow an open one and end it, or stand in another community or part. */
async function changes(db: Db, ask: FigureAsk, {after, until}: Window, split: BalanceSplit): Promise<Moved[]> {
	const where = joined(within(ask));
	const of = (side: string) => where.sql.replaceAll(/\b(?:community_id|domain|site_id)\b/g, name => `${side}.${name}`);
	const key = columns[split];
	return select<Moved>(
		db,
		`select p.${key} as before, n.${key} as after, p.community_id as was, n.community_id as "is", n.domain, n.standing, count(*) as n
			from hazard_dates n join hazard_dates p on p.hazard_id = n.hazard_id and p.valid_to = n.valid_from
			where n.moved = 1 and n.valid_from > ? and n.valid_from <= ?
				and (n.is_open = 0 or n.${key} <> p.${key} or n.community_id <> p.community_id)
				and ((${of('p')}) or (${of('n')}))
			group by 1, 2, 3, 4, 5, 6`,
		[after, until, ...where.bindings, ...where.bindings],
	);
}
