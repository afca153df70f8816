import {randomBytes} from 'node:crypto';
import {v7 as uuidv7} from 'uuid';
import type {Instant} from '../../domain/days.ts';
import {Problem} from '../../domain/problem.ts';
import type {Db} from '../../store/engine.ts';
import {record, sha256} from '../../store/journal/journal.ts';
import {addressOfPerson, type CalendarAddress, saveAddress} from '../../store/schedule/calendars.ts';
import type {Context} from '../context.ts';

export type ShownAddress = {active: boolean; madeAt: Instant | null};

/** Whether the caller's calendar can be subscribed to; the address itself is shown once, when it is made. */
export async function seeAddress(db: Db, {caller}: Context): Promise<ShownAddress> {
	const address = await addressOfPerson(db, caller.person.id);
	return {active: address?.secretHash != null, madeAt: address?.secretHash != null ? address.madeAt : null};
}

/** Makes the caller's secret address, or a new one: the old one is unknown from then on. The database keeps the hash only. */
export async function makeAddress(db: Db, context: Context): Promise<{secret: string; madeAt: Instant}> {
	const personId = context.caller.person.id;
	const before = await addressOfPerson(db, personId, {forUpdate: true});
	const secret = randomBytes(32).toString('base64url');
	await keep(db, context, before ? 'calendar-address-renewed' : 'calendar-address-made', {
		id: before?.id ?? uuidv7(),
		personId,
		secretHash: sha256(secret),
		madeAt: context.now,
		version: (before?.version ?? 0) + 1,
	});
	return {secret, madeAt: context.now};
}

/** Gives the address up at once. */
export async function stopAddress(db: Db, context: Context): Promise<ShownAddress> {
	const before = await addressOfPerson(db, context.caller.person.id, {forUpdate: true});
	if (before?.secretHash == null) throw new Problem(404, 'not-found', '没有日历地址。');
	await keep(db, context, 'calendar-address-withdrawn', {...before, secretHash: null, version: before.version + 1});
	return {active: false, madeAt: null};
}

async function keep(db: Db, context: Context, action: string, address: CalendarAddress): Promise<void> {
	await saveAddress(db, address);
	const {secretHash, ...after} = address;
	await record(db, context, {
		subject: `calendar-address:${address.id}`,
		version: address.version,
		action,
		after: {...after, active: secretHash !== null},
	});
}
