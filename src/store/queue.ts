import type {Knex} from 'knex';
import {Problem} from '../domain/problem.ts';
import type {Db, Engine} from './engine.ts';

/** One thing to write. It may touch nothing but the database, and lives at most two seconds (rules §2.1). */
export type Action<T> = (db: Db) => Promise<T>;
/** Decides all waiting requests in one go; each gets its value or its own refusal. */
export type SetAction<Q, R> = (db: Db, requests: Q[]) => Promise<Array<R | Problem>>;

/** The only place that opens a write transaction. Replies leave after the commit. */
export type Queue = {
	submit: <T>(action: Action<T>) => Promise<T>;
	submitSet: <Q, R>(action: SetAction<Q, R>, request: Q, bytes: number) => Promise<R>;
	/** Waits until everything submitted is decided. */
	drain: () => Promise<void>;
	waiting: () => number;
};

type Job = {
	action?: Action<unknown>;
	set?: SetAction<unknown, unknown>;
	request?: unknown;
	bytes: number;
	resolve: (value: unknown) => void;
	reject: (error: unknown) => void;
};

const mostWaiting = 1000;
const mostInSet = 64;
const mostBytesInSet = 256 * 1024;

export function createQueue(engine: Engine): Queue {
	const jobs: Job[] = [];
	let running = 0;
	const lanes = engine.kind === 'sqlite' ? 1 : 8;
	const transact = engine.kind === 'sqlite' ? transactSqlite(engine.writer) : transactPostgres(engine.writer);

	const pump = (): void => {
		while (running < lanes && jobs.length > 0) {
			const batch = takeBatch(jobs, engine.kind === 'sqlite');
			running++;
			void runBatch(transact, batch)
				.then(isLocked => {
					// Whoever waits behind a locked database would wait as long each: all are told at once.
					if (isLocked) for (const job of jobs.splice(0)) job.reject(busy());
				})
				.finally(() => {
					running--;
					pump();
				});
		}
	};
	const enqueue = async (job: Omit<Job, 'resolve' | 'reject'>): Promise<unknown> => {
		if (jobs.length >= mostWaiting) throw busy();
		return new Promise((resolve, reject) => {
			jobs.push({...job, resolve, reject});
			pump();
		});
	};

	return {
		submit: async <T>(action: Action<T>) => enqueue({action, bytes: 0}) as Promise<T>,
		submitSet: async <Q, R>(set: SetAction<Q, R>, request: Q, bytes: number) =>
			enqueue({set: set as SetAction<unknown, unknown>, request, bytes}) as Promise<R>,
		drain: async () => {
			while (running > 0 || jobs.length > 0) await new Promise(resolve => setTimeout(resolve, 5));
		},
		waiting: () => jobs.length,
	};
}

/** The next job alone, or with all waiting jobs of the same set-based action. */
function takeBatch(jobs: Job[], sets: boolean): Job[] {
	const first = jobs.shift()!;
	if (!first.set || !sets) return [first];
	const batch = [first];
	let bytes = first.bytes;
	for (let i = 0; i < jobs.length && batch.length < mostInSet; ) {
		const job = jobs[i]!;
		if (job.set === first.set && bytes + job.bytes <= mostBytesInSet) {
			batch.push(job);
			bytes += job.bytes;
			jobs.splice(i, 1);
		} else i++;
	}
	return batch;
}

type Transact = <T>(action: Action<T>) => Promise<T>;

const busy = () => new Problem(503, 'busy', '系统正忙，请稍后自动重试。', [], {retryAfter: 2});
const isLockedOut = (error: unknown): boolean => (error as {code?: string}).code === 'SQLITE_BUSY';

/** Settles every job of a batch; answers whether another process held the database all the time. */
async function runBatch(transact: Transact, batch: Job[]): Promise<boolean> {
	const [first] = batch as [Job];
	try {
		if (!first.set) {
			first.resolve(await transact(first.action!));
			return false;
		}
		const set = first.set;
		const results = await transact(async db =>
			set(
				db,
				batch.map(job => job.request),
			),
		);
		batch.forEach((job, i) => {
			const result = results[i];
			if (result instanceof Problem) job.reject(result);
			else job.resolve(result);
		});
		return false;
	} catch (error) {
		if (batch.length === 1 || isLockedOut(error)) for (const job of batch) job.reject(error);
		// Only the culprit of a failed set gets the error: the others run again alone.
		else for (const job of batch) await runBatch(transact, [job]);
		return isLockedOut(error);
	}
}

const transactSqlite =
	(db: Db): Transact =>
	async action => {
		// One connection and one job at a time: a plain statement pair is the transaction, and IMMEDIATE cannot deadlock.
		await db.raw('begin immediate');
		try {
			const result = await action(db);
			await db.raw('commit');
			return result;
		} catch (error) {
			await db.raw('rollback').catch(() => undefined);
			throw error;
		}
	};

const transactPostgres =
	(db: Db): Transact =>
	async action => {
		const once = async () => db.transaction(async (trx: Knex.Transaction) => action(trx));
		try {
			return await once();
		} catch (error) {
			if (!isRetryable(error)) throw error;
			return once();
		}
	};

/** Serialization failure, deadlock, or two makers of the same row: the second run sees the first one's row. */
const isRetryable = (error: unknown): boolean =>
	error instanceof Error && ['40001', '40P01', '23505'].includes(String((error as {code?: string}).code));
