import {type Day, dayOf, type Instant, minDay, plusMilliseconds} from '../days.ts';
import {type AreaNode, type Grant, type Scope, scopeOf} from '../scope.ts';

/** A grant as it read from one moment until the next change of it. */
export type HeldGrant = Grant & {from: Instant; until: Instant | null};

const before = 7 * 86_400_000;

/** The union of the grants that a person held at any time from seven days before the start until now (rules §1.7): an offline filing survives a change of duty. */
export function filingScope(
	{grants, areas}: {grants: Map<string, HeldGrant[]>; areas: AreaNode[]},
	personId: string,
	{filing, now, today}: {filing: {startedAt: Instant}; now: Instant; today: Day},
): Scope {
	const from = plusMilliseconds(filing.startedAt, -before);
	const since = from < now ? from : now;
	const held = (grants.get(personId) ?? []).filter(grant => overlaps(grant, since, now, today));
	return scopeOf(
		held.map(grant => ({...grant, fromOn: today, toOn: null})),
		areas,
		today,
	);
}

function overlaps(grant: HeldGrant, since: Instant, now: Instant, today: Day): boolean {
	if (grant.from > now || (grant.until !== null && grant.until <= since)) return false;
	const firstDay = dayOf(since);
	const lastDay = grant.until === null ? today : minDay(today, dayOf(grant.until));
	return grant.fromOn <= lastDay && (grant.toOn === null || grant.toOn >= firstDay);
}
