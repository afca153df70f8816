import {existsSync} from 'node:fs';
import path from 'node:path';
import {fileURLToPath} from 'node:url';

/** The project's folder, found from here upwards: the compiled code lives one level deeper than its source. */
export const root = (() => {
	let folder = path.dirname(fileURLToPath(import.meta.url));
	while (!existsSync(path.join(folder, 'package.json'))) folder = path.dirname(folder);
	return folder;
})();
