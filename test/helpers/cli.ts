import {spawn} from 'node:child_process';
import path from 'node:path';
import {root} from '../../src/root.ts';

/** Runs a command of the command line in a process of its own. */
export async function runCli(args: string[], env: Record<string, string>): Promise<{code: number | null; says: string}> {
	const child = spawn(process.execPath, [path.join(root, 'dist/src/cli.js'), ...args], {
		env: {...process.env, DATABASE_URL: '', ...env},
	});
	let says = '';
	child.stdout.on('data', chunk => (says += String(chunk)));
	child.stderr.on('data', chunk => (says += String(chunk)));
	return {code: await new Promise<number | null>(resolve => child.on('close', resolve)), says};
}
