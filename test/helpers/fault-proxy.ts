import {once} from 'node:events';
import http from 'node:http';
import type {AddressInfo} from 'node:net';
import type {ExecutionContext} from 'ava';

/** What stands in the way of one request. `lose-reply`: the server does as asked, and nobody is told. */
export type Fault =
	| {answer: number; type?: string; headers?: Record<string, string>; body?: string}
	| {cutAfter: number}
	| {wait: number}
	| 'lose-reply'
	| 'no-network';
/** `nth`: how often this very method and path were asked, beginning with 1. */
export type Passing = {method: string; path: string; nth: number};
export type Script = (passing: Passing) => Fault | null | undefined;
export type Passed = Passing & {fault: Fault | null; status: number | null};

export const portal: Fault = {
	answer: 200,
	type: 'text/html',
	body: '<!doctype html><title>上网认证</title><h1>请先登录网络</h1>',
};
export const busy = (seconds: number): Fault => ({
	answer: 503,
	type: 'text/html',
	headers: {'retry-after': String(seconds)},
	body: '<h1>503</h1>',
});

/** What our own server says when it says no. */
export const problem = (status: number, code: string, detail: string): Fault => ({
	answer: status,
	type: 'application/problem+json',
	body: JSON.stringify({code, status, title: detail, detail, errors: []}),
});

/** A bad network in front of a server, by a script. Connections are used once, so that no browser repeats a request by itself. */
export async function startFaultProxy(t: ExecutionContext, target: string) {
	let script: Script = () => null;
	const log: Passed[] = [];
	const counts = new Map<string, number>();
	const server = http.createServer((request, response) => {
		response.setHeader('connection', 'close');
		const [method, path] = [request.method!, request.url!];
		const nth = (counts.get(`${method} ${path}`) ?? 0) + 1;
		counts.set(`${method} ${path}`, nth);
		const fault = script({method, path, nth}) ?? null;
		const passed: Passed = {method, path, nth, fault, status: null};
		log.push(passed);
		void pass({target, request, response, passed}).catch(() => response.destroy());
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	t.teardown(() => {
		server.closeAllConnections();
		server.close();
	});
	return {
		origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		log,
		use(next: Script) {
			script = next;
			counts.clear();
		},
	};
}

export type FaultProxy = Awaited<ReturnType<typeof startFaultProxy>>;
type Way = {target: string; request: http.IncomingMessage; response: http.ServerResponse; passed: Passed};

async function pass(way: Way): Promise<void> {
	const {request, response, passed} = way;
	const {fault} = passed;
	if (fault === 'no-network') {
		request.socket.destroy();
		return;
	}
	if (fault && typeof fault === 'object' && 'cutAfter' in fault) return cut(way, fault.cutAfter);
	const body = await whole(request);
	if (fault && typeof fault === 'object' && 'answer' in fault) {
		passed.status = fault.answer;
		response.writeHead(fault.answer, {'content-type': fault.type ?? 'text/plain', ...fault.headers});
		response.end(fault.body ?? '');
		return;
	}
	if (fault && typeof fault === 'object') await new Promise(resolve => setTimeout(resolve, fault.wait));
	const reply = await ask(way, body);
	passed.status = reply.statusCode ?? null;
	const answer = await whole(reply);
	if (fault === 'lose-reply') {
		request.socket.destroy();
		return;
	}
	const {connection: _, 'keep-alive': __, 'transfer-encoding': ___, ...headers} = reply.headers;
	response.writeHead(reply.statusCode!, {...headers, 'content-length': answer.length});
	response.end(answer);
}

/** So many bytes get through to the server, then both sides are cut off. */
function cut({target, request}: Way, bytes: number): void {
	const onward = http.request(target + request.url!, {method: request.method!, headers: request.headers});
	onward.on('error', () => {});
	let through = 0;
	request.on('error', () => {});
	request.on('data', (chunk: Buffer) => {
		if (through >= bytes) return;
		onward.write(chunk.subarray(0, bytes - through));
		through += chunk.length;
		if (through < bytes) return;
		setImmediate(() => {
			onward.destroy();
			request.socket.destroy();
		});
	});
	request.on('end', () => request.socket.destroy());
}

async function whole(stream: http.IncomingMessage): Promise<Buffer> {
	const chunks: Buffer[] = [];
	for await (const chunk of stream) chunks.push(chunk as Buffer);
	return Buffer.concat(chunks);
}

async function ask({target, request}: Way, body: Buffer): Promise<http.IncomingMessage> {
	const onward = http.request(target + request.url!, {
		method: request.method!,
		headers: {...request.headers, connection: 'close'},
	});
	onward.end(body);
	const [reply] = (await once(onward, 'response')) as [http.IncomingMessage];
	return reply;
}
