import {readFileSync} from 'node:fs';
import path from 'node:path';
import {root} from '../../src/root.ts';

/** The routes of the office as its router has them, e.g. `/measures/:id`. */
export const officeRoutes = [
	...readFileSync(path.join(root, 'src/web/office/router.ts'), 'utf8').matchAll(/path: '([^']+)'/g),
].map(([, route]) => route!);
/** Whether a route shows one of several things. */
export const isThing = (route: string): boolean => route.includes(':');
