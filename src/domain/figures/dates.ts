import {type Day, dayOf, daysBetween, dueAt, type Instant, minDay} from '../days.ts';
import {type Hazard, type HazardGrade, isOpen} from '../hazards/hazard.ts';

/** How a hazard stands for a count: void and merged ones are left out of rates (rules §1.10). */
export const standings = ['open', 'closed', 'void', 'merged'] as const;
export type Standing = (typeof standings)[number];
/** One reinspection that was owed: from which day on, and when it was made; null while it is awaited. */
export type OwedLook = {since: Day; on: Day | null};

/** The dated facts of a hazard that figures count. Nothing in them depends on the day on which one asks. */
export type HazardDates = {
	standing: Standing;
	grade: HazardGrade;
	domain: string;
	communityId: string;
	siteId: string;
	itemId: string;
	filers: string[];
	foundOn: Day;
	registeredAt: Instant;
	registeredOn: Day;
	endedOn: Day | null;
	daysToClose: number | null;
	/** The latest deadline that was set. */
	dueOn: Day;
	/** A deadline that was put off or overtaken by the end had passed before; of the present one its day tells. */
	missed: boolean;
	reportedOn: Day | null;
	/** The day on which it was reported mended, once that was found true; null for a site that is gone. */
	mendedOn: Day | null;
	firstLook: 'pass' | 'fail' | null;
	looks: OwedLook[];
	/** The day on which a department or regulator was told of it. */
	toldOn: Day | null;
	redFlag: boolean;
	dualReported: boolean;
	listed: boolean;
	transfers: number;
	transfersAnswered: number;
	siteGone: boolean;
	controlsFailed: number;
	recurred: boolean;
};

/** The dated facts in one picture of a hazard, today's or any of the journal's. */
export const datesOf = (hazard: Hazard): HazardDates => {
	const {facts} = hazard;
	const registeredOn = dayOf(hazard.registeredAt);
	const endedOn = hazard.endedAt && dayOf(hazard.endedAt);
	const standing = standingOf(hazard);
	const transfers = facts.transfers ?? [];
	return {
		standing,
		grade: hazard.grade,
		domain: hazard.domain,
		communityId: hazard.communityId,
		siteId: hazard.siteId,
		itemId: hazard.itemId,
		filers: facts.filers,
		foundOn: hazard.foundOn,
		registeredAt: hazard.registeredAt,
		registeredOn,
		endedOn,
		daysToClose: standing === 'closed' && endedOn ? daysBetween(registeredOn, endedOn) : null,
		dueOn: hazard.dueOn,
		missed: missed(hazard),
		reportedOn: facts.reports[0]?.on ?? null,
		mendedOn: mendedOn(hazard),
		firstLook: facts.reinspections[0]?.result ?? null,
		looks: looksOf(hazard),
		toldOn: toldOn(hazard),
		redFlag: hazard.redFlag,
		dualReported: (['regulator', 'workers'] as const).every(to => facts.dualReports?.some(report => report.to === to)),
		listed: hazard.listing === 'listed' || hazard.listing === 'applied' || hazard.listing === 'reviewed',
		transfers: transfers.length,
		transfersAnswered: transfers.filter(({replies}) => replies.some(({kind}) => kind !== 'received')).length,
		siteGone: hazard.closure === 'site-gone',
		controlsFailed: hazard.controlIds.length,
		recurred: hazard.recurrenceOf !== null,
	};
};

const standingOf = (hazard: Hazard): Standing => (isOpen(hazard) ? 'open' : (hazard.state as Standing));

/** Its deadlines in order, each with the moment at which another took its place. */
const deadlinesOf = ({dueOn, facts, registeredAt}: Hazard) => {
	const known =
		facts.deadlines.at(-1)?.dueOn === dueOn ? facts.deadlines : [...facts.deadlines, {dueOn, at: registeredAt, why: ''}];
	return known.map((deadline, i) => ({...deadline, until: known[i + 1]?.at}));
};

// Overdue ⇔ open and now ≥ dueAt (rules §1.10): a deadline replaced or an end at that very moment came in time.
const missed = (hazard: Hazard): boolean =>
	deadlinesOf(hazard).some(({dueOn, until = hazard.endedAt}) => until !== null && until > dueAt(dueOn));

const mendedOn = ({state, closure, foundOn, facts}: Hazard): Day | null => {
	if (state !== 'passed' && state !== 'closed') return null;
	if (closure === 'site-gone') return null;
	// Mended in the inspectors' presence (rules §1.11).
	if (closure === 'on-the-spot') return foundOn;
	const removed = facts.transfers?.at(-1)?.replies.findLast(({removed}) => removed);
	if (closure === 'department' && removed) return removed.on;
	const passed = facts.reinspections.findLast(({result}) => result === 'pass');
	if (!passed) return null;
	// The day of the report, else a late look would punish the site (two-lists §8.5).
	return facts.reports.findLast(({round}) => round === passed.round)?.on ?? passed.on;
};

/** The deadline of each round: the last one set before a failed reinspection set that of the next. */
const dueOfRound = (hazard: Hazard): Map<number, Day> => {
	const dues = new Map<number, Day>();
	let round = 1;
	for (const {dueOn, why} of deadlinesOf(hazard)) {
		if (why === 'reinspection') round++;
		dues.set(round, dueOn);
	}
	return dues;
};

// A look is owed from the report or the end of the deadline, whichever came first (lifecycle §3.2).
const looksOf = (hazard: Hazard): OwedLook[] => {
	const {state, round, dueOn, facts} = hazard;
	const dues = dueOfRound(hazard);
	const reported = (n: number) => facts.reports.findLast(report => report.round === n)?.on;
	const made = facts.reinspections.map(({round: n, on}) => {
		const due = dues.get(n) ?? dueOn;
		return {since: minDay(reported(n) ?? minDay(due, on), due), on};
	});
	if (state === 'reported') return [...made, {since: minDay(reported(round) ?? dueOn, dueOn), on: null}];
	return state === 'rectifying' ? [...made, {since: dueOn, on: null}] : made;
};

const toldOn = ({facts}: Hazard): Day | null => {
	const days = [
		...(facts.transfers ?? []).map(({at}) => dayOf(at)),
		...(facts.notifications ?? []).map(({on}) => on),
		...(facts.dualReports ?? []).filter(({to}) => to === 'regulator').map(({on}) => on),
	];
	return days.length > 0 ? days.reduce(minDay) : null;
};
