import {readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {root} from '../../src/root.ts';

const folder = path.join(root, 'src/web/office');
/** The routes of the office as its router and its lists of routes have them, e.g. `/measures/:id`. */
export const officeRoutes = readdirSync(folder)
	.filter(file => /(^|-)route(r|s)\.ts$/.test(file))
	.flatMap(file => [...readFileSync(path.join(folder, file), 'utf8').matchAll(/path: '([^']+)'/g)])
	.map(([, route]) => route!);
/** Whether a route shows one of several things. */
export const isThing = (route: string): boolean => route.includes(':');
