import {cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import type {ExecutionContext} from 'ava';
import {root} from '../../src/root.ts';

/** A copy of forms/ that the test may spoil; gone afterwards. */
export const copyForms = (t: ExecutionContext): string => {
	const folder = mkdtempSync(path.join(tmpdir(), 'forms-'));
	t.teardown(() => rmSync(folder, {recursive: true}));
	cpSync(path.join(root, 'forms'), folder, {recursive: true});
	return folder;
};

export const readJson = (folder: string, file: string) => JSON.parse(readFileSync(path.join(folder, file), 'utf8'));
export const writeJson = (folder: string, file: string, data: unknown): void =>
	writeFileSync(path.join(folder, file), JSON.stringify(data));

/** Changes one file in place. */
export const edit = (folder: string, file: string, change: (data: ReturnType<typeof readJson>) => void): void => {
	const data = readJson(folder, file);
	change(data);
	writeJson(folder, file, data);
};
