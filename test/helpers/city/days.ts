import {type Day, type Instant, plusDays, plusMilliseconds, startOf} from '../../../src/domain/days.ts';
import type {Answer, Filing} from '../../../src/domain/inspections/filing.ts';
import {hazardNumber, inspectionNumber} from '../../../src/domain/number.ts';
import type {Inspection} from '../../../src/store/inspections/inspections.ts';
import {canonical, sha256} from '../../../src/store/journal/journal.ts';
import type {Slot} from '../../../src/store/schedule/slots.ts';
import type {App} from '../app.ts';
import {idOf} from '../office.ts';
import {planId} from '../plans.ts';
import {lifeOf, type Moment} from './lives.ts';
import {listOf, type Spot, type World} from './world.ts';

type Roll = (sides: number) => number;
type List = {key: string; items: Array<{id: string; title: string}>};
export type Visit = {
	inspection: Inspection;
	filing: Filing;
	content: string;
	spot: Spot;
	list: List;
	hazards: Moment[][];
	slot: Slot;
};
/** How much is filed on a day, and how far the numbers have come. */
export type Days = {
	app: App;
	world: World;
	now: Instant;
	roll: Roll;
	/** Inspections and hazards filed so far. */
	filed: {inspections: number; hazards: number; visits: Map<string, number>};
};

const itemsOnPaper = 10;
const minute = 60_000;

/** The inspections of one day, with the whole later lives of what they found. */
export function visitsOf(days: Days, day: Day, {inspections, hazards}: {inspections: number; hazards: number}): Visit[] {
	const {roll} = days;
	// The hazards of a day lie among its inspections, at most three at one.
	const found = Array<number>(inspections).fill(0);
	for (let i = 0; i < hazards; i++) {
		let at = roll(inspections);
		while (found[at]! >= 3) at = (at + 1) % inspections;
		found[at]!++;
	}
	return found.map((count, i) => visitOf(days, day, {count, at: startMoment(day, i, inspections)}));
}

// From eight to seven, evenly: no two inspections of a day begin in the same millisecond.
const startMoment = (day: Day, i: number, of: number): Instant =>
	plusMilliseconds(startOf(day), 8 * 60 * minute + Math.floor((11 * 60 * minute * i) / of));

function visitOf({app, world, now, roll, filed}: Days, day: Day, {count, at}: {count: number; at: Instant}): Visit {
	const spot = world.spots[roll(world.spots.length)]!;
	const inspectors = world.pairs[roll(world.pairs.length)]!;
	const list = listFor(app, spot.domain);
	const failed = list.items
		.map((_, i) => i)
		.slice(roll(itemsOnPaper - 2))
		.slice(0, count);
	const number = ++filed.inspections;
	const id = idOf(`city inspection ${number}`);
	const registeredAt = plusMilliseconds(at, 45 * minute);
	const filing = filingOf({spot, list, failed, inspectors, at});
	const content = canonical(filing);
	const year = Number(day.slice(0, 4));
	const ordinal = (filed.visits.get(spot.id) ?? 0) + 1;
	filed.visits.set(spot.id, ordinal);
	const hazards = failed.map((index, i) => {
		const n = ++filed.hazards;
		const where = {siteId: spot.site.id, communityId: spot.site.communityId, domain: spot.domain, riskPointId: spot.id};
		const what = {item: list.items[index]!, checklist: list.key, place: placeOf(n), inspectionId: id};
		const born = {on: day, at: plusMilliseconds(registeredAt, i), inspectors};
		const one = {...where, ...what, ...born, id: idOf(`city hazard ${n}`), number: hazardNumber('XH', year, n)};
		return lifeOf(one, {manager: world.office.manager.id, now}, roll);
	});
	const inspection: Inspection = {
		id,
		number: inspectionNumber('XH', year, number),
		siteId: spot.site.id,
		communityId: spot.site.communityId,
		kind: 'patrol',
		outcome: 'inspected',
		startedAt: at,
		endedAt: plusMilliseconds(at, 40 * minute),
		inspectedOn: day,
		inspectors: [...inspectors],
		filedBy: inspectors[0],
		registeredAt,
		contentSha256: sha256(content),
		flags: [],
	};
	return {inspection, filing, content, spot, list, hazards, slot: slotOf(spot, list.key, inspection, ordinal, roll)};
}

const placeOf = (n: number): string => `${(n % 9) + 1}层${['东侧通道', '西侧楼梯', '后厨', '配电间'][n % 4]}`;

const lists = new Map<string, List>();
function listFor(app: App, domain: string): List {
	const known = lists.get(domain);
	if (known) return known;
	const {key, items} = app.services.forms.checklists.get(listOf[domain]!)!;
	const list = {key, items: items.slice(0, itemsOnPaper)};
	lists.set(domain, list);
	return list;
}

function filingOf({
	spot,
	list,
	failed,
	inspectors,
	at,
}: {
	spot: Spot;
	list: List;
	failed: readonly number[];
	inspectors: readonly string[];
	at: Instant;
}): Filing {
	const answers = Object.fromEntries(
		list.items.map(({id, title}, i): [string, Answer] => [
			id,
			failed.includes(i) ? {result: 'fail', defects: [{place: '一层', note: title, photos: []}]} : {result: 'pass'},
		]),
	);
	return {
		format: 1,
		siteId: spot.site.id,
		kind: 'patrol',
		startedAt: at,
		endedAt: plusMilliseconds(at, 40 * minute),
		inspectors: [...inspectors],
		met: {name: '周老板', position: '店长', phone: '021-00001234'},
		outcome: 'inspected',
		checks: [{riskPointId: spot.id, checklist: list.key, answers}],
		signature: {refused: '忙于营业'},
		device: {filedAt: at, app: 'city'},
	};
}

/** The window that this inspection settled: one in eight was late. */
function slotOf(spot: Spot, checklist: string, {id, inspectedOn: on, startedAt}: Inspection, ordinal: number, roll: Roll): Slot {
	const dueOn = plusDays(on, roll(8) === 0 ? -1 - roll(3) : roll(12));
	return {
		id: idOf(`city slot ${id}`),
		planId,
		riskPointId: spot.id,
		siteId: spot.site.id,
		communityId: spot.site.communityId,
		domain: spot.domain,
		level: spot.level,
		checklist,
		ordinal,
		opensOn: plusDays(dueOn, -14),
		dueOn,
		graceOn: plusDays(dueOn, 7),
		priority: 0,
		createdAt: startedAt,
		rhythm: '',
		attempts: [],
		checkedOn: on,
		checkedAt: startedAt,
		inspectionId: id,
	};
}
