import {type DayCounter, dayCounter} from '../../domain/day-counter.ts';
import {type Day, dayOf, type Instant, plusDays} from '../../domain/days.ts';
import {type Duty, type DutyContext, type DutyKind, dutiesOf, dutyKinds, dutyRoles} from '../../domain/hazards/duties.ts';
import type {Hazard} from '../../domain/hazards/hazard.ts';
import type {Role} from '../../domain/person.ts';
import type {Db} from '../../store/engine.ts';
import {hazardsOwing, noticeRound, type OwingRow, unservedNotices} from '../../store/hazards/duty-facts.ts';
import {siteNames} from '../../store/hazards/hazard-names.ts';
import type {Context} from '../context.ts';
import {fromCursor, toCursor} from '../page-key.ts';
import {tableInForce} from '../register/tables.ts';
import {scopeOfReader} from './see-lists.ts';

/** What is owed on one hazard today. */
export async function dutiesFor(db: Db, context: Context, hazard: Hazard): Promise<Duty[]> {
	const terms = await tableInForce(db, context, 'duties');
	const counter = dayCounter(context.forms.calendars);
	return owed(hazard, {today: context.today, terms, count: counter}, await unservedNotices(db, hazard.id));
}

const owed = (hazard: Hazard, context: DutyContext, unserved: Map<string, Instant>): Duty[] => {
	const issuedAt = unserved.get(noticeRound(hazard));
	return dutiesOf(hazard, {...context, unservedSince: issuedAt && dayOf(issuedAt)});
};

export type DutyFilters = {role?: Role; kind?: DutyKind; overdue?: boolean};
type Paging = {after?: string; limit?: number; count?: boolean};
type Row = {duty: Duty; of: OwingRow; key: Key};
/** Grade rank, red flag, due day, arrival, kind: the order of a day's work (rules §1.10). */
type Key = [number, number, Day, number, number];

/** The office's worklist: what is owed across open hazards in scope. */
export async function seeDuties(db: Db, context: Context, {after, limit = 50, count, ...filters}: DutyFilters & Paging) {
	const key = fromCursor<Key>(after, 'nnsnn');
	const rows = (await rowsOf(db, context, filters)).sort((a, b) => compare(a.key, b.key));
	const rest = key ? rows.filter(row => compare(row.key, key) > 0) : rows;
	const page = rest.slice(0, limit);
	return {
		items: await named(db, page),
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
	const count: DayCounter = dayCounter(forms.calendars);
	const owing = await hazardsOwing(db, {scope: caller.scope, kinds, today, remindUntil: plusDays(today, -first)});
	return owing.flatMap(of =>
		owed(of.hazard, {today, terms, count}, unserved)
			.filter(duty => kinds.includes(duty.kind) && (!role || duty.role === role) && (overdue ?? duty.overdue) === duty.overdue)
			.map(duty => ({duty, of, key: keyOf(duty, of)})),
	);
}

const keyOf = (duty: Duty, {gradeRank, redFlag, seq}: OwingRow): Key => [
	gradeRank,
	redFlag,
	duty.dueOn,
	seq,
	dutyKinds.indexOf(duty.kind),
];

const compare = (a: Key, b: Key): number => {
	const i = a.findIndex((part, at) => part !== b[at]);
	return i < 0 ? 0 : a[i]! < b[i]! ? -1 : 1;
};

async function named(db: Db, rows: Row[]) {
	const sites = await siteNames(
		db,
		rows.map(({of}) => of.hazard.siteId),
	);
	return rows.map(({duty, of: {hazard}}) => ({
		...duty,
		hazard: {
			id: hazard.id,
			number: hazard.number,
			state: hazard.state,
			grade: hazard.grade,
			redFlag: hazard.redFlag,
			dueOn: hazard.dueOn,
			domain: hazard.domain,
			communityId: hazard.communityId,
			siteId: hazard.siteId,
			siteName: sites.get(hazard.siteId)?.name ?? '',
			place: hazard.place,
			description: hazard.description,
		},
	}));
}
