import http from 'node:http';
import type {Heard} from './judging.ts';
import type {Shot} from './requests.ts';

/** Sends byte for byte what was made, over connections that stay open. A connection that breaks is status 0. */
export function senderTo(origin: string): (shot: Shot) => Promise<Heard> {
	const {hostname, port} = new URL(origin);
	const agent = new http.Agent({keepAlive: true, maxSockets: 32});
	return async ({method, path, headers, body}) => {
		const started = performance.now();
		return new Promise(resolve => {
			const end = (status: number, type: string, bytes: Buffer) =>
				resolve({status, type, body: bytes, ms: performance.now() - started});
			const given = {...headers};
			if (given['content-type'] === '') delete given['content-type'];
			const request = http.request(
				{hostname, port, agent, method, path, headers: {...given, ...(body && {'content-length': String(body.length)})}},
				response => {
					const chunks: Buffer[] = [];
					response.on('data', (chunk: Buffer) => chunks.push(chunk));
					response.on('end', () => end(response.statusCode!, response.headers['content-type'] ?? '', Buffer.concat(chunks)));
					response.on('error', () => end(0, '', Buffer.from('the reply was cut')));
				},
			);
			request.setTimeout(60_000, () => request.destroy(new Error('no answer within a minute')));
			request.on('error', error => end(599, '', Buffer.from(String(error))));
			request.end(body);
		});
	};
}
