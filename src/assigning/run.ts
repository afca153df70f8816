import {Worker} from 'node:worker_threads';
import {type Assigned, assign, type Workload} from '../domain/schedule/assign.ts';

/** Up to this many slots take some tens of milliseconds: not worth a thread. */
const fewSlots = 500;

/** Assigns a workload; a large one in a thread of its own, so that nobody waits for it. */
export async function assignBeside(work: Workload): Promise<Assigned> {
	if (work.slots.length <= fewSlots) return assign(work);
	return new Promise((resolve, reject) => {
		const worker = new Worker(new URL('./worker.js', import.meta.url), {workerData: work});
		worker.once('message', (found: Assigned) => resolve(found));
		worker.once('error', reject);
		worker.once('exit', code => reject(new Error(`assignment ended with ${code}`)));
	});
}
