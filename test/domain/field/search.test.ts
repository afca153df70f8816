import test from 'ava';
import {type Findable, search} from '../../../src/domain/field/search.ts';

const held: Findable = {
	sites: [
		{id: 's1', label: 'D000012-3', name: '银桦大厦', address: '北桦路449号', building: '2号楼', occupant: {name: '明珠餐饮'}},
		{id: 's2', label: 'D000013-1', name: '明珠超市', address: '桦枝路8号', building: null, occupant: null},
	],
	points: [{id: 'p1', label: 'F001234-5', siteId: 's1', name: '地下车库', place: '地下一层'}],
	hazards: [{id: 'h1', number: 'YH-XH-2026-000143', siteId: 's1', item: '疏散通道畅通', place: '一层', description: '堆放纸箱'}],
};
const ids = (question: string) => search(question, held).map(({id}) => id);

test('a search wants two characters', t => {
	t.deepEqual(ids('明'), []);
	t.deepEqual(ids(' 明 '), []);
	t.deepEqual(ids('明珠'), ['s2', 's1']);
});

test('what is named so stands before what merely mentions it', t => {
	t.deepEqual(ids('银桦'), ['s1', 'p1', 'h1']);
	t.deepEqual(ids('纸箱'), ['h1']);
});

test('numbers and labels are found without hyphens, in small letters and by their end', t => {
	t.deepEqual(ids('f0012345'), ['p1']);
	t.deepEqual(ids('yhxh2026000143'), ['h1']);
	t.deepEqual(ids('000143'), ['h1']);
	t.deepEqual(ids('Ｄ００００１２'), ['s1']);
});

test('every word must be there', t => {
	t.deepEqual(ids('银桦 车库'), ['p1']);
	t.deepEqual(ids('银桦 超市'), []);
});

test('no more than were asked for come back', t => {
	t.is(search('银桦', held, 2).length, 2);
});
