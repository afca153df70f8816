import type {Instant} from '../../domain/days.ts';
import type {Measure, MeasureFilter} from '../../domain/hazards/measure.ts';
import type {Scope} from '../../domain/scope.ts';
import {type Db, isPostgres} from '../engine.ts';
import {addVersions, measureVersions, openAt, picturesOf} from '../journal/as-of.ts';
import {type Act, record} from '../journal/journal.ts';
import {insertRows, marks, select, takeNumbers} from '../rows.ts';
import {scopeSql} from '../scope.ts';

type Row = {
	seq: number;
	id: string;
	number: string;
	title: string;
	kind: Measure['kind'];
	cause: Measure['cause'];
	text: string;
	problem: string | null;
	lead: string;
	supporting: string;
	responsible: string;
	due_on: string;
	progress: Measure['progress'];
	document_number: string | null;
	issued_on: string | null;
	effect: string | null;
	review_on: string;
	approved_by: string | null;
	registered_at: string;
	version: number;
};

/** The next number of measures of a year. */
export const takeMeasureNumber = async (db: Db, year: number): Promise<number> => takeNumbers(db, `measure/${year}`, 1);

export async function findMeasure(db: Db, id: string, {forUpdate = false} = {}): Promise<Measure | undefined> {
	const lock = forUpdate && isPostgres(db) ? ' for update' : '';
	const rows = await select<Row>(db, `select * from measures where id = ?${lock}`, [id]);
	const [measure] = await withLinks(db, rows);
	return measure;
}

/** Keeps a measure with its links, its version and its entry in the journal. */
export async function saveMeasure(db: Db, act: Act, measure: Measure, action: string, reason?: string | null): Promise<void> {
	const {id, version} = measure;
	if (version === 1) await db('measures').insert(toRow(measure));
	else await db('measures').where({id}).update(toRow(measure));
	await db('measure_links').where({measure_id: id}).delete();
	await insertRows(db, 'measure_links', {measure_id: 'text', kind: 'text', target_id: 'text'}, [
		...measure.hazardIds.map(target => ({measure_id: id, kind: 'hazard', target_id: target})),
		...measure.riskPointIds.map(target => ({measure_id: id, kind: 'risk-point', target_id: target})),
	]);
	const at = await record(db, act, {subject: `measure:${id}`, version, action, reason: reason ?? null, after: measure});
	const values = {progress: measure.progress, due_on: measure.dueOn};
	await addVersions(db, measureVersions, [{id, version, at, isOpen: true, values}]);
}

/** Where a page ends: due day, arrival. */
export type MeasureKey = [string, number];

export async function measurePage(
	db: Db,
	filter: MeasureFilter,
	{after, limit}: {after?: MeasureKey | undefined; limit: number},
): Promise<Array<{measure: Measure; key: MeasureKey}>> {
	const {sql, bindings} = conditions(db, filter);
	const keyset = after ? ' and (due_on, seq) > (?, ?)' : '';
	const rows = await select<Row>(db, `select * from measures where ${sql}${keyset} order by due_on, seq limit ?`, [
		...bindings,
		...(after ?? []),
		limit,
	]);
	const measures = await withLinks(db, rows);
	return rows.map(({due_on, seq}, i) => ({measure: measures[i]!, key: [due_on, seq]}));
}

export async function countMeasures(db: Db, filter: MeasureFilter): Promise<number> {
	const {sql, bindings} = conditions(db, filter);
	const [row] = await select<{n: number}>(db, `select count(*) as n from measures where ${sql}`, bindings);
	return row!.n;
}

/** `isListed` of domain/hazards/measure.ts as a condition. */
function conditions(db: Db, filter: MeasureFilter): {sql: string; bindings: string[]} {
	const {progress, kind, reviewDue, withoutEffect, overdue, q, today} = filter;
	const parts = ['voided_at is null'];
	const bindings: string[] = [];
	const add = (sql: string, ...values: string[]) => {
		parts.push(sql);
		bindings.push(...values);
	};
	const either = (wanted: boolean | undefined, sql: string, ...values: string[]) => {
		if (wanted !== undefined) add(wanted ? sql : `not ${sql}`, ...values);
	};
	if (progress) add('progress = ?', progress);
	if (kind) add('kind = ?', kind);
	either(reviewDue, "(review_on <= ? and progress <> 'repealed')", today);
	either(withoutEffect, "(progress in ('issued', 'in-force') and coalesce(effect, '') = '')");
	either(overdue, "(progress in ('research', 'draft', 'comment') and due_on < ?)", today);
	if (q) {
		const like = `%${q.replaceAll(/[!%_]/g, '!$&')}%`;
		const texts = ['number', 'title', 'text', "coalesce(problem, '')", "coalesce(document_number, '')"];
		add(
			`(${texts.map(column => `${folded(db, column)} like ${folded(db, '?')} escape '!'`).join(' or ')})`,
			...texts.map(() => like),
		);
	}
	return {sql: parts.join(' and '), bindings};
}

// The case of ASCII letters only, on both engines.
const folded = (db: Db, text: string): string => (isPostgres(db) ? `lower(${text} collate "C")` : `lower(${text})`);

/** Every measure as it stood at a moment, in order of due day and arrival. */
export async function measuresAt(db: Db, at: Instant): Promise<Array<{measure: Measure; key: MeasureKey}>> {
	const standing = openAt(measureVersions, at);
	const rows = await select<{measure_id: string; version: number; due_on: string; seq: number}>(
		db,
		`select v.measure_id, v.version, v.due_on, m.seq from (${standing.sql}) v join measures m on m.id = v.measure_id order by v.due_on, m.seq`,
		standing.bindings,
	);
	const pictures = await picturesOf<Measure>(
		db,
		rows.map(({measure_id, version}) => ({subject: `measure:${measure_id}`, version})),
	);
	return rows.map(({measure_id, due_on, seq}) => ({measure: pictures.get(`measure:${measure_id}`)!, key: [due_on, seq]}));
}

/** Which of the hazards or risk points lie in the scope, with the numbers of hazards. */
export async function visibleTargets(
	db: Db,
	table: 'hazards' | 'risk_points',
	ids: readonly string[],
	scope: Scope,
): Promise<Map<string, string>> {
	const found = new Map<string, string>();
	const inScope = scopeSql(scope);
	for (let i = 0; i < ids.length; i += 400) {
		const slice = ids.slice(i, i + 400);
		const rows = await select<{id: string; name: string}>(
			db,
			`select id, ${table === 'hazards' ? 'number' : 'label'} as name from ${table} where id in ${marks(slice)}${inScope.sql && ` and ${inScope.sql}`}`,
			[...slice, ...inScope.bindings],
		);
		for (const {id, name} of rows) found.set(id, name);
	}
	return found;
}

async function withLinks(db: Db, rows: Row[]): Promise<Measure[]> {
	const ids = rows.map(({id}) => id);
	const links: Array<{measure_id: string; kind: string; target_id: string}> = [];
	for (let i = 0; i < ids.length; i += 400) {
		const slice = ids.slice(i, i + 400);
		links.push(
			...(await select<(typeof links)[number]>(
				db,
				`select measure_id, kind, target_id from measure_links where measure_id in ${marks(slice)} order by seq`,
				slice,
			)),
		);
	}
	const grouped = new Map<string, string[]>();
	for (const {measure_id, kind, target_id} of links) {
		const key = `${kind}/${measure_id}`;
		if (!grouped.has(key)) grouped.set(key, []);
		grouped.get(key)!.push(target_id);
	}
	return rows.map(row => fromRow(row, grouped.get(`hazard/${row.id}`) ?? [], grouped.get(`risk-point/${row.id}`) ?? []));
}

const toRow = (measure: Measure) => ({
	id: measure.id,
	number: measure.number,
	title: measure.title,
	kind: measure.kind,
	cause: measure.cause,
	text: measure.text,
	problem: measure.problem,
	lead: measure.lead,
	supporting: JSON.stringify(measure.supporting),
	responsible: measure.responsible,
	due_on: measure.dueOn,
	progress: measure.progress,
	document_number: measure.documentNumber,
	issued_on: measure.issuedOn,
	effect: measure.effect,
	review_on: measure.reviewOn,
	approved_by: measure.approvedBy,
	registered_at: measure.registeredAt,
	version: measure.version,
});

const fromRow = (row: Row, hazardIds: string[], riskPointIds: string[]): Measure => ({
	id: row.id,
	number: row.number,
	title: row.title,
	kind: row.kind,
	cause: row.cause,
	text: row.text,
	problem: row.problem,
	lead: row.lead,
	supporting: JSON.parse(row.supporting) as string[],
	responsible: row.responsible,
	dueOn: row.due_on,
	progress: row.progress,
	documentNumber: row.document_number,
	issuedOn: row.issued_on,
	effect: row.effect,
	reviewOn: row.review_on,
	hazardIds,
	riskPointIds,
	approvedBy: row.approved_by,
	registeredAt: row.registered_at,
	version: row.version,
});
