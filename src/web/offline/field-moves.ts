import {dayOf, type Instant, maxDay, plusDays, plusMilliseconds} from '../../domain/days.ts';
import {type FieldMove, fieldMoveNames} from '../../domain/field/moves.ts';
import type {Parcel} from '../../domain/field/parcel.ts';
import {decideMove, type MoveBody, movesFor} from '../../domain/hazards/hazard-moves.ts';
import {type Fault, Problem} from '../../domain/problem.ts';
import {clockOffset, now} from './clock.ts';
import {knownHazard} from './known-hazard.ts';
import {parcels} from './outbox.ts';
import type {PackHazard} from './pack-type.ts';
import {person} from './session.ts';
import {loadedAtOf, slots} from './view.ts';

// A clock that is a year off must not say what is due: the server's is taken, as far as it was ever told.
const soundNow = (): Instant => plusMilliseconds(now(), clockOffset() ?? 0);
export const soundToday = (): string => dayOf(soundNow());
const contextNow = () => ({now: soundNow(), today: soundToday(), awaitedPhotos: []});

/** What stands against a move, by the server's own table: a refusal in words, or faults that can be mended. */
export function judge(hazard: PackHazard, move: FieldMove, body: MoveBody): {refusal: string | null; faults: Fault[]} {
	const actor = person.value!;
	try {
		decideMove(knownHazard(hazard), move, {id: actor.id, roles: actor.roles}, body, contextNow());
		return {refusal: null, faults: []};
	} catch (error) {
		if (!(error instanceof Problem)) throw error;
		return error.status === 422 ? {refusal: null, faults: error.errors} : {refusal: error.message, faults: []};
	}
}

/** The moves that this person may make now, needs of the body aside. */
export function fieldMoves(hazard: PackHazard): FieldMove[] {
	const {id, roles} = person.value!;
	const may = movesFor(knownHazard(hazard), {id, roles}, contextNow());
	return fieldMoveNames.filter(move => may.includes(move));
}

/** Whether a colleague may look at it again, and if not, why. */
export function barOf({grade, filers = [], reporters = []}: PackHazard, id: string): string | null {
	if (reporters.includes(id)) return '报告过整改';
	return grade !== 'general' && filers.includes(id) ? '登记人' : null;
}

/** The deadline that a failed look gives when nobody names another (rules §1.1). */
export const nextDueOn = ({dueOn, originalDays}: PackHazard): string => plusDays(maxDay(dueOn, soundToday()), originalDays ?? 0);

/** With whom a person goes today, as the pack has it. */
export function partnerOf(id: string): string | null {
	const pairs = [...slots.value.values()].flatMap(({assigned}) => (assigned?.people.includes(id) ? [assigned] : []));
	const near = pairs.sort((a, b) => Math.abs(distance(a.on)) - Math.abs(distance(b.on)))[0];
	return near?.people.find(one => one !== id) ?? null;
}
const distance = (on: string): number => Date.parse(on) - Date.parse(soundToday());

/** What was sealed last about a hazard; what was accepted before the pack was loaded is in the pack itself. */
export function parcelOn({id, siteId}: Pick<PackHazard, 'id' | 'siteId'>): Parcel | undefined {
	const since = loadedAtOf(siteId) ?? '';
	return parcels.value.find(one => one.settles.includes(id) && (one.receipt === null || one.receipt.at > since));
}
