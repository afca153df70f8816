import type {Instant} from '../../domain/days.ts';
import {effectiveRoutes, type Route} from '../../domain/hazards/routing.ts';
import {Problem, unprocessable} from '../../domain/problem.ts';
import {type DefaultTable, type OfficeTable, type TableName, type Tables, untouched} from '../../domain/tables.ts';
import {checkVersion, requireVersion} from '../../domain/versioned.ts';
import type {Db} from '../../store/engine.ts';
import {lastOf, record} from '../../store/journal/journal.ts';
import {findTable, saveTable, tableKey} from '../../store/register/settings.ts';
import type {Context} from '../context.ts';

export type TableView = OfficeTable &
	Pick<DefaultTable, 'title' | 'confidence' | 'validFrom'> & {
		default: unknown;
		/** Since when the office's own value is in force, and who published it; null while the default holds. */
		since: {at: Instant; by: string} | null;
	};

/** A table as it is in force: the office's own, or the default of forms/tables. */
export async function tableInForce<N extends TableName>(db: Db, {forms}: Pick<Context, 'forms'>, name: N): Promise<Tables[N]> {
	const own = await findTable(db, name);
	return (own ?? forms.tables.get(name)!).value as Tables[N];
}

/** The office's routing, with the rows of fields of work that it does not name. */
export async function routesInForce(db: Db, {forms}: Pick<Context, 'forms'>): Promise<Route[]> {
	return effectiveRoutes(await tableInForce(db, {forms}, 'routing'), forms.sectors.values());
}

export async function seeTables(db: Db, context: Context): Promise<TableView[]> {
	const views: TableView[] = [];
	for (const name of context.forms.tables.keys()) views.push(await seeTable(db, context, name));
	return views;
}

export async function seeTable(db: Db, {forms}: Context, name: string): Promise<TableView> {
	const standard = forms.tables.get(name);
	if (!standard) throw new Problem(404, 'not-found', '没有这张表。');
	return viewOf(db, standard, (await findTable(db, name)) ?? untouched(standard));
}

async function viewOf(db: Db, {title, confidence, validFrom, value}: DefaultTable, table: OfficeTable): Promise<TableView> {
	const published = table.version > 0 && (await lastOf(db, `setting:${tableKey(table.id)}`, 'table-published'));
	return {
		...table,
		title,
		confidence,
		validFrom,
		default: value,
		since: published ? {at: published.at, by: published.actor} : null,
	};
}

export type TableBody = {value: unknown; source: string; reason?: string; version?: number};

/** Drafts a new value; the one in force stays until the draft is published. */
export async function draftTable(db: Db, context: Context, name: string, body: TableBody): Promise<TableView> {
	const {standard, table} = await load(db, context, name, body.version);
	const faults = context.forms.tableFaults(name, body.value);
	if (faults.length > 0) throw unprocessable(faults);
	const draft = {value: body.value, source: body.source, by: context.actor, at: context.now};
	return keep(db, context, standard, {...table, draft}, 'table-drafted', body.reason);
}

/** Puts the draft in force, for everything that is decided from now on. */
export async function publishTable(db: Db, context: Context, name: string, body: {reason?: string; version?: number}) {
	const {standard, table} = await load(db, context, name, body.version);
	if (!table.draft) throw new Problem(409, 'illegal-state', '没有待发布的修改。', [], {current: table});
	const {value, source} = table.draft;
	return keep(db, context, standard, {...table, value, source, draft: null}, 'table-published', body.reason);
}

async function load(db: Db, {forms}: Context, name: string, version: number | undefined) {
	const standard = forms.tables.get(name);
	if (!standard) throw new Problem(404, 'not-found', '没有这张表。');
	const table = (await findTable(db, name)) ?? untouched(standard);
	// Nothing of the office's own yet: there is no picture that another could have changed.
	if (table.version > 0) requireVersion(table, version);
	else checkVersion(table, version);
	return {standard, table};
}

async function keep(db: Db, context: Context, standard: DefaultTable, table: OfficeTable, action: string, reason?: string) {
	const next = {...table, version: table.version + 1};
	await saveTable(db, next);
	await record(db, context, {
		subject: `setting:${tableKey(next.id)}`,
		version: next.version,
		action,
		reason: reason ?? null,
		after: next,
	});
	return viewOf(db, standard, next);
}
