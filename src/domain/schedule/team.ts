import {type Day, maxDay, minDay} from '../days.ts';
import {type Person, roleTitles} from '../person.ts';
import type {Fault} from '../problem.ts';

/** Two inspectors who go out together, from a day on. */
export type TeamPair = {id: string; people: [string, string]; from: Day; to?: Day | null};
/** Empty `areas` or `domains`: no limit but the scope of the people. */
export type Team = {
	id: string;
	name: string;
	areas: string[];
	domains: string[];
	minutesPerDay: number;
	pairs: TeamPair[];
	version: number;
};
export type Leave = {id: string; personId: string; from: Day; to: Day; version: number};

const endless = '9999-12-31';
const overlap = (a: TeamPair, b: TeamPair) => maxDay(a.from, b.from) <= minDay(a.to ?? endless, b.to ?? endless);

export const isPairOn = (pair: Pick<TeamPair, 'from' | 'to'>, day: Day): boolean =>
	pair.from <= day && day <= (pair.to ?? endless);

/** What a team is checked against. */
export type Surroundings = {
	people: ReadonlyMap<string, Person>;
	others: readonly Team[];
	areaIds: ReadonlySet<string>;
	domains: ReadonlySet<string>;
};

/** Every fault of a team at once (rules §1.5). */
export function teamFaults(team: Team, around: Surroundings): Fault[] {
	return [
		...team.areas.flatMap((area, i) => (around.areaIds.has(area) ? [] : [{path: `/areas/${i}`, message: '没有这个区域。'}])),
		...team.domains.flatMap((domain, i) =>
			around.domains.has(domain) ? [] : [{path: `/domains/${i}`, message: `没有这个领域：${domain}。`}],
		),
		...team.pairs.flatMap((pair, i) => pairFaults(pair, `/pairs/${i}`, around.people)),
		...team.pairs.flatMap((pair, i) => clashFaults(pair, `/pairs/${i}`, team.pairs.slice(0, i), around.others)),
	];
}

function pairFaults({people, from, to}: TeamPair, path: string, known: ReadonlyMap<string, Person>): Fault[] {
	const faults: Fault[] = [];
	if (people[0] === people[1]) faults.push({path: `${path}/people`, message: '一组应为两个不同的人。'});
	if (to != null && to < from) faults.push({path: `${path}/to`, message: '不能早于起始日期。'});
	for (const [i, id] of people.entries()) {
		const person = known.get(id);
		if (!person) faults.push({path: `${path}/people/${i}`, message: '没有这个人。'});
		else if (!person.roles.includes('inspector'))
			faults.push({path: `${path}/people/${i}`, message: `${person.name}不是${roleTitles.inspector}。`});
		else if (person.toOn !== null && person.toOn < from)
			faults.push({path: `${path}/people/${i}`, message: `${person.name}在起始日期前已离岗。`});
	}
	return faults;
}

/** One person is in one pair per day, in whatever team; the id of a pair is its own everywhere. */
function clashFaults(pair: TeamPair, path: string, earlier: readonly TeamPair[], others: readonly Team[]): Fault[] {
	const elsewhere = others.flatMap(team => team.pairs.map(other => ({other, where: `“${team.name}”的另一组`})));
	const all = [...earlier.map(other => ({other, where: '本队的另一组'})), ...elsewhere];
	const faults: Fault[] = [];
	if (all.some(({other}) => other.id === pair.id)) faults.push({path: `${path}/id`, message: '这个编号已用于另一组。'});
	for (const {other, where} of all) {
		for (const [i, id] of pair.people.entries()) {
			if (other.people.includes(id) && overlap(pair, other))
				faults.push({path: `${path}/people/${i}`, message: `此人同一天已在${where}（自 ${other.from} 起）。`});
		}
	}
	return faults;
}
