import type {Db} from '../../store/engine.ts';
import {canWait, putOff, sentPairs} from '../../store/schedule/patrols.ts';
import type {Context} from '../context.ts';

/** Takes everything else off the pairs that urgent plans send out from today on, on those days; they then wait for another day. */
export async function putOffOthers(db: Db, {today}: Pick<Context, 'today'>): Promise<Array<{id: string; siteId: string}>> {
	const put = [];
	for (const by of await sentPairs(db, today)) for (const {id, siteId} of await canWait(db, by)) put.push({id, siteId, by});
	await putOff(db, put);
	return put;
}
