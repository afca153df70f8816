import type {Day} from '../../domain/days.ts';
import {minDay} from '../../domain/days.ts';
import {type Holder, holderOf, holders, holderTitles, statesHeldBy} from '../../domain/hazards/holder.ts';
import {isActive, type Person, type Role} from '../../domain/person.ts';
import {isInScope, type Scope, scopeOf} from '../../domain/scope.ts';
import type {Db} from '../../store/engine.ts';
import {
	type NamedCount,
	type OverdueGroup,
	overdueGroups,
	overdueSites,
	overdueWithDepartments,
} from '../../store/figures/dashboard.ts';
import {listGrants, listPeople} from '../../store/people/people.ts';
import {type Area, listAreas} from '../../store/register/areas.ts';
import type {Context} from '../context.ts';

type Part = {count: number; oldestOn: Day};
export type OverdueView = {
	total: number;
	communities: Array<Part & {id: string; name: string}>;
	holders: Array<Part & {holder: Holder; title: string; states: string[]; who: NamedCount[]; others: number}>;
};

const mostNamed = 4;

/** Overdue hazards in scope: where they are, and in whose hands. */
export async function seeOverdue(db: Db, context: Context): Promise<OverdueView> {
	const {caller, today} = context;
	const groups = await overdueGroups(db, caller.scope, today);
	const areas = await listAreas(db);
	const by = parted(groups, ({communityId}) => communityId);
	const held = parted(groups, ({state}) => holderOf(state));
	const view: OverdueView = {total: sumOf(groups), communities: [], holders: []};
	for (const {id, name} of areas) {
		const part = by.get(id);
		if (part) view.communities.push({id, name, ...summed(part)});
	}
	view.communities.sort((a, b) => b.count - a.count || (a.oldestOn < b.oldestOn ? -1 : 1));
	for (const holder of holders) {
		const part = held.get(holder);
		if (!part) continue;
		const who = await whoHolds(db, context, {holder, part, areas});
		view.holders.push({
			holder,
			title: holderTitles[holder],
			states: statesHeldBy(holder),
			...summed(part),
			who: who.slice(0, mostNamed),
			others: Math.max(0, who.length - mostNamed),
		});
	}
	return view;
}

const sumOf = (groups: readonly OverdueGroup[]): number => groups.reduce((all, {count}) => all + count, 0);
const summed = (groups: readonly OverdueGroup[]): Part => ({
	count: sumOf(groups),
	oldestOn: groups.map(({oldestOn}) => oldestOn).reduce(minDay),
});

function parted<K>(groups: readonly OverdueGroup[], keyOf: (group: OverdueGroup) => K): Map<K, OverdueGroup[]> {
	const parts = new Map<K, OverdueGroup[]>();
	for (const group of groups) parts.set(keyOf(group), [...(parts.get(keyOf(group)) ?? []), group]);
	return parts;
}

type Held = {holder: Holder; part: OverdueGroup[]; areas: Area[]};

/** By name: sites and departments with what they have, people with what lies in their scope. */
async function whoHolds(db: Db, {caller, today, forms}: Context, {holder, part, areas}: Held): Promise<NamedCount[]> {
	if (holder === 'site') return overdueSites(db, caller.scope, today, statesHeldBy('site'), 50);
	if (holder === 'department') {
		const hazards = await overdueWithDepartments(db, caller.scope, today);
		const names = hazards.map(({facts}) => facts.transfers?.at(-1)?.department ?? '');
		return counted(names, name => forms.departments.get(name)?.title ?? name);
	}
	return peopleFor(db, {role: holder === 'office' ? 'manager' : 'inspector', today, part, areas});
}

function counted(keys: readonly string[], nameOf: (key: string) => string): NamedCount[] {
	const counts = new Map<string, number>();
	for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
	return [...counts].map(([id, count]) => ({id, name: nameOf(id), count})).sort((a, b) => b.count - a.count);
}

type Asked = {role: Role; today: Day; part: OverdueGroup[]; areas: Area[]};

/** People of a role who may act, the narrowest scope first: whoever sees the whole subdistrict is named last. */
async function peopleFor(db: Db, {role, today, part, areas}: Asked): Promise<NamedCount[]> {
	const grants = await listGrants(db);
	const own = (person: Person) =>
		scopeOf(
			grants.filter(({personId}) => personId === person.id),
			areas,
			today,
		);
	return (await listPeople(db))
		.filter(person => person.roles.includes(role) && isActive(person, today))
		.map(person => ({person, scope: own(person)}))
		.map(({person, scope}) => ({id: person.id, name: person.name, count: sumOf(part.filter(isHeldIn(scope))), scope}))
		.filter(({count}) => count > 0)
		.sort((a, b) => widthOf(a.scope) - widthOf(b.scope) || b.count - a.count)
		.map(({id, name, count}) => ({id, name, count}));
}

const isHeldIn =
	(scope: Scope) =>
	({communityId, domain}: OverdueGroup): boolean =>
		isInScope(scope, communityId, domain);
const widthOf = (scope: Scope): number => (scope === 'all' ? 1 : 0);
