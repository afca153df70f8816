import type {ParcelKind} from './parcel.ts';

/** What a person may do about a hazard out there: as it is called, its page below the hazard, and the parcel that it becomes. */
export const moveForms = {
	reinspections: {title: '复查', page: 'reinspection', kind: 'reinspection'},
	'rectification-reports': {title: '代报', page: 'report', kind: 'rectification-report'},
	lookbacks: {title: '回头看', page: 'lookback', kind: 'lookback'},
} as const satisfies Record<string, {title: string; page: string; kind: ParcelKind}>;

export type FieldMove = keyof typeof moveForms;
export const fieldMoveNames = Object.keys(moveForms) as FieldMove[];

/** Under which a begun sheet of a person is kept on the phone; `move/<person>/` is the beginning of all of his. */
export const sheetKey = (personId: string, move: FieldMove, hazardId: string): string => `move/${personId}/${move}/${hazardId}`;

/** The move and the hazard of such a key; undefined when it is none. */
export function readSheetKey(key: string): {move: FieldMove; hazardId: string} | undefined {
	const [head, , move, hazardId] = key.split('/');
	if (head !== 'move' || !hazardId || !fieldMoveNames.includes(move as FieldMove)) return undefined;
	return {move: move as FieldMove, hazardId};
}
