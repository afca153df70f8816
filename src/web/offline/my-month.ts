import type {Static} from '@sinclair/typebox';
import type {MyMonthReply} from '../../contract/my-month.ts';
import {call} from './api.ts';
import {database} from './database.ts';

export type MyMonth = Static<typeof MyMonthReply>;
const key = (personId: string): string => `my-month/${personId}`;

export const recallMonth = async (personId: string): Promise<MyMonth | null> =>
	((await (await database()).get('settings', key(personId))) as MyMonth | undefined) ?? null;

/** Own figures of this month; null when nobody could be asked. */
export async function refreshMonth(personId: string): Promise<MyMonth | null> {
	try {
		const {status, body} = await call('GET', '/api/my-month');
		if (status !== 200) return null;
		await (await database()).put('settings', body, key(personId));
		return body as MyMonth;
	} catch {
		return null;
	}
}
