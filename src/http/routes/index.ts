import type {AnyRoute} from '../route.ts';
import {areaRoutes} from './areas.ts';
import {calendarRoutes} from './calendars.ts';
import {campaignRoutes} from './campaigns.ts';
import {codeRoutes} from './codes.ts';
import {dashboardRoutes} from './dashboard.ts';
import {dutyRoutes} from './duties.ts';
import {figureRoutes} from './figures.ts';
import {hazardRoutes} from './hazards.ts';
import {inspectionRoutes} from './inspections.ts';
import {journalRoutes} from './journal.ts';
import {leadRoutes} from './leads.ts';
import {listIssueRoutes} from './list-issues.ts';
import {listRoutes} from './lists.ts';
import {mapRoutes} from './maps.ts';
import {measureRoutes} from './measures.ts';
import {methodRoutes} from './methods.ts';
import {myMonthRoutes} from './my-month.ts';
import {officeCalendarRoutes} from './office-calendars.ts';
import {outboxRoutes} from './outbox-imports.ts';
import {packRoutes} from './pack.ts';
import {pageRoutes} from './pages.ts';
import {paperRoutes} from './papers.ts';
import {peopleRoutes} from './people.ts';
import {photoRoutes} from './photos.ts';
import {planRoutes} from './plans.ts';
import {replyRoutes} from './reply.ts';
import {reportRoutes} from './reports.ts';
import {riskPointRoutes} from './risk-points.ts';
import {routeSheetRoutes} from './route-sheets.ts';
import {sessionRoutes} from './session.ts';
import {settingRoutes} from './settings.ts';
import {sheetRoutes} from './sheets.ts';
import {siteRoutes} from './sites.ts';
import {slotRoutes} from './slots.ts';
import {tableRoutes} from './tables.ts';
import {teamRoutes} from './teams.ts';
import {tokenRoutes} from './tokens.ts';
import {verifyRoutes} from './verify.ts';
import {weatherRoutes} from './weather.ts';

/** Every row of the API, in the order in which /api/docs shows them. */
const rows: AnyRoute[] = [
	...sessionRoutes,
	...tokenRoutes,
	...areaRoutes,
	...peopleRoutes,
	...journalRoutes,
	...siteRoutes,
	...riskPointRoutes,
	...codeRoutes,
	...methodRoutes,
	...mapRoutes,
	...settingRoutes,
	...officeCalendarRoutes,
	...tableRoutes,
	...teamRoutes,
	...planRoutes,
	...campaignRoutes,
	...weatherRoutes,
	...slotRoutes,
	...packRoutes,
	...routeSheetRoutes,
	...calendarRoutes,
	...inspectionRoutes,
	...outboxRoutes(() => rows),
	...hazardRoutes,
	...leadRoutes,
	...dutyRoutes,
	...photoRoutes,
	...paperRoutes,
	...measureRoutes,
	...listRoutes,
	...dashboardRoutes,
	...figureRoutes,
	...myMonthRoutes,
	...reportRoutes,
	...listIssueRoutes,
	...replyRoutes,
	...sheetRoutes,
	...verifyRoutes,
];
export const allRoutes: AnyRoute[] = [...rows, ...pageRoutes(() => rows)];
