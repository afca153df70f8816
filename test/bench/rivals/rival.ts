import {spawnSync} from 'node:child_process';
import {copyFileSync, existsSync, mkdirSync} from 'node:fs';
import {createRequire} from 'node:module';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {root} from '../../../src/root.ts';

/** Where the rivals are installed. */
export const rivalFolder = path.join(tmpdir(), 'register-bench-rivals');

/** A package of test/bench/package.json, installed outside the register; undefined when it cannot be. */
export function rival<T>(name: string): T | undefined {
	mkdirSync(rivalFolder, {recursive: true});
	copyFileSync(path.join(root, 'test/bench/package.json'), path.join(rivalFolder, 'package.json'));
	const home = path.join(rivalFolder, 'node_modules', name);
	if (!existsSync(home)) spawnSync('npm', ['install', '--no-audit', '--prefix', rivalFolder], {stdio: 'ignore'});
	if (!existsSync(home)) return undefined;
	try {
		return createRequire(path.join(rivalFolder, 'package.json'))(name) as T;
	} catch {
		return undefined;
	}
}
