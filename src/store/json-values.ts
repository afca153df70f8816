import {type Db, isPostgres} from './engine.ts';

/** Steps into a JSON value; −1 is the last of a list. */
export type JsonPath = ReadonlyArray<string | -1>;

/**
 * All rows as one JSON array of [[columns], [values at the paths]]: for thousands of rows of which only a little is wanted.
 * A row each, or the whole body, would cost more than what is done with it.
 */
export const jsonRows = (db: Db, columns: string, body: string, paths: readonly JsonPath[]): string =>
	isPostgres(db) ? postgresRows(columns, body, paths) : sqliteRows(columns, body, paths);

const sqliteRows = (columns: string, body: string, paths: readonly JsonPath[]): string => {
	const named = paths.map(path => `'$${path.map(step => (step === -1 ? '[#-1]' : `.${step}`)).join('')}'`);
	return `json_group_array(json_array(json_array(${columns}), json(json_extract(${body}, ${named.join(', ')}))))`;
};

// `offset 0` keeps the text from being parsed once for each path.
const postgresRows = (columns: string, body: string, paths: readonly JsonPath[]): string => {
	const values = paths.map(path => `j #> '{${path.join(',')}}'`).join(', ');
	const parsed = `(select jsonb_build_array(${values}) from (select ${body}::jsonb as j offset 0) parsed)`;
	return `coalesce(jsonb_agg(jsonb_build_array(jsonb_build_array(${columns}), ${parsed})), '[]')::text`;
};
