import {Problem, unprocessable} from '../../domain/problem.ts';
import {type Boundary, boundaryFaults, type Geometry, settleGeometry} from '../../domain/register/boundary.ts';
import {decidePut, type PutDecision} from '../../domain/versioned.ts';
import type {Db} from '../../store/engine.ts';
import {record} from '../../store/journal/journal.ts';
import {findArea} from '../../store/register/areas.ts';
import {findBoundary, saveBoundary} from '../../store/register/boundaries.ts';
import type {Context} from '../context.ts';

export type BoundaryBody = {geometry?: Geometry | null; version?: number};

/** Draws, changes or (with null) takes back the outline of an area. */
export async function putBoundary(db: Db, context: Context, areaId: string, body: BoundaryBody): Promise<PutDecision<Boundary>> {
	if (!(await findArea(db, areaId))) throw new Problem(404, 'not-found', '没有这个区域。');
	const faults = body.geometry ? boundaryFaults(body.geometry) : [];
	if (faults.length > 0) throw unprocessable(faults);
	const current = await findBoundary(db, areaId, {forUpdate: true});
	const settled = {...body, ...(body.geometry && {geometry: settleGeometry(body.geometry)})};
	const decision = decidePut<Boundary>(current, settled, {
		defaults: {id: areaId, geometry: null},
		required: current ? [] : ['geometry'],
	});
	if (decision.kind === 'unchanged') return decision;
	await saveBoundary(db, decision.value);
	await record(db, context, {
		subject: `boundary:${areaId}`,
		version: decision.value.version,
		action: decision.value.geometry ? `boundary-${decision.kind}` : 'boundary-removed',
		after: decision.value,
	});
	return decision;
}
