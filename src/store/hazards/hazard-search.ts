import {communityToken, domainToken, gramsOf, searchable} from '../../domain/grams.ts';
import type {Scope} from '../../domain/scope.ts';
import {type Db, isPostgres} from '../engine.ts';
import {marks, select} from '../rows.ts';

export type Indexed = {seq: number; communityId: string; domain: string; text: string};

const documentOf = ({text, communityId, domain}: Indexed): string[] => [
	...gramsOf(text),
	communityToken(communityId),
	domainToken(domain),
];

/** Puts hazards into the index of bigrams, in one statement. */
export async function addGrams(db: Db, items: Indexed[]): Promise<void> {
	if (items.length === 0) return;
	if (isPostgres(db)) {
		await db.raw(
			`insert into hazard_grams (hazard_seq, grams) select (r->>0)::bigint, array(select jsonb_array_elements_text(r->1))
				from jsonb_array_elements(?::jsonb) as e(r)`,
			[JSON.stringify(items.map(item => [item.seq, documentOf(item)]))],
		);
		return;
	}
	await db.raw(
		`insert into hazard_grams (rowid, grams) select json_extract(value, '$[0]'), json_extract(value, '$[1]') from json_each(?)`,
		[JSON.stringify(items.map(item => [item.seq, documentOf(item).join(' ')]))],
	);
}

/** Indexes one hazard again: it moved to another community, or its text changed. */
export async function replaceGrams(db: Db, item: Indexed): Promise<void> {
	await db.raw(`delete from hazard_grams where ${isPostgres(db) ? 'hazard_seq' : 'rowid'} = ?`, [item.seq]);
	await addGrams(db, [item]);
}

export type Piece = {sql: string; bindings: Array<string | number>};

/** The condition on hazards `h` that says what `q` finds: a number's beginning, or words of the text, or a site's present name. */
export async function searchSql(db: Db, q: string, scope: Scope): Promise<Piece> {
	if (/^yh-?[a-z0-9-]*$/i.test(q)) return numberSql(db, q.toUpperCase());
	const sites = await sitesNamed(db, q);
	const words = textSql(db, q, scope);
	if (sites.length === 0) return words;
	return {sql: `(${words.sql} or h.site_id in ${marks(sites)})`, bindings: [...words.bindings, ...sites]};
}

const numberSql = (db: Db, start: string): Piece =>
	isPostgres(db)
		? {sql: 'h.number like ?', bindings: [`${start}%`]}
		: {sql: 'h.number >= ? and h.number < ?', bindings: [start, `${start}~`]};

function textSql(db: Db, q: string, scope: Scope): Piece {
	const grams = gramsOf(q);
	if (grams.length === 0) return {sql: '1 = 0', bindings: []};
	const terms = searchable(q).split(/\s+/);
	const match = isPostgres(db) ? postgresMatch(grams, scope) : sqliteMatch(grams, scope);
	// One pair of characters is exact in the index; anything longer is AND there and is compared with the text.
	if (grams.length === 1 && grams[0] === terms.join(' ') && [...q].length === 2) return match;
	const find = isPostgres(db) ? 'strpos(h.search_text, ?) > 0' : 'instr(h.search_text, ?) > 0';
	return {sql: `(${match.sql} and ${terms.map(() => find).join(' and ')})`, bindings: [...match.bindings, ...terms]};
}

// Every token is letters and digits only, and quoted: nothing a person types is FTS5 syntax.
const quoted = (tokens: string[], word: 'AND' | 'OR') => `(${tokens.map(token => `"${token}"`).join(` ${word} `)})`;

function sqliteMatch(grams: string[], scope: Scope): Piece {
	const parts = tokensOf(scope).map(groups => groups.map(group => quoted(group, 'OR')).join(' AND '));
	const inScope = parts.length > 0 ? ` AND (${parts.map(part => `(${part})`).join(' OR ')})` : '';
	return {
		// The plus keeps the walk in list order: a page of a common word ends after a few rows instead of sorting all its hits.
		sql: '+h.seq in (select rowid from hazard_grams where hazard_grams match ?)',
		bindings: [quoted(grams, 'AND') + inScope],
	};
}

function postgresMatch(grams: string[], scope: Scope): Piece {
	const bindings: string[] = [];
	const array = (tokens: string[]) => {
		bindings.push(...tokens);
		return `array[${tokens.map(() => '?').join(', ')}]::text[]`;
	};
	const words = `grams @> ${array(grams)}`;
	const parts = tokensOf(scope).map(groups => groups.map(group => `grams && ${array(group)}`).join(' and '));
	const inScope = parts.length > 0 ? ` and (${parts.map(part => `(${part})`).join(' or ')})` : '';
	return {sql: `h.seq in (select hazard_seq from hazard_grams where ${words}${inScope})`, bindings};
}

/** Per part of the scope its communities and, when limited, its domains. */
const tokensOf = (scope: Scope): string[][][] =>
	scope === 'all'
		? []
		: scope
				.filter(part => part.communities.length > 0)
				.map(({communities, domains}) => [
					communities.map(communityToken),
					...(domains === 'all' ? [] : [domains.map(domainToken)]),
				]);

const mostSites = 200;

async function sitesNamed(db: Db, q: string): Promise<string[]> {
	const rows = await select<{id: string}>(
		db,
		`select id from sites where name like ? escape '!' order by seq limit ${mostSites}`,
		[`%${q.replaceAll(/[!%_]/g, found => `!${found}`)}%`],
	);
	return rows.map(({id}) => id);
}
