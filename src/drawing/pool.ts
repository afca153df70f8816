import {Worker} from 'node:worker_threads';
import type {DataOf, PaperName} from '../../reports/index.ts';
import type {FontPlaces} from '../../reports/lib/fonts.ts';
import type {Drawing, DrawOptions, Fault, FontNames, Job, Layout, Order, Outcome} from './job.ts';

export type {Drawing, DrawOptions} from './job.ts';

export type DrawingPool = {
	/** Opens the fonts and draws once, so that the first paper need not wait; once only. Rejects with code font-broken. */
	warmUp(): Promise<FontNames>;
	/** Rejects with an error that has a `code`: photo-missing, photo-broken (both with `sha256`), font-broken, drawing-failed, closed. */
	draw<Name extends PaperName>(kind: Name, data: DataOf<Name>, options: DrawOptions): Promise<Drawing>;
	/** What would refuse the drawing, without drawing; rejects as `draw` does. */
	layOut<Name extends PaperName>(kind: Name, data: DataOf<Name>, options: DrawOptions): Promise<Layout>;
	close(): Promise<void>;
};
type Waiting = {id: number; resolve(outcome: Outcome): void; reject(error: Error): void};
type Pool = {
	places: FontPlaces;
	restAfter: number;
	rest?: NodeJS.Timeout;
	worker: Worker | undefined;
	waiting: Waiting | undefined;
	queue: Promise<unknown>;
	warm?: Promise<Outcome>;
	isClosed: boolean;
	count: number;
};

/**
 * Papers are drawn in one worker thread, one at a time, so that nobody waits behind them. It starts with the first
 * order and does not keep the process alive while it has nothing to do. After `restAfter` milliseconds without an order it
 * gives back the memory of its fonts (150 MB); the next paper opens them anew in less than a second.
 */
export const createDrawing = (places: FontPlaces = {}, {restAfter = 120_000} = {}): DrawingPool => {
	const pool: Pool = {
		places,
		restAfter,
		worker: undefined,
		waiting: undefined,
		queue: Promise.resolve(),
		isClosed: false,
		count: 0,
	};
	return {
		warmUp: async () => {
			pool.warm ??= inTurn(pool, {task: 'open'});
			return (await pool.warm).fonts!;
		},
		draw: async (kind, data, options) => {
			const {drawing} = await inTurn(pool, {task: 'draw', kind, data, options});
			return {...drawing!, pdf: asBuffer(drawing!.pdf)};
		},
		layOut: async (kind, data, options) => (await inTurn(pool, {task: 'lay-out', kind, data, options})).layout!,
		close: () => close(pool),
	};
};

const inTurn = (pool: Pool, order: Order): Promise<Outcome> => {
	const done = pool.queue.then(() => send(pool, order));
	pool.queue = done.catch(() => undefined);
	return done;
};

const send = (pool: Pool, order: Order) =>
	new Promise<Outcome>((resolve, reject) => {
		if (pool.isClosed) return reject(errorOf(closed));
		clearTimeout(pool.rest);
		pool.count += 1;
		pool.waiting = {id: pool.count, resolve, reject};
		pool.worker ??= start(pool);
		pool.worker.ref();
		pool.worker.postMessage({id: pool.count, ...order} satisfies Job);
	});

/** A worker that died is replaced with the next paper. */
const start = (pool: Pool) => {
	const worker = new Worker(new URL('./worker.js', import.meta.url), {workerData: pool.places});
	worker.on('message', (outcome: Outcome) => settle(pool, outcome));
	worker.on('error', error => {
		if (pool.worker === worker) pool.worker = undefined;
		fail(pool, {code: 'drawing-failed', message: error.message});
	});
	worker.on('exit', () => {
		if (pool.worker !== worker) return;
		pool.worker = undefined;
		fail(pool, {code: 'drawing-failed', message: '绘制线程意外退出。'});
	});
	return worker;
};

const settle = (pool: Pool, outcome: Outcome) => {
	if (outcome.id !== pool.waiting?.id) return;
	// Before the promise settles: whoever waits may send the next paper at once.
	pool.worker?.unref();
	pool.rest = setTimeout(() => rest(pool), pool.restAfter).unref();
	if (outcome.fault) return fail(pool, outcome.fault);
	pool.waiting.resolve(outcome);
	pool.waiting = undefined;
};

// What it opened last time is not kept: whoever orders next starts a worker.
const rest = (pool: Pool): void => {
	if (pool.waiting) return;
	const {worker} = pool;
	pool.worker = undefined;
	void worker?.terminate();
};

const fail = (pool: Pool, fault: Fault) => {
	pool.waiting?.reject(errorOf(fault));
	pool.waiting = undefined;
};

const close = async (pool: Pool) => {
	const {worker} = pool;
	pool.isClosed = true;
	clearTimeout(pool.rest);
	pool.worker = undefined;
	fail(pool, closed);
	await worker?.terminate();
};

const closed: Fault = {code: 'closed', message: '绘制服务已经关闭。'};

const errorOf = ({message, ...rest}: Fault) => Object.assign(new Error(message), rest);

const asBuffer = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
