import {v7 as uuidv7} from 'uuid';
import {Problem, unprocessable} from '../../domain/problem.ts';
import {afterMovingIn} from '../../domain/register/gaps.ts';
import {
	isSameOccupant,
	moveIn,
	moveInFaults,
	type Occupancy,
	occupantFaults,
	occupantOf,
	shownPhone,
} from '../../domain/register/occupancy.ts';
import {checkVersion} from '../../domain/versioned.ts';
import type {Db} from '../../store/engine.ts';
import {hasOccupancy, occupanciesOf, saveOccupancies, saveSite} from '../../store/register/sites.ts';
import type {Context} from '../context.ts';
import {recordSite} from './put-site.ts';
import {type ShownSite, showSite, siteInScope} from './see-sites.ts';

export type OccupancyBody = {
	id?: string;
	version?: number;
	name: string;
	uscc?: string | null;
	responsible: string;
	phone: string;
	fromOn: string;
};
export type ShownOccupancy = Omit<Occupancy, 'phone'> & {phone: string | null};

/** A new occupant of a site; the present one ends the day before. */
export async function addOccupancy(
	db: Db,
	context: Context,
	siteId: string,
	body: OccupancyBody,
): Promise<ShownOccupancy & {site: ShownSite}> {
	const site = await siteInScope(db, context, siteId, {forUpdate: true});
	checkVersion(site, body.version);
	const {id = uuidv7(), name, uscc = null, responsible, phone, fromOn} = body;
	if (await hasOccupancy(db, id)) throw new Problem(409, 'id-taken', '同一编号已提交过其他内容，请换一个编号。');
	const opened: Occupancy = {id, siteId, name, uscc, responsible, phone, fromOn, toOn: null};
	const [latest] = await occupanciesOf(db, siteId);
	const faults = [...occupantFaults(opened, ''), ...moveInFaults(latest, fromOn, context.today)];
	if (faults.length > 0) throw unprocessable(faults);
	await saveOccupancies(db, moveIn(latest, opened));
	const isSame = site.occupant !== null && isSameOccupant(site.occupant, opened);
	const next = {...site, ...(isSame ? {} : afterMovingIn), occupant: occupantOf(opened), version: site.version + 1};
	await saveSite(db, next);
	await recordSite(db, context, next, 'occupancy');
	return {...showOccupancy(context, opened), site: await showSite(db, context, next)};
}

export const showOccupancy = ({caller}: Context, occupancy: Occupancy): ShownOccupancy => ({
	...occupancy,
	phone: shownPhone(caller.person.roles, occupancy.phone),
});
