import {dayOf, startOf} from '../../../domain/days.ts';
import {onOneLine} from '../../../domain/papers/wording.ts';
import {Problem, unprocessable} from '../../../domain/problem.ts';
import type {Db} from '../../../store/engine.ts';
import type {SheetFilter} from '../../../store/schedule/route-sheets.ts';
import {listTeams} from '../../../store/schedule/teams.ts';
import type {Context} from '../../context.ts';
import {requireReport} from '../../figures/put-report.ts';
import {requireIssue} from '../../hazards/put-list-issue.ts';
import {issueTable, showIssue} from '../../hazards/see-list-issues.ts';
import {type RouteSheet, seeRouteSheets} from '../../schedule/see-route-sheets.ts';
import {type Setting, type Sheet, sheetBase} from './sheet.ts';

/** 巡查路线单 of one pair and day; with several pairs in scope the reader says which. */
export async function routeSheet(db: Db, context: Context, filter: SheetFilter, setting: Setting): Promise<Sheet<'route-sheet'>> {
	const {sheets, scope, day} = await seeRouteSheets(db, context, filter);
	const [sheet] = sheets;
	if (!sheet) throw new Problem(404, 'not-found', `${day}没有安排检查，或者不在您的范围内。`);
	if (sheets.length > 1)
		throw unprocessable([
			{path: '/pairId', message: `当天有${sheets.length}组，请指定一组：${sheets.map(namesOf).join('；')}。`},
		]);
	const teams = await listTeams(db);
	const team = teams.find(({pairs}) => pairs.some(({id}) => id === sheet.pairId));
	const {office: _, ...base} = await sheetBase(db, context, 'route-sheet', setting);
	return {
		kind: 'route-sheet',
		name: `路线单${day}`,
		created: startOf(context.today),
		data: {
			...base,
			...{day, team: team?.name ?? '', people: sheet.people.map(({name}) => name), scope},
			...{minutes: sheet.minutes, metres: sheet.metres},
			stops: sheet.stops.map(stop => stopOf(context, stop)),
			url: `${setting.origin}/d/route-sheets?day=${day}&pairId=${sheet.pairId}`,
		},
	};
}

const namesOf = ({people, pairId}: RouteSheet): string => `${people.map(({name}) => name).join('、')}（${pairId}）`;

const stopOf = ({forms}: Context, {order, metres, minutes, site, points, openHazards}: RouteSheet['stops'][number]) => ({
	...{order, metres, minutes, siteName: onOneLine(site.name), siteLabel: site.label, occupant: site.occupant},
	address: onOneLine([site.address, site.building].filter(Boolean).join(' ')),
	points: points.map(point => ({
		...{label: point.label, name: onOneLine(point.name), place: onOneLine(point.place)},
		level: levelTitle(forms, point.level),
		...{checklist: point.checklistTitle, dueOn: point.dueOn, overdue: point.overdue, why: point.why.join('')},
	})),
	openHazards: openHazards.map(({number, place, description, grade, dueOn, overdue}) => ({
		...{number, place: onOneLine(place), description: onOneLine(description), grade, dueOn, overdue},
	})),
});

const levelTitle = ({controlLevels}: Context['forms'], level: string): string =>
	[...controlLevels].find(([name]) => name === level)?.[1].title ?? level;

/** An issue of either list, landscape, as far as the reader may see it (telephones by role, rules §1.2). */
export async function listIssueSheet(db: Db, context: Context, id: string, setting: Setting): Promise<Sheet<'list-issue'>> {
	const issue = await requireIssue(db, context, id);
	if (issue.state === 'void') throw new Problem(409, 'illegal-state', '此稿已作废。', [], {current: issue.state});
	const {table, name} = await issueTable(db, context, id);
	const shown = await showIssue(db, context, issue);
	const {office: _, ...base} = await sheetBase(db, context, 'list-issue', setting);
	return {
		kind: 'list-issue',
		name,
		created: issue.approvedAt ?? issue.cutOffAt,
		draft: issue.state === 'draft',
		data: {
			...base,
			...{title: table.title, number: issue.number, list: issue.list, cutOffAt: issue.cutOffAt},
			issuedOn: dayOf(issue.approvedAt ?? issue.cutOffAt),
			...{columns: table.columns, rows: table.rows, notes: table.notes, statistics: table.statistics ?? []},
			...{scope: table.scope, sha256: table.sha256},
			...(shown.balance && {balance: shown.balance}),
			...(shown.approvedBy && {approvedBy: shown.approvedBy.name}),
		},
	};
}

/** 周报、月报、季报, with its figures as they were frozen; a draft says that it is one. */
export async function reportSheet(db: Db, context: Context, id: string, setting: Setting): Promise<Sheet<'period-report'>> {
	const report = await requireReport(db, context, id);
	if (report.state === 'void') throw new Problem(409, 'illegal-state', '此报告已作废。', [], {current: report.state});
	const {kind, from, to, cutOffAt, texts, content, sha256, frozenAt, draftedAt, title} = report;
	const {office: _, ...base} = await sheetBase(db, context, 'period-report', setting);
	const at = frozenAt ?? draftedAt;
	return {
		kind: 'period-report',
		name: title,
		created: at,
		draft: report.state === 'draft',
		data: {...base, title, issuedOn: dayOf(at), period: {kind, from, to}, cutOffAt, texts, content, sha256},
	};
}
