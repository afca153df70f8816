import {dayOf, daysBetween, dueAt, type Instant, plusMilliseconds, startOf} from '../../domain/days.ts';
import type {FigureId} from '../../domain/figures/figures.ts';
import {
	endOf,
	type Period,
	periodAfter,
	periodBefore,
	type ReportCase,
	type ReportContent,
	type ReportFigure,
	type ReportHazard,
	type ReportLine,
	type ReportMeasures,
	type ReportPlan,
	type ReportTable,
} from '../../domain/figures/report.ts';
import {monthOf, splitNames} from '../../domain/figures/splits.ts';
import {gradeRank, type Hazard, isOverdue, openStates} from '../../domain/hazards/hazard.ts';
import {causeNames, isMeasureOverdue} from '../../domain/hazards/measure.ts';
import type {Db} from '../../store/engine.ts';
import {planAhead} from '../../store/figures/plan-ahead.ts';
import {closedBetween} from '../../store/figures/reports.ts';
import {countHazards, hazardPage} from '../../store/hazards/hazard-list.ts';
import {areaNames, personNames, siteNames} from '../../store/hazards/hazard-names.ts';
import {measuresAt} from '../../store/hazards/measures.ts';
import {firstEntryAt} from '../../store/journal/seals.ts';
import {listAreas} from '../../store/register/areas.ts';
import type {Context} from '../context.ts';
import {computeBalance} from './see-balance.ts';
import {computeFigures, type FigureView} from './see-figures.ts';
import {type Title, titled} from './titles.ts';

const mostHazards = 200;
const mostSlots = 50;
const mostCases = 3;

/** Everything a report says in numbers, as of its cut-off and within the caller's scope. */
export async function gather(db: Db, context: Context, period: Period, cutOffAt: Instant): Promise<ReportContent> {
	const asked = {from: period.from, to: period.to, asOf: cutOffAt};
	const {figures, scope, notes} = await computeFigures(db, context, asked);
	const {total: balance} = await computeBalance(db, context, asked);
	const hazards = await worst(db, context, cutOffAt);
	const isOver = balance.closing === 0 && balance.opening === 0 && balance.registered === 0;
	return {
		office: (await listAreas(db)).find(({kind}) => kind === 'subdistrict')?.name ?? '',
		scope,
		figures: figures.map(figureOf),
		before: await figuresBefore(db, context, period),
		balance,
		tables: await tablesOf(db, context, period, asked),
		hazards,
		cases: period.kind === 'weekly' ? [] : await casesOf(db, context, period, cutOffAt),
		plan: await planOf(db, context, periodAfter(period)),
		measures: await measuresOf(db, period, cutOffAt),
		isNil: isOver && balance.movedIn === 0,
		notes,
	};
}

const figureOf = ({id, title, definition, unit, numerator, denominator, value, p90, rows}: FigureView): ReportFigure => ({
	id,
	title,
	definition,
	unit,
	numerator,
	denominator,
	value,
	...(p90 !== undefined && {p90}),
	href: rows.href,
});

// As of its own end, so that both periods are told alike.
async function figuresBefore(db: Db, context: Context, period: Period): Promise<ReportFigure[] | null> {
	const before = periodBefore(period);
	const first = await firstEntryAt(db);
	if (first === undefined || first > endOf(before)) return null;
	const figure = 'hazards-registered,rectification-rate';
	const {figures} = await computeFigures(db, context, {from: before.from, to: before.to, asOf: endOf(before), figure});
	return figures.map(figureOf);
}

const told: FigureId[] = ['hazards-registered', 'hazards-closed', 'rectification-rate', 'open-hazards', 'overdue'];

async function tablesOf(
	db: Db,
	context: Context,
	{kind}: Period,
	asked: {from: string; to: string; asOf: string},
): Promise<ReportTable[]> {
	const splits = (['domain', 'community', 'grade', 'month'] as const).filter(by => by !== 'month' || kind === 'quarterly');
	const tables: ReportTable[] = [];
	for (const by of splits) {
		const {figures} = await computeFigures(db, context, {...asked, by, figure: told.join(',')});
		const keys = figures.flatMap(({split}) => split.map(({key}) => key));
		// What is still open from before the period has no month of its own there.
		const own = keys.filter(key => by !== 'month' || key >= monthOf(asked.from));
		tables.push({by, title: splitNames[by], lines: linesOf(figures, await titled(db, context, by, own))});
	}
	return tables;
}

function linesOf(figures: readonly FigureView[], titles: readonly Title[]): ReportLine[] {
	const part = (id: FigureId, key: string) => figures.find(figure => figure.id === id)!.split.find(each => each.key === key);
	return titles.map(({key, title}) => ({
		key,
		title,
		registered: part('hazards-registered', key)?.numerator ?? 0,
		closed: part('hazards-closed', key)?.numerator ?? 0,
		rate: part('rectification-rate', key)?.value ?? null,
		open: part('open-hazards', key)?.numerator ?? 0,
		overdue: part('overdue', key)?.numerator ?? 0,
	}));
}

/** Open major, suspected major and overdue hazards: the gravest first, then the longest overdue. */
async function worst(db: Db, {caller}: Context, at: Instant): Promise<ReportContent['hazards']> {
	const base = {scope: caller.scope, states: openStates, today: dayOf(at), at};
	const filters = [
		{...base, grade: 'major' as const},
		{...base, grade: 'suspected-major' as const},
		{...base, grade: 'general' as const, overdue: true},
	];
	const found: Hazard[] = [];
	let total = 0;
	for (const filter of filters) {
		total += await countHazards(db, filter);
		const left = mostHazards - found.length;
		if (left > 0) found.push(...(await hazardPage(db, filter, {limit: left})).map(({hazard}) => hazard));
	}
	return {total, rows: await shown(db, found, at)};
}

async function shown(db: Db, hazards: readonly Hazard[], at: Instant): Promise<ReportHazard[]> {
	const sites = await siteNames(
		db,
		hazards.map(({siteId}) => siteId),
		at,
	);
	const areas = await areaNames(db, at);
	return hazards.map(hazard => ({
		id: hazard.id,
		number: hazard.number,
		siteName: sites.get(hazard.siteId)?.name ?? '',
		communityName: areas.get(hazard.communityId)?.name ?? '',
		place: hazard.place,
		description: hazard.description,
		grade: hazard.grade,
		state: hazard.state,
		foundOn: hazard.foundOn,
		dueOn: hazard.dueOn,
		lateDays: isOverdue(hazard, at) ? daysBetween(hazard.dueOn, dayOf(at)) : 0,
	}));
}

/** The gravest, then those that took most rounds and days. */
async function casesOf(db: Db, {caller}: Context, {from, to}: Period, cutOffAt: Instant): Promise<ReportCase[]> {
	const end = plusMilliseconds(dueAt(to), -1);
	const until = end < cutOffAt ? end : cutOffAt;
	const closed = await closedBetween(db, caller.scope, plusMilliseconds(startOf(from), -1), until, mostHazards);
	const days = ({registeredAt, endedAt}: Hazard) => daysBetween(dayOf(registeredAt), dayOf(endedAt!));
	const chosen = closed
		.filter(({closure}) => closure === 'reinspected' || closure === 'department')
		.sort((a, b) => gradeRank[b.grade] - gradeRank[a.grade] || b.round - a.round || days(b) - days(a))
		.slice(0, mostCases);
	const rows = await shown(db, chosen, cutOffAt);
	return chosen.map((hazard, i) => ({
		...rows[i]!,
		endedOn: dayOf(hazard.endedAt!),
		days: days(hazard),
		rounds: hazard.round,
		cause: hazard.cause && (causeNames[hazard.cause as keyof typeof causeNames] ?? hazard.cause),
		measures: hazard.facts.reports.at(-1)?.text ?? hazard.facts.fiveInPlace?.measures ?? null,
	}));
}

async function planOf(db: Db, {caller, forms}: Context, {from, to}: Period): Promise<ReportPlan> {
	const {domains, sites, rows} = await planAhead(db, caller.scope, {from, to}, mostSlots);
	const idsOf = (people: string | null) => (people ? (JSON.parse(people) as string[]) : []);
	const names = await personNames(
		db,
		rows.flatMap(({people}) => idsOf(people)),
	);
	const sum = (name: 'tasks' | 'assigned') => domains.reduce((all, part) => all + part[name], 0);
	return {
		from,
		to,
		tasks: sum('tasks'),
		sites,
		assigned: sum('assigned'),
		domains: [...forms.sectors]
			.map(([key, {title}]) => ({key, title, tasks: domains.find(({domain}) => domain === key)?.tasks ?? 0}))
			.filter(({tasks}) => tasks > 0),
		rows: rows.map(({id, site_name, point_name, due_on, assigned_on, people}) => ({
			slotId: id,
			siteName: site_name,
			pointName: point_name,
			dueOn: due_on,
			on: assigned_on,
			people: idsOf(people).map(person => names.get(person)?.name ?? ''),
		})),
	};
}

const atWork = ['in-force', 'evaluated', 'revised'];

async function measuresOf(db: Db, {from, to}: Period, cutOffAt: Instant): Promise<ReportMeasures> {
	const all = (await measuresAt(db, cutOffAt)).map(({measure}) => measure);
	return {
		total: all.filter(({progress}) => progress !== 'repealed').length,
		issued: all.filter(({issuedOn}) => issuedOn !== null && issuedOn >= from && issuedOn <= to).length,
		inForce: all.filter(({progress}) => atWork.includes(progress)).length,
		overdue: all.filter(measure => isMeasureOverdue(measure, dayOf(cutOffAt))).length,
	};
}
