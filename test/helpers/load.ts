import http from 'node:http';

export type Ask = {method: string; path: string; headers?: Record<string, string>; body?: string};
/** Milliseconds from the first byte sent to the last byte read, sorted; `statuses` says what was answered how often. */
export type Poured = {seconds: number; perSecond: number; times: number[]; statuses: Record<number, number>};

/** Sends requests over connections that stay open, so many at once, until there are no more; none is tried twice. */
export async function pour(origin: string, asks: Iterator<Ask>, atOnce: number): Promise<Poured> {
	const agent = new http.Agent({keepAlive: true, maxSockets: atOnce});
	const {hostname, port} = new URL(origin);
	const times: number[] = [];
	const statuses: Record<number, number> = {};
	const one = async ({method, path, headers = {}, body}: Ask) =>
		new Promise<void>((resolve, reject) => {
			const start = performance.now();
			const length = body === undefined ? {} : {'content-length': String(Buffer.byteLength(body))};
			const request = http.request({agent, hostname, port, method, path, headers: {...headers, ...length}}, reply => {
				reply.resume();
				reply.once('end', () => {
					times.push(performance.now() - start);
					statuses[reply.statusCode!] = (statuses[reply.statusCode!] ?? 0) + 1;
					resolve();
				});
				reply.once('error', reject);
			});
			request.once('error', reject);
			request.end(body);
		});
	const start = performance.now();
	const worker = async () => {
		for (let next = asks.next(); !next.done; next = asks.next()) await one(next.value);
	};
	await Promise.all(Array.from({length: atOnce}, worker));
	const seconds = (performance.now() - start) / 1000;
	agent.destroy();
	return {seconds, perSecond: times.length / seconds, times: times.sort((a, b) => a - b), statuses};
}

/** The value that a share of sorted numbers does not exceed. */
export const quantile = (sorted: readonly number[], share: number): number =>
	sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;

export function* repeated(ask: Ask, times: number): Generator<Ask> {
	for (let i = 0; i < times; i++) yield ask;
}
