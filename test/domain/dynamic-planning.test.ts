import test from 'ava';
import fc from 'fast-check';
import {daysBetween, plusDays} from '../../src/domain/days.ts';
import {frequencyOf, type SiteHazard, type SiteVisit} from '../../src/domain/register/dynamic-risk.ts';
import {levelInForce} from '../../src/domain/register/risk-point.ts';
import {isEnded, settledBy, tally} from '../../src/domain/schedule/outcome.ts';
import {divisorOf, levelPlan, type Plan, rhythmOf} from '../../src/domain/schedule/plan.ts';
import {decidePoint, type PlanPoint, type StandingSlot} from '../../src/domain/schedule/planning.ts';
import type {DynamicRisk} from '../../src/domain/tables.ts';
import {loadForms} from '../../src/forms.ts';

const numRuns = process.env.PROVE === 'full' ? 400 : 60;
const forms = loadForms();
const terms = forms.tables.get('dynamic-risk')!.value as DynamicRisk;
const start = '2026-01-01';
const length = 150;
const on = (n: number) => plusDays(start, n);

/** What one visit of the site did: nothing found, something found, a major hazard found, or an open one closed. */
type Event = {day: number; kind: 'clean' | 'found' | 'major' | 'closed'};
type Site = {hazards: SiteHazard[]; visits: SiteVisit[]; openMajors: number; lastCheckedOn?: string; slots: StandingSlot[]};

const intervals = fc.constantFrom('P1D', 'P2D', 'P7D', 'P1M', 'P3M');
const plans: fc.Arbitrary<Plan> = fc.record({
	id: fc.uuid(),
	name: fc.constant('x'),
	checklist: fc.constant('fire/daily@1'),
	scope: fc.constant({}),
	intervals: fc.record({major: intervals, moderate: intervals}),
	earlyDays: fc.nat({max: 10}),
	anchor: fc.constantFrom('completion' as const, 'calendar' as const),
	weekdays: fc.constant([1, 2, 3, 4, 5]),
	holidays: fc.constantFrom('keep' as const, 'before' as const, 'after' as const),
	teams: fc.constant([]),
	from: fc.integer({min: -40, max: 20}).map(on),
	to: fc.constant(null),
	graceDays: fc.nat({max: 5}),
	campaign: fc.constant(false),
	basis: fc.constant(null),
	urgent: fc.constant(false),
	version: fc.constant(1),
}) as fc.Arbitrary<Plan>;
const events: fc.Arbitrary<Event[]> = fc
	.array(
		fc.record({
			day: fc.nat({max: length - 1}),
			kind: fc.constantFrom<Event['kind'][]>('clean', 'clean', 'clean', 'found', 'found', 'major', 'closed'),
		}),
		{maxLength: 20},
	)
	.map(list => [...list].sort((a, b) => a.day - b.day));

const happen = (site: Site, {kind, day}: Event) => {
	if (kind === 'closed') {
		site.openMajors = 0;
		return;
	}
	const today = on(day);
	const settled = settledBy(site.slots, today)?.id;
	site.slots = site.slots.map(slot => (slot.id === settled ? {...slot, checkedOn: today} : slot));
	site.lastCheckedOn = today;
	site.visits.push({on: today, clean: kind === 'clean'});
	if (kind === 'clean') return;
	const grade = kind === 'major' ? 'major' : 'general';
	site.hazards.push({number: 'x', grade, foundOn: today, communityId: 'c', domain: 'fire'});
	if (kind === 'major') site.openMajors++;
};

const standing = (site: Site, today: string) => ({
	level: levelInForce('moderate', Array(site.openMajors).fill({grade: 'major'}), terms.raise)!,
	divisor: frequencyOf(site, today, terms).divisor,
});

/** One planning run of the one point of the site; returns how much it wrote. */
const plan = (site: Site, wanted: Plan, today: string): number => {
	const {level, divisor} = standing(site, today);
	const point = {
		id: 'p',
		siteId: 's',
		areaId: 'a',
		communityId: 'c',
		domain: 'fire',
		kind: 'shop',
		tags: [],
		startsOn: start,
		closedOn: null,
		pauses: [],
		level,
		divisor,
		slots: site.slots,
		...(site.lastCheckedOn && {lastCheckedOn: site.lastCheckedOn}),
	} as unknown as PlanPoint;
	const changes = decidePoint(wanted, levelPlan(wanted, forms.calendars), point, true, {today, horizonDays: 30});
	site.slots = site.slots.map(slot => {
		const isOver = changes.superseded.some(({id}) => id === slot.id);
		const adopted = changes.adopted.find(({id}) => id === slot.id);
		return {...slot, ...(isOver && {supersededOn: today}), ...(adopted && {rhythm: adopted.rhythm})};
	});
	for (const {supersedes: _, ...slot} of changes.created)
		site.slots.push({...slot, rhythm: rhythmOf(wanted, slot.level, divisor)});
	return changes.created.length + changes.superseded.length + changes.adopted.length;
};

/** Lives through the events, planning after each and on a few days between; `look` sees every day that was planned. */
const live = (wanted: Plan, list: Event[], look: (site: Site, today: string) => boolean): Site | null => {
	const site: Site = {hazards: [], visits: [], openMajors: 0, slots: []};
	for (let n = 0; n <= length; n++) {
		const now = list.filter(({day}) => day === n);
		for (const event of now) happen(site, event);
		if (now.length === 0 && n % 10 > 0) continue;
		plan(site, wanted, on(n));
		if (!look(site, on(n))) return null;
	}
	return site;
};

test('Whatever is found at a site, one window of a point is open at most, and it keeps the level and interval in force', t => {
	const property = fc.property(plans, events, (wanted, list) => {
		const site = live(wanted, list, (seen, today) => {
			const open = seen.slots.filter(slot => !isEnded(slot, today));
			const now = standing(seen, today);
			const isRight = open.every(slot => slot.level === now.level && divisorOf(slot) === now.divisor);
			return open.length <= 1 && isRight && plan(seen, wanted, today) === 0;
		});
		return site !== null;
	});
	t.notThrows(() => fc.assert(property, {numRuns}));
});

test('Whatever is found at a site, planned is the sum of the outcomes on every day and no number is used twice', t => {
	const property = fc.property(plans, events, (wanted, list) => {
		const site = live(wanted, list, () => true)!;
		const ids = new Set(site.slots.map(({id}) => id));
		const sums = Array.from({length: length + 1}, (_, n) => tally(site.slots, on(n))).every(
			({planned, by}) => planned === Object.values(by).reduce((a, b) => a + b, 0) && by.open <= 1,
		);
		const ordinals = site.slots.map(({ordinal}) => ordinal);
		return sums && ids.size === site.slots.length && new Set(ordinals).size === ordinals.length;
	});
	t.notThrows(() => fc.assert(property, {numRuns}));
});

test('No window is due less than a day after the check before it', t => {
	const property = fc.property(
		plans,
		events,
		(wanted, list) =>
			live(wanted, list, (seen, today) =>
				seen.slots.every(slot => isEnded(slot, today) || !seen.lastCheckedOn || daysBetween(seen.lastCheckedOn, slot.dueOn) >= 1),
			) !== null,
	);
	t.notThrows(() => fc.assert(property, {numRuns}));
});
