import type {ChildProcess} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {openSession} from '../../../src/actions/people/sign-in.ts';
import {systemClock} from '../../../src/clock.ts';
import {openEngine} from '../../../src/store/engine.ts';
import {idOf} from '../office.ts';
import {addressOf, spawnOn} from '../server.ts';

/** A process that listens: the real service, or the bare engine; `startedIn` milliseconds from its beginning to its line. */
export type Service = {origin: string; startedIn: number; child: ChildProcess; stop: () => Promise<void>};

/** The real service on a folder. */
export const startService = async (folder: string): Promise<Service> => start(['dist/src/server.js'], folder);
/** The bare engine on the same folder, with what was captured in a file. */
export const startBare = async (folder: string, file: string): Promise<Service> =>
	start(['dist/test/bench/rivals/bare.js', folder, file], folder);

async function start(script: string[], folder: string): Promise<Service> {
	const began = performance.now();
	const child = spawnOn(folder, script);
	const origin = await addressOf(child);
	const startedIn = performance.now() - began;
	const stop = async () => {
		const gone = new Promise(resolve => child.once('exit', resolve));
		child.kill('SIGTERM');
		await gone;
	};
	return {origin, startedIn, child, stop};
}

/** What a process holds in memory now, in MB; `peak` since its beginning. */
export function memoryOf({pid}: ChildProcess): {now: number; peak: number} {
	const status = readFileSync(`/proc/${pid}/status`, 'utf8');
	const field = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)![1]) / 1000;
	return {now: field('VmRSS'), peak: field('VmHWM')};
}

/** The headers of a person who has signed in to a register that nothing serves at the moment. */
export async function signedIn(folder: string, account: string): Promise<Record<string, string>> {
	const engine = openEngine({folder});
	const {secret} = await engine.writer.transaction(async db => openSession(db, idOf(account), systemClock.now()));
	await engine.close();
	return {authorization: `Bearer ${secret}`};
}
