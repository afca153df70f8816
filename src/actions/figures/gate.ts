import type {Instant} from '../../domain/days.ts';
import type {Db} from '../../store/engine.ts';
import {inSnapshot} from '../../store/journal/seals.ts';

const atOnce = 2;
const kept = 10_000;
const mostKept = 500;

type Gate = {running: number; waiting: Array<() => void>; memory: Map<string, {at: number; value: Promise<unknown>}>};
const gates = new WeakMap<Db, Gate>();

function gateOf(db: Db): Gate {
	let gate = gates.get(db);
	if (!gate) {
		gate = {running: 0, waiting: [], memory: new Map()};
		gates.set(db, gate);
	}
	return gate;
}

/** Figure scans: at most two at once over a database, so that they never hold up what people click (rules §1.10); each sees one state. */
export async function inTurn<T>(db: Db, scan: (db: Db) => Promise<T>): Promise<T> {
	const gate = gateOf(db);
	if (gate.running >= atOnce) await new Promise<void>(resolve => gate.waiting.push(resolve));
	else gate.running++;
	try {
		return await inSnapshot(db, scan);
	} finally {
		const next = gate.waiting.shift();
		// The turn is handed over, not given back, so that nobody slips in between.
		if (next) next();
		else gate.running--;
	}
}

/** The same question within ten seconds gets the same answer, with the moment it was worked out at. */
export async function remembered<T>(db: Db, key: string, now: Instant, work: () => Promise<T>): Promise<T> {
	const {memory} = gateOf(db);
	const at = Date.parse(now);
	for (const [old, entry] of memory) if (Math.abs(at - entry.at) >= kept || memory.size > mostKept) memory.delete(old);
	const known = memory.get(key);
	if (known) return known.value as Promise<T>;
	const value = work();
	memory.set(key, {at, value});
	value.catch(() => memory.delete(key));
	return value;
}
