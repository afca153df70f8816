import type {Day} from '../../domain/days.ts';
import type {GapCode} from '../../domain/register/gaps.ts';
import type {Scope} from '../../domain/scope.ts';
import type {Db} from '../engine.ts';
import {marks, select} from '../rows.ts';
import {scopeSql} from '../scope.ts';

type Piece = {sql: string; bindings: string[]};

const inUse = (today: Day): Piece => ({
	sql: '(starts_on <= ? and (closed_on is null or closed_on > ?))',
	bindings: [today, today],
});

// The same as gapsOf of the domain, row by row; a test holds the two together.
const missing = (code: GapCode, today: Day): Piece => {
	if (code === 'no-safety-manager') return {sql: 'safety_manager is null', bindings: []};
	if (code === 'no-letter') return {sql: 'responsibility_letter is null', bindings: []};
	return {sql: '(letter_valid_to is not null and letter_valid_to < ?)', bindings: [today]};
};

/** The condition on sites that one of these gaps is open today. */
export function gapSql(codes: readonly GapCode[], today: Day): Piece {
	const pieces = codes.map(code => missing(code, today));
	const use = inUse(today);
	return {
		sql: `(${use.sql} and (${pieces.map(({sql}) => sql).join(' or ')}))`,
		bindings: [...use.bindings, ...pieces.flatMap(({bindings}) => bindings)],
	};
}

export type GapCount = {communityId: string; sites: number; withGaps: number} & Record<GapCode, number>;
type Row = {community_id: string; sites: number; with_gaps: number; manager: number; letter: number; expired: number};

/** Sites in use and in scope by community, and how many of them have which gap. */
export async function countGaps(db: Db, scope: Scope, today: Day, areas?: readonly string[]): Promise<GapCount[]> {
	const use = inUse(today);
	const manager = missing('no-safety-manager', today);
	const letter = missing('no-letter', today);
	const expired = missing('letter-expired', today);
	const inScope = scopeSql(scope, false);
	const count = ({sql}: Piece, name: string) => `sum(case when ${sql} then 1 else 0 end) as ${name}`;
	const any = {sql: `${manager.sql} or ${letter.sql} or ${expired.sql}`};
	const rows = await select<Row>(
		db,
		`select community_id, count(*) as sites, ${count({...any, bindings: []}, 'with_gaps')}, ${count(manager, 'manager')},
				${count(letter, 'letter')}, ${count(expired, 'expired')}
			from sites where ${use.sql}${inScope.sql && ` and ${inScope.sql}`}${areas ? ` and area_id in ${marks(areas)}` : ''}
			group by community_id`,
		[...expired.bindings, ...expired.bindings, ...use.bindings, ...inScope.bindings, ...(areas ?? [])],
	);
	return rows.map(row => ({
		communityId: row.community_id,
		sites: Number(row.sites),
		withGaps: Number(row.with_gaps),
		'no-safety-manager': Number(row.manager),
		'no-letter': Number(row.letter),
		'letter-expired': Number(row.expired),
	}));
}
