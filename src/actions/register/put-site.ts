import {v7 as uuidv7} from 'uuid';
import {siteLabel} from '../../domain/number.ts';
import {type Fault, unprocessable} from '../../domain/problem.ts';
import {afterMovingIn, letterFaults} from '../../domain/register/gaps.ts';
import {changeOccupant, isSameOccupant, moveIn, type Occupant} from '../../domain/register/occupancy.ts';
import {type Site, settleSite, siteFaults} from '../../domain/register/site.ts';
import {communityOf, isInScope} from '../../domain/scope.ts';
import {decidePut, type PutDecision} from '../../domain/versioned.ts';
import type {Db} from '../../store/engine.ts';
import {linkPhotos, photosAwaited} from '../../store/hazards/hazard-links.ts';
import {record} from '../../store/journal/journal.ts';
import {listAreas} from '../../store/register/areas.ts';
import {addSiteVersion, findSite, occupanciesOf, saveOccupancies, saveSite} from '../../store/register/sites.ts';
import {takeNumbers} from '../../store/rows.ts';
import type {Context} from '../context.ts';
import {requireUuid} from '../cursor.ts';
import {relocateSite} from './relocate-site.ts';
import {siteNotFound} from './see-sites.ts';

/** Makes or changes a site. Its label is given once; its community follows its area, and its points and hazards follow it. */
export async function putSite(db: Db, context: Context, id: string, body: Record<string, unknown>): Promise<PutDecision<Site>> {
	requireUuid(id);
	const current = await findSite(db, id, {forUpdate: true});
	if (current && !isInScope(context.caller.scope, current.communityId)) throw siteNotFound();
	const place = await placeOf(db, context, body.areaId);
	const decision = decidePut<Site>(current, withNewOccupant(current, settleSite(body)), {
		defaults: {...blank, id, startsOn: context.today},
		required,
	});
	if (decision.kind === 'unchanged') return decision;
	const faults = [
		...place.faults,
		...siteFaults(decision.value, context.forms.siteKinds),
		...(await letterFaultsOf(db, context, decision.value)),
	];
	if (faults.length > 0) throw unprocessable(faults);
	const site: Site = {...decision.value, communityId: place.communityId ?? decision.value.communityId};
	if (!current) site.label = siteLabel(await takeNumbers(db, 'site', 1));
	await saveSite(db, site);
	await recordSite(db, context, site, `site-${decision.kind}`);
	await keepOccupant(db, context, current, site);
	await linkLetter(db, site);
	if (current && current.communityId !== site.communityId)
		await relocateSite(db, context, id, current.communityId, site.communityId);
	return {kind: decision.kind, value: site};
}

const required = ['name', 'kind', 'areaId', 'address'];
const blank: Omit<Site, 'version' | 'id' | 'startsOn'> = {
	label: '',
	name: '',
	kind: '',
	areaId: '',
	communityId: '',
	address: '',
	building: null,
	position: null,
	tags: [],
	closedOn: null,
	pauses: [],
	occupant: null,
	...afterMovingIn,
};

/** With another occupant the letter and the safety manager of the one before are gone, unless new ones come with it. */
function withNewOccupant(current: Site | undefined, body: Record<string, unknown>): Record<string, unknown> {
	const occupant = body.occupant as Occupant | null | undefined;
	if (!current?.occupant || occupant === undefined || (occupant && isSameOccupant(current.occupant, occupant))) return body;
	return {...afterMovingIn, ...body};
}

async function letterFaultsOf(db: Db, {today}: Context, site: Site): Promise<Fault[]> {
	const photo = site.responsibilityLetter?.photo;
	const awaited = photo ? await photosAwaited(db, [photo]) : [];
	return [
		...letterFaults(site, today),
		...awaited.map(sha => ({path: '/responsibilityLetter/photo', message: `照片尚未到达：${sha}`})),
	];
}

/** Who may see the site may see its letter. */
async function linkLetter(db: Db, {id, communityId, responsibilityLetter}: Site): Promise<void> {
	const photo = responsibilityLetter?.photo;
	if (photo) await linkPhotos(db, {subject: `site:${id}`, communityId, domain: null}, 'attachment', [photo]);
}

/** The community of the area asked for. One out of scope is refused like a site out of scope: areas are no secret, places are. */
async function placeOf(db: Db, {caller}: Context, areaId: unknown): Promise<{communityId?: string; faults: Fault[]}> {
	if (typeof areaId !== 'string') return {faults: []};
	const areas = await listAreas(db);
	if (!areas.some(area => area.id === areaId)) return {faults: [{path: '/areaId', message: '没有这个区域。'}]};
	const communityId = communityOf(areas, areaId);
	if (communityId === null) return {faults: [{path: '/areaId', message: '应为居民区或其下的网格，不能是整个街道。'}]};
	if (!isInScope(caller.scope, communityId)) throw siteNotFound();
	return {communityId, faults: []};
}

/** The entry of a site's new version, and its row in the table of versions. */
export async function recordSite(db: Db, context: Context, site: Site, action: string): Promise<void> {
	const at = await record(db, context, {subject: `site:${site.id}`, version: site.version, action, after: site});
	await addSiteVersion(db, site, at);
}

async function keepOccupant(db: Db, context: Context, before: Site | undefined, site: Site): Promise<void> {
	if (JSON.stringify(before?.occupant ?? null) === JSON.stringify(site.occupant)) return;
	const [latest] = await occupanciesOf(db, site.id);
	const id = uuidv7();
	const rows = before
		? changeOccupant(latest, site.occupant, {id, siteId: site.id, today: context.today})
		: site.occupant
			? moveIn(undefined, {...site.occupant, id, siteId: site.id, fromOn: site.startsOn, toOn: null})
			: [];
	await saveOccupancies(db, rows);
}
