import type {Instant} from '../../domain/days.ts';
import {type FieldMove, moveForms, readSheetKey} from '../../domain/field/moves.ts';
import {database} from './database.ts';

/** A move of a hazard that was begun and not sealed; `begunAt` is missing in a sheet of an older build of the pages. */
export type BegunMove = {
	move: FieldMove;
	hazardId: string;
	sheetId: string;
	begunAt: Instant | null;
	siteName: string;
	number: string;
};
type Kept = {id: string; begunAt?: Instant; about?: {siteName: string; number: string}};

/** All that a person began, the latest first. One that was sealed just before the phone died is none any more. */
export async function begunMoves(personId: string): Promise<BegunMove[]> {
	const transaction = (await database()).transaction(['settings', 'parcels']);
	const range = IDBKeyRange.bound(`move/${personId}/`, `move/${personId}/~`);
	const settings = transaction.objectStore('settings');
	const [keys, values] = await Promise.all([settings.getAllKeys(range), settings.getAll(range)]);
	const sealed = new Set(await transaction.objectStore('parcels').getAllKeys());
	return keys
		.flatMap((key, i) => {
			const read = readSheetKey(key);
			const {id, begunAt = null, about} = values[i] as Kept;
			return read && !sealed.has(id)
				? [{...read, sheetId: id, begunAt, siteName: about?.siteName ?? '', number: about?.number ?? ''}]
				: [];
		})
		.sort((a, b) => ((a.begunAt ?? '') < (b.begunAt ?? '') ? 1 : -1));
}

/** Where to go on with it. */
export const pageOf = ({move, hazardId}: Pick<BegunMove, 'move' | 'hazardId'>): string =>
	`/hazards/${hazardId}/${moveForms[move].page}`;
