import {Worker} from 'node:worker_threads';
import type {DataOf, PaperName} from '../../reports/index.ts';
import type {Drawing, DrawOptions, Fault, Outcome} from './job.ts';

export type {Drawing, DrawOptions} from './job.ts';

export type DrawingPool = {
	/** Rejects with an error that has a `code`: photo-missing, photo-broken (both with `sha256`), drawing-failed, closed. */
	draw<Name extends PaperName>(kind: Name, data: DataOf<Name>, options: DrawOptions): Promise<Drawing>;
	close(): Promise<void>;
};
type Waiting = {id: number; resolve(drawing: Drawing): void; reject(error: Error): void};

/**
 * Papers are drawn in one worker thread, one at a time, so that nobody waits behind them. It starts with the first
 * paper, opens the fonts once, and does not keep the process alive while it has nothing to do.
 */
export const createDrawing = ({fontDir}: {fontDir?: string | undefined} = {}): DrawingPool => {
	let worker: Worker | undefined;
	let waiting: Waiting | undefined;
	let queue: Promise<unknown> = Promise.resolve();
	let isClosed = false;
	let id = 0;

	const fail = (fault: Fault) => {
		waiting?.reject(errorOf(fault));
		waiting = undefined;
	};
	const settle = (outcome: Outcome) => {
		if (outcome.id !== waiting?.id) return;
		if (outcome.drawing) waiting.resolve({...outcome.drawing, pdf: asBuffer(outcome.drawing.pdf)});
		else fail(outcome.fault!);
		waiting = undefined;
		worker?.unref();
	};
	const start = () => {
		const started = new Worker(new URL('./worker.js', import.meta.url), {workerData: {fontDir}});
		started.on('message', settle);
		started.on('error', error => fail({code: 'drawing-failed', message: error.message}));
		started.on('exit', () => {
			if (worker !== started) return;
			worker = undefined;
			fail({code: 'drawing-failed', message: '绘制线程意外退出。'});
		});
		return started;
	};
	const run = (kind: PaperName, data: unknown, options: DrawOptions) =>
		new Promise<Drawing>((resolve, reject) => {
			if (isClosed) return reject(errorOf(closed));
			id += 1;
			waiting = {id, resolve, reject};
			worker ??= start();
			worker.ref();
			worker.postMessage({id, kind, data, options});
		});

	return {
		draw: (kind, data, options) => {
			const drawn = queue.then(() => run(kind, data, options));
			queue = drawn.catch(() => undefined);
			return drawn;
		},
		close: async () => {
			isClosed = true;
			const last = worker;
			worker = undefined;
			fail(closed);
			await last?.terminate();
		},
	};
};

const closed: Fault = {code: 'closed', message: '绘制服务已经关闭。'};

const errorOf = ({message, ...rest}: Fault) => Object.assign(new Error(message), rest);

const asBuffer = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
