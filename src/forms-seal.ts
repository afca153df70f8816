import {writeFileSync} from 'node:fs';
import path from 'node:path';
import {hashOf, isVersioned, publishedIn, readFormFiles, readSchemas} from './forms-files.ts';
import {root} from './root.ts';

/** Publishes every versioned file that is not yet listed in published.json and answers their names; listed hashes stay. */
export const sealForms = (folder: string = path.join(root, 'forms')): string[] => {
	const faults: string[] = [];
	const files = readFormFiles(folder, readSchemas(folder), faults);
	if (faults.length > 0) throw new Error(`有错误的文件不能发布：\n${faults.join('\n')}`);
	const hashes = publishedIn(files);
	const fresh = files.filter(({file}) => isVersioned(file) && !hashes.has(file));
	for (const {file, data} of fresh) hashes.set(file, hashOf(data));
	const sorted = Object.fromEntries([...hashes].sort(([a], [b]) => (a < b ? -1 : 1)));
	writeFileSync(path.join(folder, 'published.json'), `${JSON.stringify(sorted, null, '\t')}\n`);
	return fresh.map(({file}) => file);
};
