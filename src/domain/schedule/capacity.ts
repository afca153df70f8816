import type {ResolvedChecklist} from '../content.ts';
import type {Day} from '../days.ts';
import {isActive, type Person} from '../person.ts';
import {type AreaNode, areasBelow, communityOf, isInScope, type Scope} from '../scope.ts';
import type {Pair} from './assign.ts';
import {isPairOn, type Leave, type Team, type TeamPair} from './team.ts';

/** The way to a site, the greeting and the signing: once per visit. */
export const visitMinutes = 20;
const minutesPerItem = 1;

export const minutesOf = (checklist: ResolvedChecklist | undefined): number => (checklist?.items.length ?? 20) * minutesPerItem;

export type Crew = {
	teams: readonly Team[];
	people: ReadonlyMap<string, Person>;
	scopes: ReadonlyMap<string, Scope>;
	leave: readonly Leave[];
	areas: readonly AreaNode[];
};

/** The pairs of the teams for a field of work as the assignment sees them: where both people may go (rules §1.7), and the days on which one is away. */
export const pairsOf = (crew: Crew, domain: string, days: readonly Day[]): Pair[] => {
	const {teams, scopes, areas} = crew;
	return teams.flatMap(team => {
		if (team.domains.length > 0 && !team.domains.includes(domain)) return [];
		const reach = team.areas.length === 0 ? areas.map(({id}) => id) : team.areas.flatMap(area => areasBelow(areas, area));
		return team.pairs.map(pair => ({
			id: pair.id,
			people: pair.people,
			areas: [...new Set(reach)].filter(area => pair.people.every(id => mayGo(scopes.get(id) ?? [], areas, area, domain))),
			minutesPerDay: team.minutesPerDay,
			off: offDaysOf(crew, pair, days),
		}));
	});
};

/** The days on which a pair is not formed, or one of it is away. */
export const offDaysOf = ({people, leave}: Crew, pair: TeamPair, days: readonly Day[]): Day[] =>
	days.filter(day => !isPairOn(pair, day) || pair.people.some(id => isAway(id, people, leave, day)));

/** Whether both people of a pair may go to an area. */
export const serves = ({areas}: Pick<Pair, 'areas'>, areaId: string): boolean => areas === null || areas.includes(areaId);

const mayGo = (scope: Scope, areas: readonly AreaNode[], area: string, domain: string): boolean => {
	const community = communityOf(areas, area);
	return community === null ? scope === 'all' : isInScope(scope, community, domain);
};

const isAway = (id: string, people: ReadonlyMap<string, Person>, leave: readonly Leave[], day: Day): boolean => {
	const person = people.get(id);
	if (!person || !isActive(person, day)) return true;
	return leave.some(({personId, from, to}) => personId === id && from <= day && day <= to);
};
