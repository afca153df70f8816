import type {Db} from '../../store/engine.ts';
import {personNames} from '../../store/hazards/hazard-names.ts';
import {countLowerings, waitingLowerings} from '../../store/register/lowerings.ts';
import type {Context} from '../context.ts';
import {cursorOf, readCursor} from '../cursor.ts';

export type LoweringQuery = {after?: string; limit?: number; count?: boolean};

/** Lowerings of a level that wait for a second person, oldest first; who assessed may not decide (product §3). */
export async function seeLowerings(db: Db, {caller, today}: Context, {after, limit = 50, count}: LoweringQuery) {
	const rows = await waitingLowerings(db, caller.scope, today, {after: readCursor(after) ?? 0, limit: limit + 1});
	const page = rows.slice(0, limit);
	const names = await personNames(
		db,
		page.map(({by}) => by),
	);
	return {
		items: page.map(({seq: _, by, ...same}) => ({
			...same,
			by: {id: by, name: names.get(by)?.name ?? ''},
			isMine: by === caller.person.id,
		})),
		next: cursorOf(rows.length > limit ? page.at(-1)!.seq : null),
		...(count && {total: await countLowerings(db, caller.scope, today)}),
	};
}
