import {mkdirSync} from 'node:fs';
import path from 'node:path';
import test from 'ava';
import {loadForms} from '../../src/forms.ts';
import {sealForms} from '../../src/forms-seal.ts';
import {copyForms, edit, writeJson} from './temporary.ts';

const levels = <T>(major: T, significant: T, moderate: T, low: T) => ({major, significant, moderate, low});

/** The five steps of forms/README.md, "Add a field of work (电梯)". */
const addLifts = (folder: string): void => {
	mkdirSync(path.join(folder, 'lift/checklists'), {recursive: true});
	writeJson(folder, 'lift/sector.json', {
		id: 'lift',
		title: '电梯',
		attributes: [{code: 'registration', title: '使用登记编号', kind: 'text', required: true}],
		intervals: levels('P1M', 'P3M', 'P6M', 'P12M'),
		earlyDays: levels(10, 30, 60, 90),
		routing: [{placeType: null, item: null, department: 'lift-inspection'}],
		riskEvents: ['跌落', '机械致害'],
		checklists: ['lift/daily'],
	});
	writeJson(folder, 'lift/items.v1.json', {
		id: 'lift',
		version: 1,
		items: [
			{
				id: 'L01',
				domain: 'lift',
				title: '电梯在检验有效期内，使用标志张贴在轿厢内',
				method: '看使用标志上的下次检验日期',
				basis: [{law: '中华人民共和国特种设备安全法', status: 'not-held'}],
				answer: {kind: 'pass-fail'},
				grade: 'general',
				due: {kind: 'days', days: 7},
				photo: 'on-fail',
				redFlag: false,
				requirement: '申请检验，取得合格报告后张贴使用标志',
				placeTypes: ['lift'],
				source: 'v1 2026',
			},
		],
	});
	writeJson(folder, 'lift/checklists/daily.v1.json', {
		id: 'lift/daily',
		version: 1,
		title: '电梯日常检查表',
		domain: 'lift',
		items: 'lift@1',
		validFrom: '2026-01-01',
		validTo: null,
		sections: [{title: '检验与标志', items: ['L01']}],
	});
	edit(folder, 'departments.json', file =>
		file.departments.push({code: 'lift-inspection', title: '特种设备监察', kind: 'authority'}),
	);
	sealForms(folder);
};

test('a new field of work is a new folder of data and no code', t => {
	const folder = copyForms(t);
	addLifts(folder);
	const forms = loadForms(folder);
	t.is(forms.sectors.get('lift')?.title, '电梯');
	t.deepEqual(
		forms.checklists.get('lift/daily@1')?.items.map(item => item.id),
		['L01'],
	);
	t.true(forms.publishedHashes.has('lift/items.v1.json'));
	t.is(forms.items.get('lift@1/L01')?.placeTypes?.[0], 'lift');
	t.is(forms.sectors.size, loadForms().sectors.size + 1);
});

test('a field whose department was forgotten says which one', t => {
	const folder = copyForms(t);
	addLifts(folder);
	edit(folder, 'departments.json', file => file.departments.pop());
	t.regex(t.throws(() => loadForms(folder))!.message, /lift 转送表的部门 lift-inspection 不存在/);
});
