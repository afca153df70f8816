import type {Day} from '../../domain/days.ts';
import type {Crew} from '../../domain/schedule/capacity.ts';
import {scopeOf} from '../../domain/scope.ts';
import type {Db} from '../../store/engine.ts';
import {findPeople, grantsOfPeople} from '../../store/people/people.ts';
import {listAreas} from '../../store/register/areas.ts';
import {leaveOf, listTeams} from '../../store/schedule/teams.ts';

/** The teams of a plan with their people, scopes of today and leave. */
export async function loadCrew(db: Db, teamIds: readonly string[], from: Day, to: Day): Promise<Crew> {
	const teams = (await listTeams(db)).filter(team => teamIds.includes(team.id));
	const areas = await listAreas(db);
	const ids = [...new Set(teams.flatMap(team => team.pairs.flatMap(pair => pair.people)))];
	const grants = ids.length > 0 ? await grantsOfPeople(db, ids) : [];
	const heldBy = (id: string) => grants.filter(({personId}) => personId === id);
	const scopes = new Map(ids.map(id => [id, scopeOf(heldBy(id), areas, from)]));
	return {teams, areas, scopes, people: await findPeople(db, ids), leave: await leaveOf(db, ids, from, to)};
}
