import type {Day} from '../days.ts';

export type AssignableSlot = {
	id: string;
	siteId: string;
	areaId: string;
	domain: string;
	opensOn: Day;
	dueOn: Day;
	level: string;
	minutes: number;
};
export type Pair = {
	id: string;
	people: readonly string[];
	areas: readonly string[];
	domains: readonly string[];
	minutesPerDay: number;
	off: readonly Day[];
};
/** `booked`: what stands already and stays; the visit to a site is counted once. */
export type Workload = {
	slots: readonly AssignableSlot[];
	pairs: readonly Pair[];
	workdays: readonly Day[];
	visitMinutes: number;
	booked?: readonly Booking[];
};
export type Booking = {siteId: string; day: Day; pairId: string; people: readonly string[]; minutes: number};
export type Assignment = {slotId: string; day: Day; pairId: string};

/** What is already booked: minutes per pair and day, the pair of a site's visit, the pair of a person's day. */
type Book = {minutes: Map<string, number>; visits: Map<string, string>; people: Map<string, string>};

const levels = ['major', 'significant', 'moderate', 'low'];
const rank = (level: string) => (levels.indexOf(level) + levels.length + 1) % (levels.length + 1);
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
const urgency = (a: AssignableSlot, b: AssignableSlot) =>
	compare(a.dueOn, b.dueOn) || rank(a.level) - rank(b.level) || compare(a.opensOn, b.opensOn) || compare(a.id, b.id);
const key = (day: Day, id: string) => `${day} ${id}`;

const serves = (pair: Pair, slot: AssignableSlot) => pair.areas.includes(slot.areaId) && pair.domains.includes(slot.domain);

const cost = (book: Book, slot: AssignableSlot, day: Day, visitMinutes: number) =>
	slot.minutes + (book.visits.has(key(day, slot.siteId)) ? 0 : visitMinutes);

// One person is in one pair per day (rules §1.5).
const present = (book: Book, pair: Pair, day: Day) =>
	!pair.off.includes(day) && pair.people.every(person => (book.people.get(key(day, person)) ?? pair.id) === pair.id);

const left = (book: Book, pair: Pair, day: Day) => pair.minutesPerDay - (book.minutes.get(key(day, pair.id)) ?? 0);

const canTake = (book: Book, pair: Pair, slot: AssignableSlot, day: Day, visitMinutes: number) =>
	(book.visits.get(key(day, slot.siteId)) ?? pair.id) === pair.id &&
	present(book, pair, day) &&
	left(book, pair, day) >= cost(book, slot, day, visitMinutes);

const freest = (book: Book, pairs: readonly Pair[], day: Day) =>
	[...pairs].sort((a, b) => left(book, b, day) - left(book, a, day) || compare(a.id, b.id))[0];

// A day on which the site is visited anyway comes first: no double visits.
const place = (book: Book, slot: AssignableSlot, {pairs, visitMinutes}: Workload, days: readonly Day[]): Assignment | null => {
	const able = pairs.filter(pair => serves(pair, slot));
	const visited = days.filter(day => book.visits.has(key(day, slot.siteId)));
	for (const day of [...visited, ...days]) {
		const pair = freest(
			book,
			able.filter(each => canTake(book, each, slot, day, visitMinutes)),
			day,
		);
		if (pair) return {slotId: slot.id, day, pairId: pair.id};
	}
	return null;
};

const enter = (book: Book, {siteId, day, pairId, people, minutes}: Booking, visitMinutes: number) => {
	const travel = book.visits.has(key(day, siteId)) ? 0 : visitMinutes;
	book.minutes.set(key(day, pairId), (book.minutes.get(key(day, pairId)) ?? 0) + minutes + travel);
	book.visits.set(key(day, siteId), pairId);
	for (const person of people) book.people.set(key(day, person), pairId);
};

const open = ({booked = [], visitMinutes}: Workload): Book => {
	const book: Book = {minutes: new Map(), visits: new Map(), people: new Map()};
	for (const booking of booked) enter(book, booking, visitMinutes);
	return book;
};

/** Gives each slot a day and a pair, the most urgent first: one visit per site and day, no pair over its minutes. What cannot be done by its due day is `late` and takes the first later day that is free. */
export const assign = (work: Workload): {assignments: Assignment[]; late: string[]} => {
	const book = open(work);
	const workdays = [...work.workdays].sort(compare);
	const assignments: Assignment[] = [];
	const late: string[] = [];
	for (const slot of [...work.slots].sort(urgency)) {
		const inTime = place(
			book,
			slot,
			work,
			workdays.filter(day => day >= slot.opensOn && day <= slot.dueOn),
		);
		if (!inTime) late.push(slot.id);
		const found =
			inTime ??
			place(
				book,
				slot,
				work,
				workdays.filter(day => day > slot.dueOn),
			);
		if (!found) continue;
		const {people} = work.pairs.find(({id}) => id === found.pairId)!;
		enter(book, {...slot, ...found, people}, work.visitMinutes);
		assignments.push(found);
	}
	return {assignments, late};
};
