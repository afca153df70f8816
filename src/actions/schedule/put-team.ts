import {Problem, unprocessable} from '../../domain/problem.ts';
import {type Team, type TeamPair, teamFaults} from '../../domain/schedule/team.ts';
import {decidePut, type PutDecision} from '../../domain/versioned.ts';
import type {Db} from '../../store/engine.ts';
import {record} from '../../store/journal/journal.ts';
import {findPeople} from '../../store/people/people.ts';
import {listAreas} from '../../store/register/areas.ts';
import {findTeam, holdTeams, listTeams, saveTeam} from '../../store/schedule/teams.ts';
import type {Context} from '../context.ts';
import {requireUuid} from '../cursor.ts';
import {makeWay} from './make-way.ts';
import {replanTeams} from './plan-slots.ts';

const defaults: Omit<Team, 'version' | 'id'> = {name: '', areas: [], domains: [], minutesPerDay: 240, pairs: []};

/** Makes or changes a team and its pairs (rules §1.5); what it can no longer do is given out again. */
export async function putTeam(db: Db, context: Context, id: string, body: Record<string, unknown>): Promise<PutDecision<Team>> {
	requireUuid(id);
	await holdTeams(db);
	const decision = decidePut<Team>(await findTeam(db, id), settled(body), {defaults: {...defaults, id}, required: ['name']});
	if (decision.kind === 'unchanged') return decision;
	const team = decision.value;
	const faults = teamFaults(team, {
		people: await findPeople(db, [...new Set(team.pairs.flatMap(pair => pair.people))]),
		others: (await listTeams(db)).filter(other => other.id !== id),
		areaIds: new Set((await listAreas(db)).map(area => area.id)),
		domains: new Set(context.forms.sectors.keys()),
	});
	if (faults.length > 0) throw unprocessable(faults);
	await saveTeam(db, team);
	await record(db, context, {subject: `team:${id}`, version: team.version, action: `team-${decision.kind}`, after: team});
	if (decision.kind === 'changed') {
		await replanTeams(db, context, [id]);
		await makeWay(db, context);
	}
	return decision;
}

/** An open end is kept as no end, so that sending it again changes nothing. */
const settled = (body: Record<string, unknown>): Record<string, unknown> => ({
	...body,
	...(body.pairs !== undefined && {
		pairs: (body.pairs as TeamPair[]).map(({to, ...pair}) => (to == null ? pair : {...pair, to})),
	}),
});

export const seeTeams = async (db: Db): Promise<Team[]> => listTeams(db);

export async function seeTeam(db: Db, id: string): Promise<Team> {
	const team = await findTeam(db, id);
	if (!team) throw new Problem(404, 'not-found', '没有这支检查队。');
	return team;
}
