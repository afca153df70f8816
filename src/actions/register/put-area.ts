import {type Fault, unprocessable} from '../../domain/problem.ts';
import {areasBelow} from '../../domain/scope.ts';
import {decidePut, type PutDecision} from '../../domain/versioned.ts';
import type {Db} from '../../store/engine.ts';
import {record} from '../../store/journal/journal.ts';
import {type Area, findArea, listAreas, saveArea} from '../../store/register/areas.ts';
import type {Context} from '../context.ts';

/** Makes or changes an area of the tree subdistrict → community → grid → micro-grid. */
export async function putArea(db: Db, context: Context, id: string, body: Record<string, unknown>): Promise<PutDecision<Area>> {
	const decision = decidePut<Area>(await findArea(db, id), body, {
		defaults: {id, name: '', kind: 'community', parentId: null, population: null},
		required: ['name', 'kind'],
	});
	if (decision.kind === 'unchanged') return decision;
	const faults = placeFaults(decision.value, await listAreas(db));
	if (faults.length > 0) throw unprocessable(faults);
	await saveArea(db, decision.value);
	await record(db, context, {
		subject: `area:${id}`,
		version: decision.value.version,
		action: `area-${decision.kind}`,
		after: decision.value,
	});
	return decision;
}

const parentKinds: Record<Area['kind'], Area['kind'] | null> = {
	subdistrict: null,
	community: 'subdistrict',
	grid: 'community',
	'micro-grid': 'grid',
};

const kindWords: Record<Area['kind'], string> = {
	subdistrict: '街道',
	community: '居民区',
	grid: '网格',
	'micro-grid': '微网格',
};

function placeFaults(area: Area, areas: Area[]): Fault[] {
	const others = areas.filter(other => other.id !== area.id);
	const wanted = parentKinds[area.kind];
	const parent = others.find(other => other.id === area.parentId);
	const faults: Fault[] = [];
	if (wanted === null && area.parentId !== null) faults.push({path: '/parentId', message: '街道没有上级区域。'});
	if (wanted === null && others.some(other => other.kind === 'subdistrict'))
		faults.push({path: '/kind', message: '街道只有一个。'});
	if (wanted !== null && parent?.kind !== wanted) faults.push({path: '/parentId', message: `上级应为${kindWords[wanted]}。`});
	if (parent && areasBelow(areas, area.id).includes(parent.id))
		faults.push({path: '/parentId', message: '上级不能是自己的下级。'});
	return faults;
}
