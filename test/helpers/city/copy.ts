import {cpSync, existsSync, mkdtempSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import type {Clock} from '../../../src/clock.ts';
import {createFiles} from '../../../src/files.ts';
import {openEngine} from '../../../src/store/engine.ts';
import {createQueue} from '../../../src/store/queue.ts';
import {startApp} from '../app.ts';
import {cityFolder} from './folder.ts';

/** A copy of a city's register that may be written to and thrown away. */
export function copyOfCity(scale: number): string {
	const city = cityFolder(scale);
	if (!existsSync(city)) throw new Error(`npm run bench -- city ${scale}`);
	const folder = mkdtempSync(path.join(process.env.CITY_DIR ?? tmpdir(), 'register-copy-'));
	cpSync(city, folder, {recursive: true});
	return folder;
}

type Ending = Parameters<typeof startApp>[0];
/** The service in this process on a folder that is already a register. */
export async function startOn(t: Ending, folder: string, clock: Clock, orgCode = 'XH') {
	const engine = openEngine({folder});
	t.teardown(async () => engine.close());
	const own = {engine, reader: engine.reader, queue: createQueue(engine), files: createFiles(folder)};
	return startApp(t, {...own, clock, orgCode, checkReplies: false});
}
