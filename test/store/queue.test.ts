import type {ExecutionContext} from 'ava';
import test from 'ava';
import {Problem} from '../../src/domain/problem.ts';
import type {Db} from '../../src/store/engine.ts';
import {createQueue} from '../../src/store/queue.ts';
import {takeNumbers} from '../../src/store/rows.ts';
import {startApp} from '../helpers/app.ts';
import {type EngineKind, eachEngine, freshEngine} from '../helpers/database.ts';
import {idOf, makeOffice} from '../helpers/office.ts';

async function startQueue(t: ExecutionContext, kind: EngineKind) {
	const {engine} = await freshEngine(t, kind);
	const queue = createQueue(engine);
	const namesOf = async () => ((await engine.reader('counters').orderBy('name')) as Array<{name: string}>).map(({name}) => name);
	return {queue, namesOf, reader: engine.reader};
}

const put = async (db: Db, name: string) => db('counters').insert({name, value: 1});

/** A promise that the test fulfils. */
function gate() {
	let open = () => {};
	const opened = new Promise<void>(resolve => {
		open = resolve;
	});
	return {opened, open};
}

/** Holds every lane of the queue until `open`; returns when all are held. */
async function block(queue: ReturnType<typeof createQueue>, kind: EngineKind) {
	const {opened, open} = gate();
	const lanes = kind === 'sqlite' ? 1 : 8;
	let held = 0;
	const jobs = Array.from({length: lanes}, async () =>
		queue.submit(async () => {
			held++;
			await opened;
		}),
	);
	while (held < lanes) await new Promise(resolve => setTimeout(resolve, 2));
	return {
		release: async () => {
			open();
			await Promise.all(jobs);
		},
	};
}

eachEngine('a reply comes after the commit: whoever has it sees the row', async (t, kind) => {
	const {queue, reader} = await startQueue(t, kind);
	for (let i = 0; i < 30; i++) {
		await queue.submit(async db => put(db, `n${i}`));
		t.is((await reader('counters').where({name: `n${i}`})).length, 1);
	}
});

eachEngine('nobody sees a row before its commit', async (t, kind) => {
	const {queue, namesOf} = await startQueue(t, kind);
	const {opened, open} = gate();
	const written = gate();
	const job = queue.submit(async db => {
		await put(db, 'early');
		written.open();
		await opened;
	});
	await written.opened;
	t.deepEqual(await namesOf(), []);
	open();
	await job;
	t.deepEqual(await namesOf(), ['early']);
});

eachEngine('an action that fails leaves nothing behind, and the queue goes on', async (t, kind) => {
	const {queue, namesOf} = await startQueue(t, kind);
	const failing = queue.submit(async db => {
		await put(db, 'half');
		await takeNumbers(db, 'number', 3);
		throw new Problem(422, 'rules', 'no');
	});
	await t.throwsAsync(failing, {instanceOf: Problem});
	await t.throwsAsync(queue.submit(async db => db.raw('select nothing from nowhere')));
	t.deepEqual(await namesOf(), []);
	t.is(await queue.submit(async db => takeNumbers(db, 'number', 1)), 1, 'the number was given back');
});

eachEngine('a set with one culprit that throws refuses only that one', async (t, kind) => {
	const {queue, namesOf} = await startQueue(t, kind);
	const sizes: number[] = [];
	const set = async (db: Db, names: string[]) => {
		sizes.push(names.length);
		for (const name of names) {
			await put(db, name);
			if (name === 'bad') throw new Error('culprit');
		}
		return names.map(name => name.toUpperCase());
	};
	const {release} = await block(queue, kind);
	const replies = ['a', 'b', 'bad', 'c'].map(async name => queue.submitSet(set, name, 10));
	const settled = Promise.allSettled(replies);
	await release();
	t.deepEqual(
		(await settled).map(one => (one.status === 'fulfilled' ? one.value : String(one.reason))),
		['A', 'B', 'Error: culprit', 'C'],
	);
	t.deepEqual(await namesOf(), ['a', 'b', 'c']);
	if (kind === 'sqlite') t.deepEqual(sizes, [4, 1, 1, 1, 1]);
});

eachEngine('a set that refuses one request keeps the others', async (t, kind) => {
	const {queue, namesOf} = await startQueue(t, kind);
	const set = async (db: Db, names: string[]) => {
		for (const name of names.filter(one => one !== 'bad')) await put(db, name);
		return names.map(name => (name === 'bad' ? new Problem(422, 'rules', 'no') : name));
	};
	const {release} = await block(queue, kind);
	const settled = Promise.allSettled(['a', 'bad', 'b'].map(async name => queue.submitSet(set, name, 10)));
	await release();
	t.deepEqual(
		(await settled).map(one => one.status),
		['fulfilled', 'rejected', 'fulfilled'],
	);
	t.deepEqual(await namesOf(), ['a', 'b']);
});

test('a set holds at most 64 requests and 256 KB', async t => {
	const {queue} = await startQueue(t, 'sqlite');
	const sizes: number[] = [];
	const set = async (_: Db, requests: number[]) => {
		sizes.push(requests.length);
		return requests;
	};
	const first = await block(queue, 'sqlite');
	const many = Array.from({length: 150}, async (_, i) => queue.submitSet(set, i, 10));
	await first.release();
	t.deepEqual(
		await Promise.all(many),
		Array.from({length: 150}, (_, i) => i),
	);
	t.deepEqual(sizes.splice(0), [64, 64, 22]);
	const second = await block(queue, 'sqlite');
	const heavy = Array.from({length: 4}, async (_, i) => queue.submitSet(set, i, 100 * 1024));
	await second.release();
	await Promise.all(heavy);
	t.deepEqual(sizes, [2, 2]);
});

eachEngine('beyond 1,000 waiting jobs the next is told to come back, and all that wait are done', async (t, kind) => {
	const {queue, reader} = await startQueue(t, kind);
	const {release} = await block(queue, kind);
	const waiting = Array.from({length: 1000}, async () => queue.submit(async db => takeNumbers(db, 'jobs', 1)));
	const refused = await t.throwsAsync<Problem>(
		queue.submit(async () => 'late'),
		{instanceOf: Problem},
	);
	t.is(refused?.status, 503);
	t.is(refused?.code, 'busy');
	t.true(Number(refused?.more.retryAfter) > 0);
	await t.throwsAsync(
		queue.submitSet(async (_: Db, all: number[]) => all, 1, 1),
		{instanceOf: Problem},
	);
	await release();
	const numbers = await Promise.all(waiting);
	t.is(new Set(numbers).size, 1000);
	await queue.drain();
	t.is(queue.waiting(), 0);
	t.deepEqual(await reader('counters'), [{name: 'jobs', value: 1000}]);
});

eachEngine('a full queue answers 503 with Retry-After over HTTP, and reads go on', async (t, kind) => {
	const app = await startApp(t, {kind});
	const {administrator: as} = await makeOffice(app);
	t.is((await app.send('GET', '/api/areas', {as})).status, 200);
	const {release} = await block(app.services.queue, kind);
	const waiting = Array.from({length: 1000}, async () => app.services.queue.submit(async () => 1));
	const body = {name: '网格', kind: 'grid', parentId: idOf('community1')};
	const refused = await app.send('PUT', `/api/areas/${idOf('grid')}`, {as, body});
	t.is(refused.status, 503);
	t.is(refused.headers.get('retry-after'), '2');
	if (kind === 'sqlite') t.is((await app.send('GET', '/api/areas', {as})).status, 200);
	await release();
	await Promise.all(waiting);
	t.is((await app.send('PUT', `/api/areas/${idOf('grid')}`, {as, body})).status, 201);
});

eachEngine('writers of the same row wait for each other and lose nothing', async (t, kind) => {
	const {queue, reader} = await startQueue(t, kind);
	const numbers = await Promise.all(Array.from({length: 100}, async () => queue.submit(async db => takeNumbers(db, 'same', 2))));
	t.deepEqual(
		[...numbers].sort((a, b) => a - b),
		Array.from({length: 100}, (_, i) => 1 + 2 * i),
	);
	t.deepEqual(await reader('counters'), [{name: 'same', value: 200}]);
});
