import type {AnyRoute} from '../route.ts';
import {areaRoutes} from './areas.ts';
import {journalRoutes} from './journal.ts';
import {pageRoutes} from './pages.ts';
import {peopleRoutes} from './people.ts';
import {sessionRoutes} from './session.ts';

/** Every row of the API, in the order in which /api/docs shows them. */
const rows: AnyRoute[] = [...sessionRoutes, ...areaRoutes, ...peopleRoutes, ...journalRoutes];
export const allRoutes: AnyRoute[] = [...rows, ...pageRoutes(() => rows)];
