import {writeFileSync} from 'node:fs';
import path from 'node:path';
import test from 'ava';
import {loadForms} from '../../src/forms.ts';
import {copyForms, edit, readJson, writeJson} from './temporary.ts';

const faultsOf = (folder: string): string => {
	try {
		loadForms(folder);
		return '';
	} catch (error) {
		return (error as Error).message;
	}
};

test('faults of several files are listed at once, each with its file', t => {
	const folder = copyForms(t);
	edit(folder, 'fire/sector.json', sector => {
		sector.colour = 'red';
	});
	edit(folder, 'site-kinds.json', kinds => delete kinds.siteKinds[0].title);
	writeFileSync(path.join(folder, 'calendar/2027.json'), '{');
	writeFileSync(path.join(folder, 'gas/notes.json'), '{}');
	const message = faultsOf(folder);
	for (const part of [
		'fire/sector.json',
		'“colour”',
		'site-kinds.json/siteKinds/0',
		'calendar/2027.json：不是有效的 JSON',
		'gas/notes.json：不认识',
	])
		t.true(message.includes(part), part);
});

test('references that lead nowhere are found', t => {
	const folder = copyForms(t);
	edit(folder, 'departments.json', file => {
		file.departments = file.departments.filter(({code}: {code: string}) => code !== 'housing');
	});
	edit(folder, 'gas/criteria/gas23.json', file => file.criteria.shift());
	edit(folder, 'fire/sector.json', sector => {
		sector.checklists.push('fire/weekly');
		sector.routing = [{placeType: 'roof', item: 'F99', department: 'housing'}];
	});
	const message = faultsOf(folder);
	for (const part of ['housing 不存在', 'GAS23-0401 不存在', 'fire/weekly 不存在', 'roof 不存在', 'F99 不存在'])
		t.true(message.includes(part), part);
});

test('an id that is used twice is found', t => {
	const folder = copyForms(t);
	edit(folder, 'fire/criteria/fire25.json', file => file.criteria.push(file.criteria[0]));
	edit(folder, 'place-types.json', file => file.placeTypes.push(file.placeTypes[0]));
	const message = faultsOf(folder);
	t.true(message.includes('“FIRE25-0000”重复'));
	t.true(message.includes('“stairwell”重复'));
});

test('a list that names an unknown item, or names one twice, is found', t => {
	const folder = copyForms(t);
	const list = {...readJson(folder, 'gas/checklists/supply.v1.json'), version: 2};
	writeJson(folder, 'gas/checklists/supply.v2.json', {...list, sections: [{title: '供应站', items: ['G26', 'G99']}]});
	t.true(faultsOf(folder).includes('gas/supply@2：检查项 gas@1/G99 不存在'));
	writeJson(folder, 'gas/checklists/supply.v2.json', {...list, sections: [{title: '供应站', items: ['G26', 'G26']}]});
	t.true(faultsOf(folder).includes('gas/supply@2 的检查项 G26 重复'));
});

test('a file whose name contradicts its version is found', t => {
	const folder = copyForms(t);
	writeJson(folder, 'gas/checklists/supply.v3.json', {...readJson(folder, 'gas/checklists/supply.v1.json'), version: 2});
	t.true(faultsOf(folder).includes('gas/checklists/supply.v3.json：内容写的是 gas/checklists/supply.v2.json'));
});

test('a method with a gap between its bands is not loaded', t => {
	const folder = copyForms(t);
	const method = {...readJson(folder, 'methods/lec.v1.json'), version: 2};
	method.bands[3].max = 60;
	writeJson(folder, 'methods/lec.v2.json', method);
	t.true(faultsOf(folder).includes('lec@2：分值 60 没有对应的等级'));
});

test('a calendar with a make-up day in the week, or a day of another year, is not loaded', t => {
	const folder = copyForms(t);
	writeJson(folder, 'calendar/2027.json', {
		year: 2027,
		source: '测试',
		holidays: [{name: '元旦', from: '2026-10-01', to: '2027-01-01'}],
		workdays: ['2027-01-04'],
	});
	const message = faultsOf(folder);
	t.true(message.includes('2026-10-01 不是该年的日期'));
	t.true(message.includes('2027-01-04 不是周末'));
});
