import {type GapCode, gapCodes, gapsOf} from '../../domain/register/gaps.ts';
import {areasBelow} from '../../domain/scope.ts';
import type {Db} from '../../store/engine.ts';
import {listAreas} from '../../store/register/areas.ts';
import {countGaps} from '../../store/register/gaps.ts';
import {listSites} from '../../store/register/sites.ts';
import type {Context} from '../context.ts';
import {cursorOf, readCursor} from '../cursor.ts';
import {scopeOfReader} from '../hazards/see-lists.ts';

export type GapQuery = {area?: string; gap?: GapCode; after?: string; limit?: number};

/** Responsibility gaps of the sites in use: counts by community and in all, and the sites one by one. */
export async function seeGaps(db: Db, {caller, today, forms}: Context, {area, gap, after, limit = 50}: GapQuery) {
	const areas = await listAreas(db);
	const below = area === undefined ? undefined : areasBelow(areas, area);
	const counts = new Map((await countGaps(db, caller.scope, today, below)).map(row => [row.communityId, row]));
	const communities = areas.flatMap(({id, name}) => {
		const {communityId, ...row} = counts.get(id) ?? {};
		return communityId ? [{id, name, ...(row as Counted)}] : [];
	});
	const seq = readCursor(after);
	const filter = {gaps: gap ? [gap] : [...gapCodes], today, ...(below && {areas: below})};
	const page = await listSites(db, caller.scope, filter, {...(seq !== undefined && {after: seq}), limit, count: false});
	const names = new Map(areas.map(({id, name}) => [id, name]));
	return {
		scope: scopeOfReader(caller.scope, forms.sectors),
		today,
		total: summed(communities),
		communities,
		items: page.items.map(site => ({
			id: site.id,
			label: site.label,
			name: site.name,
			kind: site.kind,
			communityId: site.communityId,
			communityName: names.get(site.communityId) ?? '',
			occupant: site.occupant?.name ?? null,
			gaps: gapsOf(site, today),
		})),
		next: cursorOf(page.next),
	};
}

type Counted = {sites: number; withGaps: number} & Record<GapCode, number>;
const columns = ['sites', 'withGaps', ...gapCodes] as const;

const summed = (rows: Counted[]): Counted =>
	Object.fromEntries(columns.map(name => [name, rows.reduce((sum, row) => sum + row[name], 0)])) as Counted;
