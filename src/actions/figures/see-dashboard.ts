import {type Day, dueAt, plusDays, plusInterval, plusMilliseconds, startOf} from '../../domain/days.ts';
import {doneShare, elapsedShare, isBehind, type Kept} from '../../domain/figures/progress.ts';
import {mondayOf, timeTitle, weekOf} from '../../domain/figures/splits.ts';
import {openStates} from '../../domain/hazards/hazard.ts';
import {stageOf} from '../../domain/hazards/major-stage.ts';
import type {Db} from '../../store/engine.ts';
import {openByState, progressOfPlans} from '../../store/figures/dashboard.ts';
import {movements} from '../../store/figures/movements.ts';
import type {FigureAsk} from '../../store/figures/scans.ts';
import {countHazards, hazardPage} from '../../store/hazards/hazard-list.ts';
import {areaNames, siteNames} from '../../store/hazards/hazard-names.ts';
import {canonical} from '../../store/journal/journal.ts';
import type {Context} from '../context.ts';
import {askOf} from './ask.ts';
import {inTurn, remembered} from './gate.ts';
import {seeOverdue} from './see-overdue.ts';
import {seeWaiting} from './see-waiting.ts';
import {seeWatch} from './see-watch.ts';

const mostMajors = 10;
const weeks = 12;

export type DashboardView = Awaited<ReturnType<typeof workOut>>;

/** All that a person looks at first: what waits for him, what is late and with whom, how far the work is; remembered like figures. */
export async function seeDashboard(db: Db, context: Context): Promise<DashboardView> {
	const {person, scope} = context.caller;
	const key = canonical({dashboard: [person.id, person.roles, person.reviewer], scope, today: context.today});
	return remembered(db, key, context.now, async () => workOut(db, context));
}

async function workOut(db: Db, context: Context) {
	const {ask, moment, label, scope} = await askOf(db, context, {});
	return inTurn(db, async one => {
		const open = await openByState(one, context.caller.scope, context.today);
		return {
			cutOffAt: moment,
			label,
			scope,
			today: context.today,
			states: openStates.map(state => open.find(each => each.state === state) ?? {state, count: 0, late: 0}),
			waiting: await seeWaiting(one, context, open),
			overdue: await seeOverdue(one, context),
			majors: await majorsOf(one, context),
			progress: await progressOf(one, context),
			trend: await trendOf(one, ask, context),
			watch: await seeWatch(one, context),
		};
	});
}

/** Open hazards that are major or suspected to be, the gravest and earliest due first, with their stage. */
async function majorsOf(db: Db, {caller, today}: Context) {
	const filter = {scope: caller.scope, states: openStates, today};
	const found = [];
	let total = 0;
	for (const grade of ['major', 'suspected-major'] as const) {
		found.push(...(await hazardPage(db, {...filter, grade}, {limit: mostMajors})));
		total += await countHazards(db, {...filter, grade});
	}
	const hazards = found.slice(0, mostMajors).map(({hazard}) => hazard);
	const sites = await siteNames(
		db,
		hazards.map(({siteId}) => siteId),
	);
	const areas = await areaNames(db);
	const items = hazards.map(hazard => ({
		id: hazard.id,
		number: hazard.number,
		grade: hazard.grade,
		redFlag: hazard.redFlag,
		siteId: hazard.siteId,
		siteName: sites.get(hazard.siteId)?.name ?? '',
		communityName: areas.get(hazard.communityId)?.name ?? '',
		description: hazard.description,
		dueOn: hazard.dueOn,
		overdue: today > hazard.dueOn,
		...stageOf(hazard),
	}));
	return {total, items};
}

/** This month's work against its time: in all, and each plan for itself. */
async function progressOf(db: Db, {caller, today}: Context) {
	const from = `${today.slice(0, 7)}-01`;
	const to = plusDays(plusInterval(from, 'P1M'), -1);
	const elapsed = elapsedShare(from, to, today);
	const plans = await progressOfPlans(db, caller.scope, {from, to}, today);
	const whole = plans.reduce<Kept>(
		(sum, {kept, done, missed}) => ({kept: sum.kept + kept, done: sum.done + done, missed: sum.missed + missed}),
		{kept: 0, done: 0, missed: 0},
	);
	const judged = (kept: Kept) => ({share: doneShare(kept), behind: isBehind(kept, elapsed)});
	return {from, to, elapsed, ...whole, ...judged(whole), plans: plans.map(plan => ({...plan, ...judged(plan)}))};
}

/** Week by week: registered, closed, and open at the end, as the table of balances counts them. */
async function trendOf(db: Db, ask: FigureAsk, {today, now}: Context) {
	const found = [];
	for (const from of mondays(today)) {
		const to = plusDays(from, 6);
		const after = plusMilliseconds(startOf(from), -1);
		const end = plusMilliseconds(dueAt(to), -1);
		const {total} = await movements(db, ask, {after, until: end < now ? end : now});
		const {registered, closed, closing} = total;
		found.push({week: weekOf(from), title: timeTitle('week', weekOf(from)), from, to, registered, closed, open: closing});
	}
	return found;
}

const mondays = (today: Day): Day[] => Array.from({length: weeks}, (_, i) => plusDays(mondayOf(today), (i - weeks + 1) * 7));
