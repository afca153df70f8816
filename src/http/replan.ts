import {replanSites} from '../actions/schedule/replan-sites.ts';
import type {Services} from '../services.ts';
import type {Context} from './route.ts';

/** Sites that wait for the next job, by queue. */
const waiting = new WeakMap<Services['queue'], Set<string>>();

/** Plans the sites again after the commit; while the job waits for its turn, more sites join it. */
export async function replan({queue}: Services, context: Context, siteIds: readonly string[]): Promise<void> {
	const others = waiting.get(queue);
	if (others) {
		for (const id of siteIds) others.add(id);
		return;
	}
	const sites = new Set(siteIds);
	waiting.set(queue, sites);
	await queue.submit(async db => {
		if (waiting.get(queue) === sites) waiting.delete(queue);
		await replanSites(db, context, [...sites]);
	});
}
