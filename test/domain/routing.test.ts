import test from 'ava';
import fc from 'fast-check';
import {
	bySpecificity,
	caseOf,
	effectiveRoutes,
	type Route,
	routeOf,
	routingFaults,
	transferable,
} from '../../src/domain/hazards/routing.ts';
import {loadForms} from '../../src/forms.ts';
import {found} from './hazards.ts';

const full = process.env.PROVE === 'full';
const forms = loadForms();
const table = forms.tables.get('routing')!.value as Route[];
const route = (domain: string, placeType: string, itemId: string, text = '') => routeOf(table, {domain, placeType, itemId, text});

test('an electric bicycle goes by where it stands, whatever item found it', t => {
	const to = {
		stairwell: 'urban-management',
		'evacuation-route': 'fire-rescue',
		'fire-lane': 'fire-rescue',
		'crowded-interior': 'fire-rescue',
		dwelling: 'urban-management',
		lift: 'urban-management',
	};
	for (const [placeType, department] of Object.entries(to)) {
		t.is(route('fire', placeType, 'F18')!.department, department);
		t.is(route('gas', placeType, 'G01', '门前停放电动自行车')!.department, department);
		t.regex(route('fire', placeType, 'F18')!.basis!, /非机动车安全管理条例第四十四条/);
	}
	t.regex(route('fire', 'stairwell', 'F18')!.check!, /第八十五条/, 'two readings: a person settles it');
	t.is(route('gas', 'stairwell', 'G01', '软管老化')!.department, 'gas-management');
});

test('the question itself does not make an electric bicycle of every answer to it', t => {
	const title = forms.items.get('fire@1/F20')!.title;
	const hazard = found({itemId: 'F20', placeType: 'stairwell', description: `不符合“${title}”。缺少灭火器`});
	t.true(title.includes('电动自行车'));
	t.is(routeOf(table, caseOf(hazard, title))!.department, 'fire-rescue');
});

test('every item of every field has a department with power at every place', t => {
	const powers = transferable(forms);
	for (const {id, domain} of forms.items.values())
		for (const placeType of forms.placeTypes.keys())
			t.true(powers.includes(route(domain, placeType, id)?.department ?? ''), `${id} ${placeType}`);
	t.false(powers.includes('gas-company'));
});

test('rows that lead nowhere or say a thing twice are named, all at once', t => {
	const row = (changes: object) => ({...table[0]!, ...changes}) as Route;
	const rows = [
		row({domain: 'lifts'}),
		row({placeType: 'roof', object: {items: ['F18', 'F99']}}),
		row({department: 'gas-company'}),
		row({department: 'nobody'}),
	];
	t.deepEqual(
		routingFaults(rows, forms).map(({path}) => path),
		[
			'/value/0/domain',
			'/value/1/placeType',
			'/value/1/object/items',
			'/value/2/department',
			'/value/3/department',
			'/value/3/object',
		],
	);
	t.deepEqual(routingFaults(table, forms), []);
});

test('a field of work that the table does not name uses its own rows, until the table names it', t => {
	const lift = {id: 'lift', routing: [{placeType: null, item: null, department: 'lift-inspection'}]} as never;
	const one = {domain: 'lift', placeType: 'lift', itemId: 'L01', text: ''};
	t.is(routeOf(effectiveRoutes(table, [lift]), one)!.department, 'lift-inspection');
	const named = {...table.at(-1)!, domain: 'lift', placeType: null, object: null, department: 'market-regulation'};
	t.is(routeOf(effectiveRoutes([...table, named], [lift]), one)!.department, 'market-regulation');
});

const some = <T>(...values: T[]) => fc.constantFrom(null, ...values);
const rows: fc.Arbitrary<Route> = fc.record({
	domain: some('fire', 'gas'),
	placeType: some('lift', 'stairwell'),
	object: some<Route['object']>({items: ['F01']}, {items: ['F02', 'F03']}, {words: ['电瓶车']}) as fc.Arbitrary<Route['object']>,
	department: fc.constantFrom('a', 'b', 'c'),
	basis: fc.constant(null),
	confidence: fc.constant('D' as const),
});

test('no row that fits is more specific than the one that decides, and the order of the others does not matter', t => {
	const cases = fc.record({
		domain: fc.constantFrom('fire', 'gas'),
		placeType: fc.constantFrom('lift', 'stairwell'),
		itemId: fc.constantFrom('F01', 'F02', 'F09'),
		text: fc.constantFrom('', '停放电瓶车'),
	});
	fc.assert(
		fc.property(fc.array(rows, {maxLength: 12}), cases, (list, one) => {
			const decided = routeOf(list, one);
			const fitting = list.filter(row => routeOf([row], one));
			t.is(decided === undefined, fitting.length === 0);
			if (!decided) return;
			t.true(fitting.includes(decided));
			t.is(bySpecificity(fitting)[0], decided);
			t.is(routeOf(bySpecificity(list), one), decided);
		}),
		{numRuns: full ? 2000 : 200},
	);
});
