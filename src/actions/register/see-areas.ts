import {communityOf, isInScope} from '../../domain/scope.ts';
import type {Db} from '../../store/engine.ts';
import {type Area, type AreaCounts, countByArea, listAreas} from '../../store/register/areas.ts';
import type {Context} from '../context.ts';

type ShownArea = Area & {inScope: boolean; counts?: AreaCounts};
const none: AreaCounts = {sites: 0, riskPoints: 0, openHazards: 0};

/** All areas, those inside the caller's scope first (rules §1.7); counts are of what he may see. */
export async function seeAreas(
	db: Db,
	{caller: {scope}}: Pick<Context, 'caller'>,
	{counts = false}: {counts?: boolean} = {},
): Promise<ShownArea[]> {
	const areas = await listAreas(db);
	const counted = counts ? await countByArea(db, scope) : null;
	const marked = areas.map(area => {
		const community = communityOf(areas, area.id);
		const own = counted && {counts: counted.get(area.id) ?? none};
		return {...area, ...own, inScope: scope === 'all' || (community !== null && isInScope(scope, community))};
	});
	return [...marked.filter(area => area.inScope), ...marked.filter(area => !area.inScope)];
}
