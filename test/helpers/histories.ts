import {dayOf, plusDays} from '../../src/domain/days.ts';
import type {Hazard} from '../../src/domain/hazards/hazard.ts';
import {type Actor, decideMove, type MoveBody, type MoveContext, moves, movesFor} from '../../src/domain/hazards/hazard-moves.ts';
import {Problem} from '../../src/domain/problem.ts';
import type {Db} from '../../src/store/engine.ts';
import {findHazard, nextMoment, saveHazard} from '../../src/store/hazards/hazards.ts';
import type {App} from './app.ts';
import {makeHazard, makeSite} from './hazards.ts';
import {dice} from './lives.ts';
import {idOf, type Office} from './office.ts';

type Roll = (sides: number) => number;
const kinds = ['shop', 'restaurant', 'school'];
const hours = 3_600_000;

/** Sites of three kinds in each community. */
async function makeSites(app: App, office: Office): Promise<Array<{id: string; community: string}>> {
	const sites = [];
	for (const [c, community] of office.communities.entries()) {
		for (const [k, kind] of kinds.entries()) {
			const id = await makeSite(app, office, `店${c}${k}`, {communityId: community});
			await app.services.queue.submit(async db => db('sites').where({id}).update({kind}));
			sites.push({id, community});
		}
	}
	return sites;
}

const people = (office: Office): Actor[] => [
	...(['inspector1', 'inspector2', 'inspector3', 'manager', 'manager2', 'leader'] as const).map(name => ({
		id: office[name].id,
		roles: office[name].roles,
	})),
	{id: idOf('both'), roles: ['manager', 'inspector', 'leader']},
	{id: 'contact', roles: ['contact']},
	{id: 'system', roles: ['system']},
];

const pick = <T>(roll: Roll, from: readonly T[]): T => from[roll(from.length)]!;

/** A body that any move can use, with results as they fall. */
const bodyOf = (roll: Roll, hazard: Hazard, actor: Actor, office: Office, today: string): MoveBody => ({
	reason: '情况属实',
	photos: ['b'],
	attachments: ['c'],
	paperId: `paper ${hazard.version}`,
	text: '已清除',
	inspectors: [actor.id, pick(roll, [office.inspector2.id, idOf('other')])],
	result: pick(roll, ['pass', 'pass', 'fail', 'confirmed', 'holds']),
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
	communityId: pick(roll, office.communities),
	measures: '清除并加锁',
	person: '张三',
	funds: '自筹',
	plan: '应急预案',
	onTheSpot: pick(roll, ['accept', 'refuse']),
});

async function step(db: Db, app: App, office: Office, roll: Roll, id: string, others: readonly Hazard[]): Promise<void> {
	const hazard = (await findHazard(db, id))!;
	const now = await nextMoment(db, hazard, app.clock.now());
	const today = dayOf(now);
	const other = others.find(each => each.siteId === hazard.siteId && each.id !== id);
	const target = other && (await findHazard(db, other.id));
	const context: MoveContext = {now, today, awaitedPhotos: [], ...(target && {target})};
	const actor = pick(roll, people(office));
	const offered = movesFor(hazard, actor, context).filter(move => roll(4) > 0 || moves[move].to.length > 0);
	// Endings by hand are rare in an office.
	const move = pick(
		roll,
		offered.filter(name => !['voiding', 'duplicate', 'site-gone'].includes(name) || roll(5) === 0),
	);
	if (!move) return;
	try {
		const body = {...bodyOf(roll, hazard, actor, office, today), ...(target && {of: target.id})};
		const {hazard: after, survivor} = decideMove(hazard, move, actor, body, context);
		await saveHazard(db, {actor: actor.id, now, requestId: null}, after, {action: move});
		if (!survivor) return;
		const then = await nextMoment(db, {...survivor, version: survivor.version - 1}, app.clock.now());
		await saveHazard(db, {actor: actor.id, now: then, requestId: null}, survivor, {action: 'duplicate-kept'});
	} catch (error) {
		if (!(error instanceof Problem)) throw error;
	}
}

/** Hazards that live by the table of moves over some months, in the hands of nine people. */
export async function liveHistories(
	app: App,
	office: Office,
	{hazards, seed, steps = 7}: {hazards: number; seed: number; steps?: number},
) {
	const roll = dice(seed);
	const sites = await makeSites(app, office);
	const made: Hazard[] = [];
	for (let n = 0; n < hazards; n++) {
		app.clock.forward(roll(60) * hours);
		const {id: siteId, community} = pick(roll, sites);
		const today = app.clock.today();
		const dueOn = plusDays(today, roll(12));
		const hazard = await makeHazard(app, office, {
			siteId,
			communityId: community,
			domain: pick(roll, ['fire', 'gas']),
			itemId: pick(roll, ['F01', 'F02', 'F03']),
			grade: pick(roll, ['general', 'general', 'suspected-major']),
			redFlag: roll(4) === 0,
			foundOn: plusDays(today, -roll(2)),
			route: pick(roll, ['notice', 'notice', 'on-the-spot']),
			controlIds: roll(3) === 0 ? ['k1'] : [],
			recurrenceOf: roll(12) === 0 && made[0] ? made[0].id : null,
			dueOn,
			facts: {
				filers: roll(2) ? [office.inspector1.id, office.inspector2.id] : [office.inspector3.id],
				photosAfter: ['z'],
				deadlines: [{dueOn, why: 'filing', at: app.clock.now()}],
			},
		});
		made.push(hazard);
		for (let k = roll(2 * steps); k > 0; k--) {
			if (roll(2)) app.clock.forward(roll(3) * hours);
			const {id} = roll(3) ? hazard : pick(roll, made);
			await app.services.queue.submit(async db => step(db, app, office, roll, id, made));
		}
	}
	return made;
}
