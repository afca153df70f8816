import {dueAt} from '../../domain/days.ts';
import {noHash} from '../../domain/journal/journal.ts';
import {daysToSeal, type Seal, sealInput} from '../../domain/journal/seal.ts';
import type {Db} from '../../store/engine.ts';
import {type Act, sha256} from '../../store/journal/journal.ts';
import {addSeal, entriesOfDay, firstEntryAt, lastSeal} from '../../store/journal/seals.ts';

/** So that one transaction stays short, a register that was long unsealed is sealed in several; the next call goes on. */
const mostDays = 1000;
const mostEntries = 100_000;

/**
 * Seals the days that have ended and are not sealed yet, the oldest first. An entry's moment is never before the moment of
 * its request, and a request lives seconds, so ten minutes after midnight nothing can be added to the day.
 */
export async function sealDays(db: Db, {now}: Pick<Act, 'now'>): Promise<Seal[]> {
	let last = await lastSeal(db);
	const seals: Seal[] = [];
	let read = 0;
	for (const day of daysToSeal(last?.day, last ? dueAt(last.day) : await firstEntryAt(db), now, mostDays)) {
		const entries = await entriesOfDay(db, day);
		last = {
			day,
			count: entries.length,
			lastSeq: entries.reduce((most, {seq}) => Math.max(most, seq), last?.lastSeq ?? 0),
			hash: sha256(sealInput(last?.hash ?? noHash, day, entries)),
			madeAt: now,
		};
		await addSeal(db, last);
		seals.push(last);
		read += entries.length;
		if (read >= mostEntries) break;
	}
	return seals;
}
