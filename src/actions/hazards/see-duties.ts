import {dayCounter} from '../../domain/day-counter.ts';
import {type Day, dayOf, type Instant, plusDays} from '../../domain/days.ts';
import {
	type Duty,
	type DutyContext,
	type DutyHazard,
	type DutyKind,
	dutyKinds,
	dutyRoles,
	inWords,
	type Owed,
	owedOn,
	roleOf,
} from '../../domain/hazards/duties.ts';
import {gradeRank, type Hazard} from '../../domain/hazards/hazard.ts';
import type {Role} from '../../domain/person.ts';
import type {Db} from '../../store/engine.ts';
import {hazardsOwing, noticeRound, type OwingHazard, unservedNotices} from '../../store/hazards/duty-facts.ts';
import {siteNames} from '../../store/hazards/hazard-names.ts';
import {findHazards} from '../../store/hazards/hazards.ts';
import type {Context} from '../context.ts';
import {fromCursor, toCursor} from '../page-key.ts';
import {tableInForce} from '../register/tables.ts';
import {scopeOfReader} from './see-lists.ts';

/** What is owed on one hazard today. */
export async function dutiesFor(db: Db, context: Context, hazard: Hazard): Promise<Duty[]> {
	const {today, forms} = context;
	const terms = await tableInForce(db, context, 'duties');
	const unserved = await unservedNotices(db, hazard.id);
	return owed(hazard, {today, terms, count: dayCounter(forms.calendars)}, unserved).map(each => inWords(each, today));
}

const owed = (hazard: DutyHazard & Pick<Hazard, 'id' | 'round'>, context: DutyContext, unserved: Map<string, Instant>) => {
	const issuedAt = unserved.get(noticeRound(hazard));
	return owedOn(hazard, {...context, unservedSince: issuedAt && dayOf(issuedAt)});
};

export type DutyFilters = {role?: Role; kind?: DutyKind; overdue?: boolean};
type Paging = {after?: string; limit?: number; count?: boolean};
type Row = {owed: Owed; hazardId: string; key: Key};
/** Grade (major first), red flag, due day, arrival, kind: the order of a day's work (rules §1.10). */
type Key = [grade: number, redFlag: number, dueOn: Day, seq: number, kind: number];

/** The office's worklist: what is owed across open hazards in scope. */
export async function seeDuties(db: Db, context: Context, {after, limit = 50, count, ...filters}: DutyFilters & Paging) {
	const key = fromCursor<Key>(after, 'nnsnn');
	const rows = await rowsOf(db, context, filters);
	const rest = (key ? rows.filter(row => compare(row.key, key) > 0) : rows).sort((a, b) => compare(a.key, b.key));
	const page = rest.slice(0, limit);
	return {
		items: await named(db, page, context.today),
		next: rest.length > limit ? toCursor(page.at(-1)!.key) : null,
		...(count && {total: rows.length}),
		scope: scopeOfReader(context.caller.scope, context.forms.sectors),
	};
}

async function rowsOf(db: Db, context: Context, {role, kind, overdue}: DutyFilters): Promise<Row[]> {
	const {today, caller, forms} = context;
	const kinds = dutyKinds.filter(each => (!kind || each === kind) && (!role || dutyRoles[each].includes(role)));
	if (kinds.length === 0) return [];
	const terms = await tableInForce(db, context, 'duties');
	const first = Math.min(0, ...terms.ladder.map(({day}) => day));
	const unserved = await unservedNotices(db);
	const known: DutyContext = {today, terms, count: dayCounter(forms.calendars)};
	const hazards = await hazardsOwing(db, {scope: caller.scope, kinds, today, remindUntil: plusDays(today, -first)});
	const isAsked = (each: Owed) =>
		kinds.includes(each.kind) && (!role || roleOf(each) === role) && (overdue === undefined || today > each.dueOn === overdue);
	return hazards.flatMap(hazard =>
		owed(hazard, known, unserved)
			.filter(isAsked)
			.map(each => ({owed: each, hazardId: hazard.id, key: keyOf(each, hazard)})),
	);
}

/** Every duty in scope with the day until which it is due: what a calendar makes of them. */
export async function dutyDays(db: Db, context: Context): Promise<Array<{hazardId: string; kind: DutyKind; dueOn: Day}>> {
	const rows = await rowsOf(db, context, {});
	return rows.map(({hazardId, owed: {kind, dueOn}}) => ({hazardId, kind, dueOn}));
}

export type DutyCount = {kind: DutyKind; role: Role; count: number; overdue: number};

/** How many duties of which kind each role owes in scope today. */
export async function countDuties(db: Db, context: Context): Promise<DutyCount[]> {
	const counts = new Map<string, DutyCount>();
	for (const {owed} of await rowsOf(db, context, {})) {
		const {kind, dueOn} = owed;
		const role = roleOf(owed);
		const key = `${role} ${kind}`;
		const one = counts.get(key) ?? {kind, role, count: 0, overdue: 0};
		counts.set(key, {...one, count: one.count + 1, overdue: one.overdue + (context.today > dueOn ? 1 : 0)});
	}
	return [...counts.values()];
}

const keyOf = ({dueOn, kind}: Owed, {grade, redFlag, seq}: OwingHazard): Key => [
	2 - gradeRank[grade],
	redFlag ? 0 : 1,
	dueOn,
	seq,
	dutyKinds.indexOf(kind),
];

const compare = (a: Key, b: Key): number =>
	a[0] - b[0] || a[1] - b[1] || (a[2] === b[2] ? a[3] - b[3] || a[4] - b[4] : a[2] < b[2] ? -1 : 1);

async function named(db: Db, rows: Row[], today: Day) {
	const found = await findHazards(db, [...new Set(rows.map(({hazardId}) => hazardId))]);
	const hazards = new Map(found.map(hazard => [hazard.id, hazard]));
	const sites = await siteNames(
		db,
		found.map(({siteId}) => siteId),
	);
	return rows.flatMap(row => {
		const hazard = hazards.get(row.hazardId);
		return hazard ? {...inWords(row.owed, today), hazard: briefly(hazard, sites.get(hazard.siteId)?.name ?? '')} : [];
	});
}

const briefly = (hazard: Hazard, siteName: string) => {
	const {id, number, state, grade, redFlag, dueOn, domain, communityId, siteId, place, description} = hazard;
	return {id, number, state, grade, redFlag, dueOn, domain, communityId, siteId, siteName, place, description};
};
