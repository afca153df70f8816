import type {Db} from '../../store/engine.ts';
import type {Context} from '../context.ts';
import {isSmall} from './plan-slots.ts';
import {putOffOthers} from './put-off.ts';
import {replanSites} from './replan-sites.ts';

/**
 * Takes everything else off the pairs that a red warning sends out, on those days, and returns how many visits that were.
 * They get another day in the same request when that is little enough, else in the nightly run.
 */
export async function makeWay(db: Db, context: Context): Promise<number> {
	const others = await putOffOthers(db, context);
	if (others.length > 0 && (await isSmall(db))) await replanSites(db, context, [...new Set(others.map(({siteId}) => siteId))]);
	return others.length;
}
