import type {Services} from '../services.ts';

const underWay = new WeakMap<Services, Set<Promise<void>>>();

/** Lets work go on that nobody waits for; a failure is logged. */
export function afterwards(services: Services, what: string, work: Promise<void>): void {
	const all = underWay.get(services) ?? new Set();
	underWay.set(services, all);
	const done = work
		.catch((error: unknown) => services.log.error({err: error}, what))
		.finally(() => {
			all.delete(done);
		});
	all.add(done);
}

/** Waits until all such work is done: before the database is closed. */
export async function settled(services: Services): Promise<void> {
	for (let all = underWay.get(services); all && all.size > 0; all = underWay.get(services)) await Promise.all(all);
}
