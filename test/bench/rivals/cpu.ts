import {setImmediate} from 'node:timers/promises';

/** Milliseconds of the processor that the whole process spent meanwhile, in a turn of the event loop as in the drawing worker. */
export const cpuOf = async (work: () => Promise<unknown>): Promise<number> => {
	await setImmediate();
	const before = process.cpuUsage();
	await work();
	const {user, system} = process.cpuUsage(before);
	return Math.round((user + system) / 100) / 10;
};

export const median = (list: number[]): number => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)]!;
