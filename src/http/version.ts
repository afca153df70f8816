import {readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';

const manifest = ['../../package.json', '../../../package.json']
	.map(file => fileURLToPath(new URL(file, import.meta.url)))
	.map(file => {
		try {
			return JSON.parse(readFileSync(file, 'utf8')) as {version: string};
		} catch {
			return undefined;
		}
	})
	.find(Boolean);

/** The product's version, from package.json beside the source or one level above the compiled code. */
export const version = manifest?.version ?? '0';
