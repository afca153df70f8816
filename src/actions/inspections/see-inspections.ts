import {hidePersonal, sightOf} from '../../domain/personal.ts';
import {Problem} from '../../domain/problem.ts';
import {isInScope} from '../../domain/scope.ts';
import type {Db} from '../../store/engine.ts';
import {hazardsOfInspection} from '../../store/hazards/hazards.ts';
import type {InspectionFilter} from '../../store/inspections/inspection-filter.ts';
import {
	checksOf,
	countInspections,
	findInspection,
	type Inspection,
	listInspections,
} from '../../store/inspections/inspections.ts';
import {photosOf} from '../../store/inspections/photos.ts';
import {findPeople} from '../../store/people/people.ts';
import type {Context} from '../context.ts';
import {cursorOf, readCursor, readSearch} from '../cursor.ts';
import {withinArea} from '../hazards/see-hazards.ts';

type Filters = Omit<InspectionFilter, 'communities' | 'siteAreas'> & {area?: string};
type Asked = Filters & {after?: string; limit?: number; count?: boolean};
type People = Awaited<ReturnType<typeof findPeople>>;

const sightIn = ({caller}: Context) => ({scope: caller.scope, personId: caller.person.id});

/** Inspections in scope or filed by the caller, the latest first. */
export async function seeInspections(db: Db, context: Context, {after, limit = 50, count, area, q, ...same}: Asked) {
	const search = readSearch(q);
	const filter: InspectionFilter = {
		...same,
		...(area !== undefined && (await withinArea(db, area))),
		...(search !== undefined && {q: search}),
	};
	const sight = sightIn(context);
	const rows = await listInspections(db, filter, sight, {before: readCursor(after), limit: limit + 1});
	const items = rows.slice(0, limit);
	const people = await peopleOf(db, items);
	return {
		items: items.map(row => ({...shown(row, row.siteName, people), failed: row.failed, hazards: row.hazards})),
		next: cursorOf(rows.length > limit ? items.at(-1)!.seq : null),
		...(count && {total: await countInspections(db, filter, sight)}),
	};
}

/** One inspection with what it found; phones and signatures by role (rules §1.2). */
export async function seeInspection(db: Db, context: Context, id: string) {
	const found = await findInspection(db, id, sightIn(context));
	if (!found) throw new Problem(404, 'not-found', '没有这次检查，或不在您的范围内。');
	const {siteName, content, ...inspection} = found;
	const sight = sightOf(context.caller.person.roles);
	const photos = await photosOf(db, `inspection:${id}`);
	const areAllThere = photos.every(({isThere}) => isThere);
	const seen = photos.filter(({role}) => sight === 'full' || !role.endsWith('signature'));
	return {
		...shown(inspection, siteName, await peopleOf(db, [inspection])),
		// What the filing waited for has come since.
		flags: inspection.flags.filter(({code}) => code !== 'photo-awaited' || !areAllThere),
		contentSha256: inspection.contentSha256,
		content: hidePersonal(content, sight),
		checks: await checksOf(db, id),
		hazards: await hazardsShown(db, context, id),
		photos: seen.map(({metadata, ...photo}) => ({...photo, metadata: metadata === null ? null : JSON.parse(metadata)})),
	};
}

async function hazardsShown(db: Db, {caller: {scope}}: Context, inspectionId: string) {
	const hazards = await hazardsOfInspection(db, inspectionId);
	return hazards
		.filter(hazard => isInScope(scope, hazard.communityId, hazard.domain))
		.map(({id, number, itemId, state, grade, route, dueOn}) => ({id, number, item: itemId, state, grade, route, dueOn}));
}

const peopleOf = async (db: Db, inspections: Inspection[]): Promise<People> =>
	findPeople(db, [...new Set(inspections.flatMap(({inspectors}) => inspectors))]);

const shown = (inspection: Inspection, siteName: string, people: People) => ({
	id: inspection.id,
	number: inspection.number,
	site: {id: inspection.siteId, name: siteName},
	kind: inspection.kind,
	outcome: inspection.outcome,
	startedAt: inspection.startedAt,
	endedAt: inspection.endedAt,
	inspectedOn: inspection.inspectedOn,
	inspectors: inspection.inspectors.map(id => ({id, name: people.get(id)?.name ?? ''})),
	filedBy: inspection.filedBy,
	registeredAt: inspection.registeredAt,
	flags: inspection.flags,
});
