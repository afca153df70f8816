import {plusDays} from '../../domain/days.ts';
import {now, today} from './clock.ts';
import {dropOldReceipts, recallParcels} from './outbox.ts';
import {recallPacks} from './packs.ts';
import {sendSoon, watchNetwork} from './sender.ts';
import {person, recallPerson} from './session.ts';

/** Everything that the first screen shows comes from the phone itself; the network is asked afterwards. */
export async function wakeUp(): Promise<void> {
	await recallPerson();
	await Promise.all([recallParcels(), person.value ? recallPacks(person.value.id) : undefined]);
}

export function startWork(): void {
	watchNetwork();
	sendSoon();
	void dropOldReceipts(`${plusDays(today(), -30)}${now().slice(10)}`);
	void askToStay();
}

/** Asks the browser not to clear unsent work when room gets short. */
async function askToStay(): Promise<void> {
	if (navigator.storage?.persist && !(await navigator.storage.persisted())) await navigator.storage.persist();
}
