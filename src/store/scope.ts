import type {Knex} from 'knex';
import type {Scope} from '../domain/scope.ts';

/** Keeps only rows that the caller may see: community and domain of their own (rules §2.4). */
export const scoped =
	(scope: Scope, {community = 'community_id', domain = 'domain' as string | null} = {}) =>
	(query: Knex.QueryBuilder): void => {
		if (scope === 'all') return;
		query.where(any => {
			for (const part of scope) {
				any.orWhere(one => {
					one.whereIn(community, part.communities);
					if (domain && part.domains !== 'all') one.whereIn(domain, part.domains);
				});
			}
			if (scope.length === 0) any.whereRaw('1 = 0');
		});
	};

/** The same as SQL text with bindings, for hand-written queries. */
export function scopeSql(scope: Scope, domain = true): {sql: string; bindings: string[]} {
	if (scope === 'all') return {sql: '', bindings: []};
	const held = scope.filter(part => part.communities.length > 0);
	if (held.length === 0) return {sql: '1 = 0', bindings: []};
	const bindings: string[] = [];
	const parts = held.map(part => {
		bindings.push(...part.communities);
		let sql = `community_id in (${part.communities.map(() => '?').join(', ')})`;
		if (domain && part.domains !== 'all') {
			bindings.push(...part.domains);
			sql += ` and domain in (${part.domains.map(() => '?').join(', ')})`;
		}
		return `(${sql})`;
	});
	return {sql: `(${parts.join(' or ')})`, bindings};
}
