import type {WeatherWarning} from '../../domain/schedule/weather.ts';
import {type Db, isPostgres} from '../engine.ts';
import {marks, select} from '../rows.ts';

type Row = {
	seq: number;
	id: string;
	kind: WeatherWarning['kind'];
	level: WeatherWarning['level'];
	issued_at: string;
	source: string;
	area_id: string | null;
	plan_id: string | null;
	lifted_at: string | null;
	lifting: string | null;
	version: number;
};

export async function findWarning(db: Db, id: string, {forUpdate = false} = {}): Promise<WeatherWarning | undefined> {
	const lock = forUpdate && isPostgres(db) ? ' for update' : '';
	const [row] = await select<Row>(db, `select * from weather_warnings where id = ?${lock}`, [id]);
	return row && fromRow(row);
}

/** Until the commit nobody else registers a warning: two that come at once find each other's patrol. On SQLite one writes at a time anyway. */
export async function oneWarningAtATime(db: Db): Promise<void> {
	if (isPostgres(db)) await db.raw('lock table weather_warnings in share row exclusive mode');
}

export async function saveWarning(db: Db, warning: WeatherWarning): Promise<void> {
	const row = {
		kind: warning.kind,
		level: warning.level,
		issued_at: warning.issuedAt,
		source: warning.source,
		area_id: warning.areaId,
		plan_id: warning.planId,
		lifted_at: warning.liftedAt,
		lifting: warning.lifting && JSON.stringify(warning.lifting),
		version: warning.version,
	};
	if (warning.version === 1) await db('weather_warnings').insert({id: warning.id, ...row});
	else await db('weather_warnings').where({id: warning.id}).update(row);
}

/** Warnings by arrival, the latest first. */
export async function listWarnings(
	db: Db,
	{standing, before, limit}: {standing?: boolean; before?: number; limit: number},
): Promise<Array<{seq: number; warning: WeatherWarning}>> {
	const rows = (await db('weather_warnings')
		.modify(query => {
			if (before !== undefined) query.where('seq', '<', before);
			if (standing === true) query.whereNull('lifted_at');
			if (standing === false) query.whereNotNull('lifted_at');
		})
		.orderBy('seq', 'desc')
		.limit(limit)) as Row[];
	return rows.map(row => ({seq: row.seq, warning: fromRow(row)}));
}

export async function countStandingWarnings(db: Db): Promise<number> {
	const [row] = await select<{n: number}>(db, 'select count(*) as n from weather_warnings where lifted_at is null');
	return Number(row!.n);
}

/** Warnings whose patrol is under way. */
export async function standingPatrols(db: Db): Promise<Array<WeatherWarning & {planId: string}>> {
	const rows = await select<Row>(
		db,
		'select * from weather_warnings where lifted_at is null and plan_id is not null order by seq',
	);
	return rows.map(fromRow) as Array<WeatherWarning & {planId: string}>;
}

/** The warnings that called for each of these patrols, as they came. */
export async function warningsOfPlans(db: Db, planIds: readonly string[]): Promise<Map<string, WeatherWarning[]>> {
	if (planIds.length === 0) return new Map();
	const rows = await select<Row>(db, `select * from weather_warnings where plan_id in ${marks(planIds)} order by seq`, planIds);
	return new Map(planIds.map(id => [id, rows.filter(row => row.plan_id === id).map(fromRow)]));
}

const fromRow = (row: Row): WeatherWarning => ({
	id: row.id,
	kind: row.kind,
	level: row.level,
	issuedAt: row.issued_at,
	source: row.source,
	areaId: row.area_id,
	planId: row.plan_id,
	liftedAt: row.lifted_at,
	lifting: row.lifting === null ? null : (JSON.parse(row.lifting) as WeatherWarning['lifting']),
	version: row.version,
});
