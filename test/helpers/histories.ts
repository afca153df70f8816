import {type Day, dayOf, type Instant, plusDays, plusMilliseconds, startOf} from '../../src/domain/days.ts';
import type {Hazard} from '../../src/domain/hazards/hazard.ts';
import {type Actor, decideMove, type MoveBody, type MoveName, moves, movesFor} from '../../src/domain/hazards/hazard-moves.ts';
import {Problem} from '../../src/domain/problem.ts';
import {insertHazards, saveHazard} from '../../src/store/hazards/hazards.ts';
import {found} from '../domain/hazards.ts';
import type {App} from './app.ts';
import {makePoint, makeSite} from './hazards.ts';
import {dice} from './lives.ts';
import {idOf, type Office} from './office.ts';

type Roll = (sides: number) => number;
export type Place = {siteId: string; siteKind: string; communityId: string; points: Record<string, string>};
export type World = {communities: string[]; places: Place[]; people: Actor[]; inspectors: string[]; start: Day};
export type Size = {hazards: number; seed: number; steps?: number};
/** One entry of a hazard's life. */
export type Event = {hazard: Hazard; at: Instant; action: string; actor: string};

const hour = 3_600_000;
export const kinds = ['shop', 'restaurant', 'school'];
const pick = <T>(roll: Roll, from: readonly T[]): T => from[roll(from.length)]!;

/** A body that any move can use, with results as they fall. */
const bodyOf = (roll: Roll, world: World, hazard: Hazard, actor: Actor, today: Day): MoveBody => ({
	reason: '情况属实',
	photos: ['b'],
	attachments: ['c'],
	paperId: `paper ${hazard.version}`,
	text: '已清除',
	inspectors: [actor.id, pick(roll, [world.inspectors[1]!, 'other'])],
	result: pick(roll, ['pass', 'confirmed', 'fail', 'confirmed', 'pass', 'holds']),
	cause: 'rule',
	dueOn: plusDays(hazard.dueOn > today ? hazard.dueOn : today, roll(6)),
	safeguards: '专人看守',
	granted: roll(3) > 0,
	approved: roll(2) > 0,
	grade: pick(roll, ['general', 'suspected-major']),
	department: '消防救援支队',
	documentNumber: '沪消〔2026〕1号',
	decidedOn: today,
	to: pick(roll, ['regulator', 'workers']),
	on: today,
	name: '区应急局',
	form: '公示栏',
	level: 'district',
	by: '区安委办',
	listedOn: today,
	assessment: '已治理',
	basis: '消防法',
	enclosures: ['d'],
	replyBy: plusDays(today, 10),
	kind: pick(roll, ['received', 'returned', 'result']),
	removed: roll(2) > 0,
	step: 'reminder',
	communityId: pick(roll, world.communities),
	measures: '清除并加锁',
	person: '张三',
	funds: '自筹',
	plan: '应急预案',
	onTheSpot: pick(roll, ['accept', 'refuse']),
});

// Endings by hand are rare in an office.
const rare = ['voiding', 'duplicate', 'site-gone'];
const onward = (move: MoveName, {state}: Hazard): boolean =>
	moves[move].to.some(([from]) => from === state) && move !== 'regradings' && move !== 'transfers';

/** The hazards of an office, moved by the table of moves in the hands of many people. */
class Invention {
	readonly events: Event[] = [];
	readonly hazards = new Map<string, Hazard>();
	readonly last = new Map<string, Instant>();
	readonly world: World;
	readonly roll: Roll;
	now: Instant;
	constructor(world: World, roll: Roll) {
		this.world = world;
		this.roll = roll;
		this.now = plusMilliseconds(startOf(world.start), 10 * hour);
	}

	wait(most: number): void {
		this.now = plusMilliseconds(this.now, this.roll(most) * hour);
	}

	private next(id: string): Instant {
		const last = this.last.get(id);
		const earliest = last ? plusMilliseconds(last, 1) : this.now;
		return this.now > earliest ? this.now : earliest;
	}

	private keep(hazard: Hazard, at: Instant, action: string, actor: string): void {
		this.events.push({hazard, at, action, actor});
		this.hazards.set(hazard.id, hazard);
		this.last.set(hazard.id, at);
	}

	register(n: number): string {
		const {roll, world, now} = this;
		const today = dayOf(now);
		const {siteId, communityId, points} = pick(roll, world.places);
		const domain = pick(roll, ['fire', 'gas']);
		const dueOn = plusDays(today, roll(12));
		const [first] = this.hazards.keys();
		const hazard = found({
			id: idOf(`history ${n}`),
			number: `YH-XH-2026-9${String(n).padStart(5, '0')}`,
			siteId,
			communityId,
			riskPointId: points[domain]!,
			inspectionId: '',
			domain,
			itemId: pick(roll, ['F01', 'F02', 'F03']),
			grade: pick(roll, ['general', 'general', 'suspected-major']),
			redFlag: roll(4) === 0,
			foundOn: plusDays(today, -roll(2)),
			registeredAt: now,
			dueOn,
			route: pick(roll, ['notice', 'notice', 'on-the-spot']),
			controlIds: roll(3) === 0 ? ['k1'] : [],
			recurrenceOf: roll(12) === 0 && first ? first : null,
		});
		const filers = roll(2) ? world.inspectors.slice(0, 2) : world.inspectors.slice(2, 3);
		const facts = {...hazard.facts, filers, photosAfter: ['z'], deadlines: [{dueOn, why: 'filing', at: now}]};
		this.keep({...hazard, facts}, now, 'registration', filers[0]!);
		return hazard.id;
	}

	move(id: string): void {
		const {roll, world, hazards} = this;
		const hazard = hazards.get(id)!;
		const now = this.next(id);
		const target = [...hazards.values()].find(other => other.siteId === hazard.siteId && other.id !== id);
		const context = {now, today: dayOf(now), awaitedPhotos: [], ...(target && {target})};
		// Mostly onward; who comes by may not be who can.
		const isOnward = roll(3) > 0;
		const offers = [...Array(6).keys()].map(() => {
			const actor = pick(roll, world.people);
			const offered = movesFor(hazard, actor, context).filter(move =>
				isOnward ? onward(move, hazard) : !rare.includes(move) || roll(3) === 0,
			);
			// Seldom offered, so always taken.
			const name = offered.includes('listing') ? 'listing' : offered[roll(offered.length || 1)];
			return {actor, name};
		});
		const {actor, name} = offers.find(offer => offer.name) ?? offers[0]!;
		if (!name) return;
		const body = {...bodyOf(roll, world, hazard, actor, dayOf(now)), ...(target && {of: target.id})};
		try {
			const {hazard: after, survivor} = decideMove(hazard, name, actor, body, context);
			this.keep(after, now, name, actor.id);
			if (survivor) this.keep(survivor, this.next(survivor.id), 'duplicate-kept', actor.id);
		} catch (error) {
			if (!(error instanceof Problem)) throw error;
		}
	}
}

/** Lives of hazards over some months, entry by entry; the same seed gives the same. */
export function invent(world: World, {hazards, seed, steps = 7}: Size): Event[] {
	const roll = dice(seed);
	const office = new Invention(world, roll);
	for (let n = 0; n < hazards; n++) {
		office.wait(60);
		const id = office.register(n);
		for (let k = roll(2 * steps); k > 0; k--) {
			if (roll(2)) office.wait(3);
			office.move(roll(3) ? id : pick(roll, [...office.hazards.keys()]));
		}
	}
	return office.events;
}

const role = (id: string, ...roles: Actor['roles'][number][]): Actor => ({id, roles});

/** A world that lies in no database. */
export const paperWorld: World = {
	communities: ['c1', 'c2', 'c3'],
	places: ['c1', 'c2', 'c3'].flatMap(communityId =>
		kinds.map(siteKind => ({siteId: `${communityId} ${siteKind}`, siteKind, communityId, points: {fire: 'p1', gas: 'p2'}})),
	),
	people: [
		role('i1', 'inspector'),
		role('i2', 'inspector'),
		role('m1', 'manager'),
		role('m2', 'manager'),
		role('l1', 'leader'),
		role('both', 'manager', 'inspector', 'leader'),
		role('contact', 'contact'),
		role('system', 'system'),
	],
	inspectors: ['i1', 'i2', 'i3'],
	start: '2026-01-05',
};

/** Sites of three kinds in each community of the office. */
async function worldOf(app: App, office: Office): Promise<World> {
	const places: Place[] = [];
	for (const [c, communityId] of office.communities.entries()) {
		for (const [k, siteKind] of kinds.entries()) {
			const siteId = await makeSite(app, office, `店${c}${k}`, {communityId});
			await app.services.queue.submit(async db => db('sites').where({id: siteId}).update({kind: siteKind}));
			const points = {
				fire: await makePoint(app, siteId, communityId, 'fire'),
				gas: await makePoint(app, siteId, communityId, 'gas'),
			};
			places.push({siteId, siteKind, communityId, points});
		}
	}
	const staff = (['inspector1', 'inspector2', 'inspector3', 'manager', 'manager2', 'leader'] as const).map(name =>
		role(office[name].id, ...office[name].roles),
	);
	const inspectors = [office.inspector1.id, office.inspector2.id, office.inspector3.id];
	const people = [
		...staff,
		role(idOf('both'), 'manager', 'inspector', 'leader'),
		role('contact', 'contact'),
		role('system', 'system'),
	];
	return {communities: office.communities, places, people, inspectors, start: app.clock.today()};
}

/** The same, kept in the database with its journal; the clock stands at the last entry. */
export async function liveHistories(app: App, office: Office, size: Size): Promise<Event[]> {
	const events = invent(await worldOf(app, office), size);
	for (const {hazard, at, action, actor} of events) {
		const act = {actor, now: at, requestId: null};
		await app.services.queue.submit(async db => {
			if (hazard.version > 1) await saveHazard(db, act, hazard, {action});
			else await insertHazards(db, [{act, hazard, searchText: hazard.description}]);
		});
	}
	app.clock.forward(Date.parse(events.at(-1)!.at) - Date.parse(app.clock.now()));
	return events;
}
