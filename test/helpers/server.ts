import {type ChildProcess, spawn} from 'node:child_process';
import {once} from 'node:events';
import type {ExecutionContext} from 'ava';
import {root} from '../../src/root.ts';

export type Served = {origin: string; child: ChildProcess; kill: () => Promise<void>};

/** A program of ours in a process of its own, on a folder and a free port of the loopback. */
export const spawnOn = (folder: string, script: string[], env: Record<string, string> = {}): ChildProcess =>
	spawn(process.execPath, script, {
		cwd: root,
		env: {
			...process.env,
			DATA_DIR: folder,
			PORT: '0',
			HOST: '127.0.0.1',
			PUBLIC_URL: 'https://register.example',
			DATABASE_URL: '',
			...env,
		},
		stdio: ['ignore', 'pipe', process.env.LOG_LEVEL ? 'inherit' : 'ignore'],
	});

/** The real service as a process of its own on a folder; it can be killed like a power cut. */
export async function serveFolder(t: ExecutionContext, folder: string, env: Record<string, string> = {}): Promise<Served> {
	const child = spawnOn(folder, ['dist/src/server.js'], env);
	const kill = async () => {
		if (child.exitCode !== null || child.signalCode !== null) return;
		const gone = once(child, 'exit');
		child.kill('SIGKILL');
		await gone;
	};
	t.teardown(kill);
	return {origin: await addressOf(child), child, kill};
}

/** The address that a service says it listens at, once it has started. It is read to the end: a closed pipe is a fault of its own. */
export const addressOf = async (child: ChildProcess): Promise<string> =>
	new Promise((resolve, reject) => {
		let text = '';
		child.stdout!.on('data', chunk => {
			text += String(chunk);
			if (process.env.LOG_LEVEL) process.stderr.write(chunk);
			const address = /已启动：(http:\/\/\S+)/.exec(text)?.[1];
			if (address) resolve(address);
		});
		child.once('exit', () => reject(new Error(`the service did not start: ${text}`)));
	});
