import test from 'ava';
import type {Criterion, Item} from '../../src/domain/content.ts';
import {gradeOf} from '../../src/domain/hazards/finding.ts';
import {
	type Accepted,
	type Answer,
	type Ask,
	decideFilings,
	type Filing,
	type FilingFacts,
} from '../../src/domain/inspections/filing.ts';
import {filingScope} from '../../src/domain/inspections/filing-scope.ts';
import {type FiledSlot, settle} from '../../src/domain/inspections/filing-slots.ts';
import {Problem} from '../../src/domain/problem.ts';
import {loadForms} from '../../src/forms.ts';
import {idOf} from '../helpers/office.ts';

const forms = loadForms();
const photo = 'cd'.repeat(32);
const [site, point, community, one, two] = ['site', 'point', 'community', 'one', 'two'].map(idOf) as [
	string,
	string,
	string,
	string,
	string,
];
const person = (id: string) => ({
	id,
	account: id,
	name: '甲',
	roles: ['inspector' as const],
	reviewer: false,
	phone: null,
	certificate: null,
	fromOn: '2020-01-01',
	toOn: null,
	version: 1,
});
const grant = {areaId: community, domains: null, fromOn: '2020-01-01', toOn: null, from: '', until: null};
const areas = [
	{id: 'top', kind: 'subdistrict', parentId: null, name: '街道'},
	{id: community, kind: 'community', parentId: 'top', name: '居民区'},
];

const makeFacts = (more: Partial<FilingFacts> = {}): FilingFacts => ({
	forms,
	replies: new Map(),
	taken: new Set(),
	sites: new Map([[site, {id: site, name: '店', communityId: community, closedOn: null, position: null, occupant: null}]]),
	points: new Map([
		[
			point,
			{id: point, siteId: site, communityId: community, domain: 'fire', name: '厅', place: '一层', closedOn: null, controls: []},
		],
	]),
	people: new Map([one, two].map(id => [id, person(id)])),
	grants: new Map([one, two].map(id => [id, [grant]])),
	areas,
	routes: forms.tables.get('routing')!.value as FilingFacts['routes'],
	hazards: new Map(),
	slots: new Map(),
	photos: new Set([photo]),
	checked: new Set(),
	visits: new Map(),
	cap: null,
	...more,
});

const passes = (key: string): Record<string, Answer> =>
	Object.fromEntries(
		forms.checklists
			.get(key)!
			.items.map(item => [item.id, item.answer.kind === 'number' ? {result: 'pass', value: 4} : {result: 'pass'}]),
	);
const makeAsk = (name: string, answers: Record<string, Answer> = {}, more: Partial<Filing> = {}): Ask => ({
	id: idOf(name),
	key: `put:/api/inspections/${idOf(name)}`,
	content: name,
	filer: one,
	now: '2026-03-02T02:00:00.000Z',
	today: '2026-03-02',
	filing: {
		siteId: site,
		startedAt: '2026-03-02T01:00:00.000Z',
		endedAt: '2026-03-02T01:30:00.000Z',
		inspectors: [one, two],
		outcome: 'inspected',
		checks: [{riskPointId: point, checklist: 'fire/daily@1', answers: {...passes('fire/daily@1'), ...answers}}],
		...more,
	},
});
const decide = (ask: Ask, facts = makeFacts()): Accepted => {
	const [verdict] = decideFilings(facts, [ask]);
	if (verdict instanceof Problem || !('ask' in verdict!)) throw verdict;
	return verdict;
};
const fail: Answer = {result: 'fail', note: '坏了', photos: [photo]};

test('the ids of hazards follow from the inspection, the point, the item and the place of the defect', t => {
	const ids = () =>
		decide(makeAsk('a', {F01: fail, F05: {result: 'fail', defects: [{photos: [photo]}, {photos: [photo]}]}})).hazards;
	const made = ids().map(({hazard}) => hazard.id);
	t.is(new Set(made).size, 3);
	t.deepEqual(
		ids().map(({hazard}) => hazard.id),
		made,
	);
	t.deepEqual(
		ids().map(({defect}) => defect),
		[0, 0, 1],
	);
});

test('a failure without defects is one, made of its note and photos', t => {
	const [{hazard}] = decide(makeAsk('a', {F05: {...fail, mended: {photos: [photo]}}})).hazards as [Accepted['hazards'][0]];
	t.is(hazard.route, 'on-the-spot');
	t.deepEqual(hazard.facts.photosBefore, [photo]);
	t.deepEqual(hazard.facts.photosAfter, [photo]);
	t.true(hazard.description.endsWith('坏了'));
});

test('a measured value stands in the description; out of bounds is accepted', t => {
	const [{hazard}] = decide(makeAsk('a', {F14: {...fail, value: 3.2}})).hazards as [Accepted['hazards'][0]];
	t.true(hazard.description.includes('实测3.2米。'));
	t.notThrows(() => decide(makeAsk('b', {F14: {result: 'pass', value: 1}})));
});

test('in one set the second of two alike gets the first reply, and others see what the first did', t => {
	const slot: FiledSlot = {
		id: idOf('slot'),
		planId: 'p',
		riskPointId: point,
		checklist: 'fire/daily@1',
		people: null,
		opensOn: '2026-03-01',
		dueOn: '2026-03-31',
		graceOn: '2026-03-31',
		attempts: [],
	};
	const facts = makeFacts({slots: new Map([[slot.id, slot]])});
	const asks = [makeAsk('a'), makeAsk('a'), {...makeAsk('a'), content: 'other'}, makeAsk('b')];
	const [first, second, third, fourth] = decideFilings(facts, asks);
	t.deepEqual((first as Accepted).flags, []);
	t.deepEqual(second, {again: asks[0]!.key});
	t.is((third as Problem).code, 'id-taken');
	t.deepEqual(
		(fourth as Accepted).flags.map(({code}) => code),
		['out-of-plan', 'repeated'],
	);
});

test('a checklist past its last day is flagged', t => {
	const list = {...forms.checklists.get('fire/daily@1')!, validTo: '2026-03-01'};
	const facts = makeFacts({forms: {...forms, checklists: new Map([[list.key, list]])}});
	t.true(decide(makeAsk('a'), facts).flags.some(({code}) => code === 'checklist-withdrawn'));
});

test('only a direct criterion that supports the item raises the grade: no hint, no ground for sealing', t => {
	const criterion = (id: string, more: Partial<Criterion> = {}) => ({id, mode: 'direct', ...more}) as Criterion;
	const criteria = [
		criterion('D'),
		criterion('H'),
		criterion('C', {mode: 'comprehensive'}),
		criterion('S', {effect: 'red-flag'}),
	];
	const known = {...forms, criteria: new Map(criteria.map(c => [c.id, c]))};
	const item = {
		...forms.items.get('fire@1/F05')!,
		criteria: [
			{id: 'D', use: 'supports'},
			{id: 'H', use: 'hint'},
			{id: 'C', use: 'supports'},
			{id: 'S', use: 'supports'},
		],
	} as Item;
	t.is(gradeOf(known, item), 'general');
	t.is(gradeOf(known, item, ['H', 'C', 'S', 'X']), 'general');
	t.is(gradeOf(known, item, ['D']), 'suspected-major');
});

test('gas rules that bind the company are hints: general, flagged red, the company named', t => {
	const facts = makeFacts();
	facts.points.set(point, {...facts.points.get(point)!, domain: 'gas'});
	const answers = {...passes('gas/merchant@1'), G02: fail};
	const [made] = decide(makeAsk('a', {}, {checks: [{riskPointId: point, checklist: 'gas/merchant@1', answers}]}), facts).hazards;
	t.is(made!.hazard.grade, 'general');
	t.true(made!.hazard.redFlag);
	t.true(made!.hazard.requirement.includes('同时告知'));
});

test('the scope of a filing is what the filer held from seven days before the start until now', t => {
	const at = {filing: {startedAt: '2026-03-02T01:00:00.000Z'}, now: '2026-03-20T01:00:00.000Z', today: '2026-03-20'};
	const scope = (more: object) => filingScope({areas, grants: new Map([[one, [{...grant, ...more}]]])}, one, at);
	t.is(scope({}).length, 1);
	t.is(scope({toOn: '2026-02-23'}).length, 1);
	t.is(scope({toOn: '2026-02-22'}).length, 0);
	t.is(scope({fromOn: '2026-03-21'}).length, 0);
	t.is(scope({until: '2026-02-23T01:00:00.000Z'}).length, 0);
	t.is(scope({until: '2026-02-23T01:00:00.001Z'}).length, 1);
});

test('a check settles windows that hold its day; one that was settled keeps its check', t => {
	const slot = (id: string, more: Partial<FiledSlot> = {}): FiledSlot => ({
		id,
		planId: 'p',
		riskPointId: point,
		checklist: 'fire/daily@2',
		people: null,
		opensOn: '2026-03-01',
		dueOn: '2026-03-05',
		graceOn: '2026-03-10',
		attempts: [],
		...more,
	});
	const settled = (slots: FiledSlot[], day: string, slotIds?: string[]) =>
		settle(slots, {riskPointId: point, ...(slotIds && {slotIds})}, day, {key: 'fire/daily@1'}).map(({id}) => id);
	t.deepEqual(settled([slot('a')], '2026-03-10'), ['a']);
	t.deepEqual(settled([slot('a')], '2026-03-11'), []);
	t.deepEqual(settled([slot('a')], '2026-02-28'), []);
	t.deepEqual(settled([slot('a', {checkedOn: '2026-03-08'})], '2026-03-03'), []);
	t.deepEqual(settled([slot('a', {checklist: 'gas/merchant@1'})], '2026-03-03'), []);
	t.deepEqual(settled([slot('a'), slot('b', {planId: 'q'})], '2026-03-03', ['b']), ['b']);
	t.deepEqual(settled([slot('old', {graceOn: '2026-03-02'}), slot('next'), slot('x', {planId: 'q'})], '2026-03-03', ['old']), [
		'next',
	]);
});
