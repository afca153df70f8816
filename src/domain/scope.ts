import type {Day} from './days.ts';

/** What a person may see: everything, or a union of communities with domains (rules §1.7). */
export type Scope = 'all' | Array<{communities: string[]; domains: string[] | 'all'}>;

export type Grant = {areaId: string; domains: string[] | null; fromOn: Day; toOn: Day | null};
export type AreaNode = {id: string; kind: string; parentId: string | null};

/** The union of the grants that hold on a day. A grant on the subdistrict is a grant on all its communities. */
export function scopeOf(grants: readonly Grant[], areas: readonly AreaNode[], day: Day): Scope {
	const held = grants.filter(grant => grant.fromOn <= day && (grant.toOn === null || grant.toOn >= day));
	const wholes = held.filter(grant => areas.find(area => area.id === grant.areaId)?.kind === 'subdistrict');
	if (wholes.some(grant => grant.domains === null)) return 'all';
	return held.map(grant => ({communities: communitiesBelow(areas, grant.areaId), domains: grant.domains ?? 'all'}));
}

/** The community of an area: itself or the nearest above; null for the subdistrict. */
export function communityOf(areas: readonly AreaNode[], areaId: string): string | null {
	let area = areas.find(a => a.id === areaId);
	while (area && area.kind !== 'community') area = areas.find(a => a.id === area!.parentId);
	return area?.id ?? null;
}

/** The area itself and everything below it. */
export function areasBelow(areas: readonly AreaNode[], areaId: string): string[] {
	const found = [areaId];
	for (let i = 0; i < found.length; i++) found.push(...areas.filter(area => area.parentId === found[i]).map(area => area.id));
	return found;
}

const communitiesBelow = (areas: readonly AreaNode[], areaId: string): string[] =>
	areasBelow(areas, areaId).filter(id => areas.find(area => area.id === id)?.kind === 'community');

/** Whether a community (and a domain, when given) lies in the scope. */
export const isInScope = (scope: Scope, communityId: string, domain?: string | null): boolean =>
	scope === 'all' ||
	scope.some(
		part => part.communities.includes(communityId) && (domain == null || part.domains === 'all' || part.domains.includes(domain)),
	);
