import type {Hazard} from '../../domain/hazards/hazard.ts';
import {caseOf, proposedParties, type Route, routeOf} from '../../domain/hazards/routing.ts';
import type {Db} from '../../store/engine.ts';
import {listAreas} from '../../store/register/areas.ts';
import {findSite} from '../../store/register/sites.ts';
import type {Context} from '../context.ts';
import {routesInForce} from '../register/tables.ts';
import {itemOf} from './view-hazard.ts';

/** The row of the routing table for a hazard; where none fits, what its item says itself. */
export async function routeFor(db: Db, context: Context, hazard: Hazard): Promise<Route | undefined> {
	const item = itemOf(context.forms, hazard);
	const row = routeOf(await routesInForce(db, context), caseOf(hazard, item?.title ?? ''));
	if (row || !item?.route) return row;
	const {department, note} = item.route;
	return {domain: null, placeType: null, object: null, department, basis: note, confidence: 'D'};
}

/** Who answers for a hazard, where nobody was named. */
export async function partiesFor(db: Db, context: Context, hazard: Hazard): Promise<Hazard['parties']> {
	const site = await findSite(db, hazard.siteId);
	const subdistrict = (await listAreas(db)).find(({kind}) => kind === 'subdistrict');
	return proposedParties(await routeFor(db, context, hazard), subdistrict?.name ?? null, site ?? {name: '', occupant: null});
}

/** Where a hazard would be sent, with what that rests on; null when no row fits. */
export async function transferFor(db: Db, context: Context, hazard: Hazard) {
	const route = await routeFor(db, context, hazard);
	if (!route) return null;
	const {department, basis, confidence, check} = route;
	return {
		department,
		title: context.forms.departments.get(department)?.title ?? department,
		basis,
		confidence,
		...(check && {check}),
	};
}
