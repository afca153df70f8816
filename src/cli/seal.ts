import {sealDays} from '../actions/journal/seal-day.ts';
import {systemClock} from '../clock.ts';
import type {Seal} from '../domain/journal/seal.ts';
import {createQueue} from '../store/queue.ts';
import {say, type Verb, withRegister} from './terminal.ts';

export const sealVerb: Verb = {
	usage: 'seal                                      封存已过去的各日，显示最新的封存值',
	run: async () =>
		withRegister(async engine => {
			const queue = createQueue(engine);
			const made: Seal[] = [];
			for (;;) {
				const seals = await queue.submit(async db => sealDays(db, {now: systemClock.now()}));
				if (seals.length === 0) break;
				made.push(...seals);
			}
			const last = made.at(-1);
			say(last ? `已封存 ${made.length} 日，最新为\n${last.day}=${last.hash}` : '没有待封存的日子。');
			return 0;
		}),
};
