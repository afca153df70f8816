import test from 'ava';
import {inTurn, remembered} from '../../src/actions/figures/gate.ts';
import type {Db} from '../../src/store/engine.ts';

/** A database that has nothing but its gate. */
const base = () =>
	({
		client: {config: {client: 'sqlite3'}},
		transaction: async (act: (db: Db) => Promise<unknown>) => act({} as Db),
	}) as unknown as Db;
const now = '2026-03-02T02:00:00.000Z';

test('no more than two scans run at once, in the order in which they came', async t => {
	const db = base();
	let running = 0;
	let most = 0;
	const order: number[] = [];
	const scans = [...Array(9).keys()].map(async n =>
		inTurn(db, async () => {
			order.push(n);
			most = Math.max(most, ++running);
			await new Promise(resolve => setImmediate(resolve));
			running--;
			if (n === 4) throw new Error('broken');
			return n;
		}),
	);
	const ends = await Promise.allSettled(scans);
	t.is(most, 2);
	t.deepEqual(order, [0, 1, 2, 3, 4, 5, 6, 7, 8]);
	t.deepEqual(
		ends.map(({status}) => status === 'fulfilled'),
		[true, true, true, true, false, true, true, true, true],
	);
	await inTurn(db, async () => t.is(running, 0));
});

test('an answer is kept for ten seconds, a failure is not', async t => {
	const db = base();
	let count = 0;
	const ask = async (at: string, key = 'a') => remembered(db, key, at, async () => ++count);
	t.deepEqual([await ask(now), await ask('2026-03-02T02:00:09.999Z'), await ask('2026-03-02T02:00:10.000Z')], [1, 1, 2]);
	t.is(await ask(now, 'b'), 3);
	const fail = async () => remembered(db, 'c', now, async () => Promise.reject(new Error('broken')));
	await t.throwsAsync(fail);
	t.is(await remembered(db, 'c', now, async () => 7), 7);
});
