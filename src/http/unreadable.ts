import type {Server} from 'node:http';
import type {Socket} from 'node:net';

/** What cannot even be read as a request is refused in the same manner: an address too long (431), or no HTTP at all (400). */
export function refuseUnreadable(server: Pick<Server, 'on'>): void {
	server.on('clientError', (error: Error & {code?: string}, socket: Socket) => {
		if (!socket.writable || error.code === 'ECONNRESET') return void socket.destroy();
		const isLong = error.code === 'HPE_HEADER_OVERFLOW';
		const [status, phrase, code, detail] = isLong
			? [431, 'Request Header Fields Too Large', 'too-large', '地址或查询条件过长，请减少条件。']
			: [400, 'Bad Request', 'cut-off', '请求不完整，请重新提交。'];
		const title = isLong ? '地址过长' : '内容格式不对';
		const body = JSON.stringify({type: `/api/docs#${code}`, title, status, code, detail, errors: []});
		const head = ['Content-Type: application/problem+json', `Content-Length: ${Buffer.byteLength(body)}`, 'Connection: close'];
		socket.end(`HTTP/1.1 ${status} ${phrase}\r\n${head.join('\r\n')}\r\n\r\n${body}`);
	});
}
