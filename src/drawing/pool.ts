import {Worker} from 'node:worker_threads';
import type {DataOf, PaperName} from '../../reports/index.ts';
import type {Drawing, DrawOptions, Fault, Job, Layout, Outcome} from './job.ts';

export type {Drawing, DrawOptions} from './job.ts';

export type DrawingPool = {
	/** Rejects with an error that has a `code`: photo-missing, photo-broken (both with `sha256`), drawing-failed, closed. */
	draw<Name extends PaperName>(kind: Name, data: DataOf<Name>, options: DrawOptions): Promise<Drawing>;
	/** What would refuse the drawing, without drawing; rejects as `draw` does. */
	layOut<Name extends PaperName>(kind: Name, data: DataOf<Name>, options: DrawOptions): Promise<Layout>;
	close(): Promise<void>;
};
type Waiting = {id: number; resolve(outcome: Outcome): void; reject(error: Error): void};
type Pool = {
	fontDir: string | undefined;
	worker: Worker | undefined;
	waiting: Waiting | undefined;
	queue: Promise<unknown>;
	isClosed: boolean;
	count: number;
};

/**
 * Papers are drawn in one worker thread, one at a time, so that nobody waits behind them. It starts with the first
 * paper, opens the fonts once, and does not keep the process alive while it has nothing to do.
 */
export const createDrawing = ({fontDir}: {fontDir?: string | undefined} = {}): DrawingPool => {
	const pool: Pool = {fontDir, worker: undefined, waiting: undefined, queue: Promise.resolve(), isClosed: false, count: 0};
	return {
		draw: async (kind, data, options) => {
			const {drawing} = await inTurn(pool, {layOnly: false, kind, data, options});
			return {...drawing!, pdf: asBuffer(drawing!.pdf)};
		},
		layOut: async (kind, data, options) => (await inTurn(pool, {layOnly: true, kind, data, options})).layout!,
		close: () => close(pool),
	};
};

const inTurn = (pool: Pool, order: Omit<Job, 'id'>): Promise<Outcome> => {
	const done = pool.queue.then(() => send(pool, order));
	pool.queue = done.catch(() => undefined);
	return done;
};

const send = (pool: Pool, order: Omit<Job, 'id'>) =>
	new Promise<Outcome>((resolve, reject) => {
		if (pool.isClosed) return reject(errorOf(closed));
		pool.count += 1;
		pool.waiting = {id: pool.count, resolve, reject};
		pool.worker ??= start(pool);
		pool.worker.ref();
		pool.worker.postMessage({id: pool.count, ...order} satisfies Job);
	});

/** A worker that died is replaced with the next paper. */
const start = (pool: Pool) => {
	const worker = new Worker(new URL('./worker.js', import.meta.url), {workerData: {fontDir: pool.fontDir}});
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
	if (outcome.fault) return fail(pool, outcome.fault);
	pool.waiting.resolve(outcome);
	pool.waiting = undefined;
};

const fail = (pool: Pool, fault: Fault) => {
	pool.waiting?.reject(errorOf(fault));
	pool.waiting = undefined;
};

const close = async (pool: Pool) => {
	const {worker} = pool;
	pool.isClosed = true;
	pool.worker = undefined;
	fail(pool, closed);
	await worker?.terminate();
};

const closed: Fault = {code: 'closed', message: '绘制服务已经关闭。'};

const errorOf = ({message, ...rest}: Fault) => Object.assign(new Error(message), rest);

const asBuffer = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
