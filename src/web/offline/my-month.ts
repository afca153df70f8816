import type {Static} from '@sinclair/typebox';
import type {MyMonthReply} from '../../contract/my-month.ts';
import {call} from './api.ts';
import {database} from './database.ts';

export type MyMonth = Static<typeof MyMonthReply>;
const key = (personId: string, month: string): string => `my-month/${personId}/${month}`;

export const recallMonth = async (personId: string, month: string): Promise<MyMonth | null> =>
	((await (await database()).get('settings', key(personId, month))) as MyMonth | undefined) ?? null;

/** Own figures of a month 'YYYY-MM'; null when nobody could be asked. */
export async function refreshMonth(personId: string, month: string): Promise<MyMonth | null> {
	try {
		const {status, body} = await call('GET', `/api/my-month?month=${month}`);
		if (status !== 200) return null;
		await (await database()).put('settings', body, key(personId, month));
		return body as MyMonth;
	} catch {
		return null;
	}
}
