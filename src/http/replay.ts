import {callerAsOf} from '../actions/people/see-caller.ts';
import {importNote, momentOf, type OutboxDoor, type OutboxEntry, type OutboxHead} from '../domain/inspections/outbox-file.ts';
import {Problem} from '../domain/problem.ts';
import type {Services} from '../services.ts';
import {afterwards} from './afterwards.ts';
import {perform} from './perform.ts';
import {problemOf} from './problems.ts';
import type {AnyRoute, Context, Request} from './route.ts';
import {contextOf, rolesOf} from './router.ts';

/** Sends an entry of an outbox as its person would have; a refusal is a value. */
export type Replay = (
	entry: OutboxEntry,
	door: OutboxDoor | undefined,
	head: OutboxHead,
) => Promise<{number: string | null} | Problem>;

/** Everything that is refused as a problem document would say it; a bug with a number to quote. */
export function refusalOf(services: Services, error: unknown) {
	const {status, code, message: detail, errors} = problemOf(services, error, 'outbox');
	return {status, code, detail, errors};
}

/** What an importer may replay: only the doors of an outbox, with the rights that its person had when he did it, or has now. */
export const replayFor =
	(services: Services, own: Context, {origin, address}: Pick<Request, 'origin' | 'address'>, rows: readonly AnyRoute[]): Replay =>
	async (entry, door, head) => {
		try {
			const route = rows.find(row => row.path === door?.door && row.method === door.method.toLowerCase());
			if (!door || !route) return new Problem(422, 'outbox-file', '未发送记录中不应有这类请求，未导入。');
			if (entry.method === 'POST' && typeof entry.body.id !== 'string')
				return new Problem(422, 'outbox-file', '这条记录没有自己的编号，重复导入会重复登记，未导入。');
			const context = await contextFor(services, own, head, momentOf(entry, door.kind, head.exportedAt));
			if (!context.caller.person.roles.some(role => rolesOf(route).includes(role)))
				return new Problem(403, 'role', `${context.caller.person.name}的角色不能办理此事（${route.summary}）。`);
			const asked = {path: entry.path, params: {id: door.id}, query: {}, body: entry.body, headers: {}, origin, address};
			const {after, ...bare} = route;
			const reply = await perform(services, bare, context, asked);
			if (after) afterwards(services, route.summary, after(services, own, asked as never, reply));
			return {number: numberIn(reply.body)};
		} catch (error) {
			return problemOf(services, error, 'outbox');
		}
	};

const numberIn = (body: unknown): string | null => {
	const number = (body as {number?: unknown}).number;
	return typeof number === 'string' ? number : null;
};

/** The person is the one who did it, the importer the one who acts; the journal says both. */
async function contextFor(services: Services, own: Context, head: OutboxHead, moment: string): Promise<Context> {
	const caller = await callerAsOf(services.reader, head.personId, moment, own);
	const importer = own.caller.person;
	const isOwn = importer.id === caller.person.id;
	return {
		...contextOf(services, caller, own.requestId),
		actor: importer.id,
		note: importNote(head.exportedAt, isOwn ? null : caller.person),
		...(!isOwn && {importer: importer.name}),
	};
}
