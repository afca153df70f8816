import test from 'ava';
import {fieldMoveNames, moveForms, readSheetKey, sheetKey} from '../../../src/domain/field/moves.ts';
import {parcelKinds} from '../../../src/domain/field/parcel.ts';
import {moves} from '../../../src/domain/hazards/hazard-moves.ts';

test('the key of a begun sheet says the move and the hazard again', t => {
	for (const move of fieldMoveNames) t.deepEqual(readSheetKey(sheetKey('someone', move, 'one')), {move, hazardId: 'one'});
});

test('other keys of the settings are no begun sheets', t => {
	for (const key of ['person', 'leads/someone', 'move/someone', 'move/someone/voiding/one', 'move/someone/reinspections/'])
		t.is(readSheetKey(key), undefined);
});

test('every move in the field is one of the table and becomes a parcel of its own kind', t => {
	t.true(fieldMoveNames.every(move => move in moves));
	const kinds = fieldMoveNames.map(move => moveForms[move].kind);
	t.true(kinds.every(kind => parcelKinds.includes(kind)));
	t.is(new Set(kinds).size, kinds.length);
});
