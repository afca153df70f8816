import type {Day} from '../domain/days.ts';
import type {Door} from './door.ts';
import {communityId, idOf} from './world.ts';

export const teams = [
	{
		id: idOf('team1'),
		pair: idOf('pair1'),
		people: ['inspector1', 'inspector2'],
		from: 1,
		to: 9,
		domains: ['fire', 'gas', 'construction', 'underground'],
	},
	{id: idOf('team2'), pair: idOf('pair2'), people: ['inspector3', 'inspector4'], from: 10, to: 17, domains: ['fire', 'gas']},
	{
		id: idOf('team3'),
		pair: idOf('pair3'),
		people: ['inspector5', 'inspector6'],
		from: 1,
		to: 17,
		domains: ['fire', 'gas', 'construction', 'underground'],
	},
] as const;

/** Three teams, and a plan for each domain over the whole subdistrict: every working day while all is seen for the first time. */
export async function makePlans(door: Door, from: Day): Promise<void> {
	for (const [i, team] of teams.entries()) {
		await door(idOf('manager'), 'put', `/api/teams/${team.id}`, {
			name: `滚动排查${'一二三'[i]}组`,
			areas: Array.from({length: team.to - team.from + 1}, (_, n) => communityId(team.from + n)),
			domains: [...team.domains],
			minutesPerDay: 240,
			pairs: [{id: team.pair, people: team.people.map(idOf), from}],
		});
	}
	for (const [name, checklist, domain, members] of plans) {
		await door(idOf('manager'), 'put', `/api/plans/${idOf(`plan/${domain}`)}`, {
			name,
			checklist,
			scope: {domain},
			anchor: 'completion',
			weekdays: [1, 2, 3, 4, 5],
			holidays: 'before',
			teams: members.map(i => teams[i]!.id),
			from,
		});
	}
}

/** From then on the pairs go out on Tuesdays and Thursdays; the other days are for what they found. */
export async function settleDown(door: Door): Promise<void> {
	for (const [, , domain] of plans) {
		const path = `/api/plans/${idOf(`plan/${domain}`)}`;
		const {version} = await door<{version: number}>(idOf('manager'), 'get', path);
		await door(idOf('manager'), 'put', path, {version, weekdays: [2, 4]});
	}
}

const plans: Array<[string, string, string, number[]]> = [
	['消防滚动排查', 'fire/daily@1', 'fire', [0, 1, 2]],
	['商户燃气滚动排查', 'gas/merchant@1', 'gas', [0, 1, 2]],
	['在建与小型工程滚动排查', 'construction/small-works@1', 'construction', [0, 2]],
	['地下空间滚动排查', 'underground/daily@1', 'underground', [0, 2]],
];
