import {communityOf, isInScope} from '../../domain/scope.ts';
import type {Db} from '../../store/engine.ts';
import {type Area, listAreas} from '../../store/register/areas.ts';
import type {Context} from '../context.ts';

/** All areas, those inside the caller's scope first (rules §1.7). */
export async function seeAreas(db: Db, {caller: {scope}}: Context): Promise<Array<Area & {inScope: boolean}>> {
	const areas = await listAreas(db);
	const marked = areas.map(area => {
		const community = communityOf(areas, area.id);
		return {...area, inScope: scope === 'all' || (community !== null && isInScope(scope, community))};
	});
	return [...marked.filter(area => area.inScope), ...marked.filter(area => !area.inScope)];
}
