import type {Day} from '../../domain/days.ts';
import type {Leave, Team, TeamPair} from '../../domain/schedule/team.ts';
import {type Db, isPostgres} from '../engine.ts';
import {marks, select} from '../rows.ts';

type TeamRow = {
	id: string;
	name: string;
	areas: string;
	domains: string;
	minutes_per_day: number;
	pairs: string;
	version: number;
};

export async function findTeam(db: Db, id: string): Promise<Team | undefined> {
	const [row] = await select<TeamRow>(db, 'select * from teams where id = ?', [id]);
	return row && teamFromRow(row);
}

/** All teams in order of arrival: a subdistrict has a handful. */
export async function listTeams(db: Db): Promise<Team[]> {
	return (await select<TeamRow>(db, 'select * from teams order by seq')).map(teamFromRow);
}

export async function saveTeam(db: Db, team: Team): Promise<void> {
	const row = {
		name: team.name,
		areas: JSON.stringify(team.areas),
		domains: JSON.stringify(team.domains),
		minutes_per_day: team.minutesPerDay,
		pairs: JSON.stringify(team.pairs),
		version: team.version,
	};
	if (team.version === 1) await db('teams').insert({id: team.id, ...row});
	else await db('teams').where({id: team.id}).update(row);
}

/** One change of teams at a time: two of them could put one person into two pairs, and neither would see the other. */
export async function holdTeams(db: Db): Promise<void> {
	if (isPostgres(db)) await db.raw('lock table teams in share row exclusive mode');
}

const teamFromRow = (row: TeamRow): Team => ({
	id: row.id,
	name: row.name,
	areas: JSON.parse(row.areas) as string[],
	domains: JSON.parse(row.domains) as string[],
	minutesPerDay: row.minutes_per_day,
	pairs: JSON.parse(row.pairs) as TeamPair[],
	version: row.version,
});

type LeaveRow = {id: string; person_id: string; from_on: string; to_on: string; version: number};

export async function findLeave(db: Db, id: string, {forUpdate = false} = {}): Promise<Leave | undefined> {
	const lock = forUpdate && isPostgres(db) ? ' for update' : '';
	const [row] = await select<LeaveRow>(db, `select * from leave where id = ?${lock}`, [id]);
	return row && leaveFromRow(row);
}

export async function saveLeave(db: Db, leave: Leave): Promise<void> {
	const row = {person_id: leave.personId, from_on: leave.from, to_on: leave.to, version: leave.version};
	if (leave.version === 1) await db('leave').insert({id: leave.id, ...row});
	else await db('leave').where({id: leave.id}).update(row);
}

/** Leave by start, the latest first. */
export async function listLeave(
	db: Db,
	filter: {person?: string; from?: Day; to?: Day},
	{after, limit}: {after?: [Day, string]; limit: number},
): Promise<Leave[]> {
	const rows = (await db('leave')
		.modify(query => {
			if (filter.person) query.where({person_id: filter.person});
			if (filter.from) query.where('to_on', '>=', filter.from);
			if (filter.to) query.where('from_on', '<=', filter.to);
			if (after) query.whereRaw('(from_on, id) < (?, ?)', after);
		})
		.orderBy([
			{column: 'from_on', order: 'desc'},
			{column: 'id', order: 'desc'},
		])
		.limit(limit)) as LeaveRow[];
	return rows.map(leaveFromRow);
}

/** The leave of these people that touches the days. */
export async function leaveOf(db: Db, people: readonly string[], from: Day, to: Day): Promise<Leave[]> {
	if (people.length === 0) return [];
	const rows = await select<LeaveRow>(
		db,
		`select * from leave where person_id in ${marks(people)} and to_on >= ? and from_on <= ? order by seq`,
		[...people, from, to],
	);
	return rows.map(leaveFromRow);
}

const leaveFromRow = (row: LeaveRow): Leave => ({
	id: row.id,
	personId: row.person_id,
	from: row.from_on,
	to: row.to_on,
	version: row.version,
});
