import type {Day} from '../../domain/days.ts';
import type {Hazard} from '../../domain/hazards/hazard.ts';
import type {Db} from '../engine.ts';
import {select} from '../rows.ts';
import {findHazards} from './hazards.ts';

/** Open hazards that are due between two days, or for which another deadline is asked. */
export async function hazardsDue(db: Db, from: Day, to: Day): Promise<Hazard[]> {
	const rows = await select<{id: string}>(
		db,
		`select id from hazards where ended_at is null and ((due_on >= ? and due_on <= ?) or body like '%"extension":"pending"%') order by seq`,
		[from, to],
	);
	return findHazards(
		db,
		rows.map(({id}) => id),
	);
}
