import {RateLimiterMemory, RateLimiterRes} from 'rate-limiter-flexible';
import {Problem} from '../domain/problem.ts';

/** Counts what was guessed wrong by an address, thirty in ten minutes: 429 after that. What exists is never held back. */
export function missCounter(detail: string): (address: string) => Promise<void> {
	const misses = new RateLimiterMemory({points: 30, duration: 600});
	return async address => {
		try {
			await misses.consume(address);
		} catch (error) {
			if (!(error instanceof RateLimiterRes)) throw error;
			throw new Problem(429, 'too-many', detail, [], {retryAfter: Math.ceil(error.msBeforeNext / 1000)});
		}
	};
}
