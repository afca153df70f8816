import {computed, ref, shallowRef} from 'vue';
import {Trouble} from './server.ts';

/** One thing of many. Its act says in words what came of it, and where that is seen; done again it must do no harm. */
export type Job = {key: string; title: string; act: () => Promise<{words: string; to?: string}>};
export type Outcome = {state: 'waiting' | 'doing' | 'done' | 'failed'; words: string; to?: string};

/** Does jobs one after the other, so that one that is refused holds up none; can be stopped between two. */
export function useRun() {
	const jobs = shallowRef<readonly Job[]>([]);
	const outcomes = ref(new Map<string, Outcome>());
	const isRunning = ref(false);
	let isStopped = false;
	const of = (state: Outcome['state']): number => [...outcomes.value.values()].filter(one => one.state === state).length;

	async function carryOut(some: readonly Job[]): Promise<void> {
		isRunning.value = true;
		isStopped = false;
		for (const {key, act} of some) {
			if (isStopped) break;
			outcomes.value.set(key, {state: 'doing', words: '正在办理…'});
			try {
				outcomes.value.set(key, {state: 'done', ...(await act())});
			} catch (error) {
				if (!(error instanceof Trouble)) throw error;
				const words = [error.message, ...error.errors.map(({message}) => message)].join(' ');
				outcomes.value.set(key, {state: 'failed', words});
			}
		}
		isRunning.value = false;
	}
	return {
		jobs,
		outcomes,
		isRunning,
		isBegun: computed(() => outcomes.value.size > 0),
		done: computed(() => of('done')),
		failed: computed(() => of('failed')),
		waiting: computed(() => of('waiting')),
		async start(all: readonly Job[]): Promise<void> {
			jobs.value = all;
			outcomes.value = new Map(all.map(({key}) => [key, {state: 'waiting', words: '等待'}]));
			await carryOut(all);
		},
		/** Those that were refused or not reached. */
		async again(): Promise<void> {
			await carryOut(jobs.value.filter(({key}) => outcomes.value.get(key)?.state !== 'done'));
		},
		stop(): void {
			isStopped = true;
		},
	};
}
export type Run = ReturnType<typeof useRun>;
