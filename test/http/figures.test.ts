import {parse} from 'csv-parse/sync';
import {figureIds, figureOf} from '../../src/domain/figures/figures.ts';
import {splits} from '../../src/domain/figures/splits.ts';
import {type App, startApp} from '../helpers/app.ts';
import {eachEngine} from '../helpers/database.ts';
import {inspectionPath, makeFiling, makeSlot, startFiling} from '../helpers/filing.ts';
import {makeHazard} from '../helpers/hazards.ts';
import {liveHistories} from '../helpers/histories.ts';
import {idOf, makeOffice, type Office} from '../helpers/office.ts';
import {makePlace} from '../helpers/places.ts';

type Part = {key: string; title: string; numerator: number; denominator: number | null; value: number | null};
type Figure = Part & {id: string; rows: {count: number; href: string}; split: Part[]};

const figuresOf = async (app: App, as: {id: string}, query: string): Promise<Figure[]> => {
	const {status, body} = await app.send('GET', `/api/figures?${query}`, {as});
	if (status !== 200) throw new Error(JSON.stringify(body));
	return body.figures;
};

async function allRows(app: App, office: Office, href: string) {
	const items: Array<{id: string}> = [];
	let total = 0;
	for (let after = ''; ; ) {
		const {status, body} = await app.send('GET', `${href}&limit=7&count=true${after && `&after=${after}`}`, {as: office.manager});
		if (status !== 200) throw new Error(JSON.stringify(body));
		items.push(...body.items);
		total = body.total;
		if (!body.next) return {items, total};
		after = body.next;
	}
}

eachEngine('a figure, its parts, its rows and the list of hazards say the same number', async (t, kind) => {
	const app = await startApp(t, {kind, today: '2026-01-05'});
	const office = await makeOffice(app);
	await liveHistories(app, office, {hazards: 40, seed: 9});
	app.clock.forward(60_000);
	const now = app.clock.now();
	const period = `from=2026-01-01&to=2026-12-31&asOf=${now}`;
	for (const by of splits) {
		for (const {id, numerator, denominator, rows, split} of await figuresOf(app, office.manager, `${period}&by=${by}`)) {
			t.is(rows.count, denominator ?? numerator, id);
			if (by !== 'person' && figureOf(id as (typeof figureIds)[number]).source === 'hazards') {
				t.is(
					split.reduce((sum, part) => sum + part.numerator, 0),
					numerator,
					`${id} ${by}`,
				);
				if (denominator !== null)
					t.is(
						split.reduce((sum, part) => sum + part.denominator!, 0),
						denominator,
						`${id} ${by}`,
					);
			}
			const [part] = split;
			if (by === 'domain') {
				const whole = await allRows(app, office, rows.href);
				t.deepEqual([new Set(whole.items.map(row => row.id)).size, whole.total], [rows.count, rows.count], rows.href);
			}
			if (!part) continue;
			const above = await allRows(app, office, `/api/figures/${id}/rows?${period}&by=${by}&key=${part.key}`);
			t.deepEqual([above.items.length, above.total], [part.numerator, part.numerator], `${id} ${by} ${part.key}`);
		}
	}
	const [open, overdue] = await figuresOf(app, office.manager, `${period}&figure=open-hazards,overdue`);
	const listed = async (query: string) =>
		(await app.send('GET', `/api/hazards?count=true&asOf=${now}&${query}`, {as: office.manager})).body.total;
	t.deepEqual([open!.value, overdue!.value], [await listed('state=open'), await listed('overdue=true')]);
	t.true(overdue!.value! > 3);
});

eachEngine('inspections and slots: distinct sites, visits, coverage and completion', async (t, kind) => {
	const {app, office, place, pair} = await startFiling(t, kind);
	const other = await makePlace(app, office, {name: '乙店', community: 1, domain: 'gas'});
	await makeSlot(app, {place, dueOn: '2026-03-02', people: pair.map(({id}) => id)});
	await makeSlot(app, {place: other, name: 'two', dueOn: '2026-03-01'});
	await makeSlot(app, {place: other, name: 'away', dueOn: '2026-03-02', excusedOn: '2026-03-01'});
	await makeSlot(app, {place: other, name: 'later', dueOn: '2026-03-20'});
	const file = async (name: string, making: object = {}) =>
		t.is(
			(
				await app.send('PUT', inspectionPath(name), {
					as: office.inspector1,
					body: makeFiling(app, {place, inspectors: pair, ...making}),
				})
			).status,
			201,
		);
	await file('a');
	app.clock.forward(3_600_000);
	await file('b');
	await file('c', {place: other});
	await file('d', {
		place: other,
		check: {checklist: undefined, answers: undefined},
		more: {outcome: 'could-not-inspect', reason: '关门', met: null},
	});
	const before = app.clock.now();
	app.clock.set('2026-03-04');
	const names = 'sites-inspected,inspections,coverage-rate,plan-completion-rate';
	const ask = async (query = '') => figuresOf(app, office.manager, `from=2026-03-01&to=2026-03-31&figure=${names}${query}`);
	const short = (figures: Figure[]) => figures.map(({numerator, denominator}) => [numerator, denominator]);
	t.deepEqual(short(await ask()), [
		[2, null],
		[3, null],
		[1, 2],
		[1, 2],
	]);
	t.deepEqual(short(await ask(`&asOf=${before}`)).slice(0, 2), [
		[2, null],
		[3, null],
	]);
	t.deepEqual(short(await ask('&domain=gas')), [
		[1, null],
		[1, null],
		[0, 1],
		[0, 1],
	]);
	t.deepEqual(short(await ask(`&area=${office.communities[0]}`)), [
		[1, null],
		[2, null],
		[1, 1],
		[1, 1],
	]);
	const [sites, , coverage] = await ask('&by=community');
	t.deepEqual(
		sites!.split.map(({title, value}) => [title, value]),
		[
			['桦苑第一居民区', 1],
			['桦苑第二居民区', 1],
		],
	);
	t.deepEqual(
		coverage!.split.map(({value}) => value),
		[1, 0],
	);
	const [, visits] = await ask('&by=person');
	t.deepEqual(
		visits!.split.map(({numerator}) => numerator),
		[3, 3],
	);
	const rows = async (id: string, query = '') =>
		(await app.send('GET', `/api/figures/${id}/rows?from=2026-03-01&to=2026-03-31${query}`, {as: office.manager})).body.items;
	t.deepEqual((await rows('sites-inspected')).map((row: {siteName: string}) => row.siteName).sort(), ['乙店', '小满餐馆']);
	t.is((await rows('inspections', `&by=person&key=${pair[0]!.id}`)).length, 3);
	t.is((await rows('plan-completion-rate')).length, 1);
	t.is((await rows('plan-completion-rate', '&part=denominator&by=domain&key=gas')).length, 1);
	t.is((await rows('coverage-rate', '&part=denominator')).length, 2);
	t.deepEqual(
		(await ask('&by=grade')).map(({split}) => split.length),
		[0, 0, 0, 0],
	);
});

eachEngine('a rate with nothing below its line is null; a late report and a void one count as they should', async (t, kind) => {
	const app = await startApp(t, {kind});
	const office = await makeOffice(app);
	const rate = async () => await figuresOf(app, office.manager, 'figure=rectification-rate,hazards-registered,late-arrivals');
	t.deepEqual(
		(await rate()).map(({value}) => value),
		[0, null, 0],
	);
	await makeHazard(app, office, {foundOn: '2026-02-20'});
	const {id} = await makeHazard(app, office);
	app.clock.forward(11_000);
	await app.send('POST', `/api/hazards/${id}/voiding`, {as: office.manager, body: {reason: '误报'}});
	app.clock.forward(11_000);
	t.deepEqual(
		(await rate()).map(({value}) => value),
		[1, 0, 1],
	);
});

eachEngine('the same question is remembered for ten seconds and says its moment; a file is worked out anew', async (t, kind) => {
	const app = await startApp(t, {kind});
	const office = await makeOffice(app);
	const ask = async (as: {id: string} = office.manager) => (await app.send('GET', '/api/figures?figure=open-hazards', {as})).body;
	const first = await ask();
	t.deepEqual([first.label, first.moment, first.figures[0].value], ['截至10:00:00', first.cutOffAt, 0]);
	await makeHazard(app, office);
	app.clock.forward(9_999);
	t.deepEqual(await ask(), first);
	t.is((await ask(office.inspector1)).figures[0].value, 1);
	const {bytes, headers} = await app.send('GET', '/api/figures?figure=open-hazards&format=csv', {as: office.manager});
	t.is(headers.get('content-type'), 'text/csv; charset=utf-8');
	const [, line] = parse(bytes, {bom: true}) as string[][];
	t.deepEqual(line!.slice(0, 4), ['在途隐患数', '合计', '1', '']);
	app.clock.forward(1);
	const second = await ask();
	t.deepEqual([second.label, second.figures[0].value], ['截至10:00:10', 1]);
	app.clock.set('2026-03-05');
	const past = await app.send('GET', `/api/figures?figure=open-hazards&asOf=${first.moment}`, {as: office.manager});
	t.deepEqual([past.body.label, past.body.figures[0].value], ['截至2026-03-02 10:00:00', 1]);
});

eachEngine('figures are those of the scope, and say so', async (t, kind) => {
	const app = await startApp(t, {kind});
	const office = await makeOffice(app);
	await makeHazard(app, office);
	await makeHazard(app, office, {communityId: office.communities[2]!, site: '丙', domain: 'gas'});
	await makeHazard(app, office, {communityId: office.communities[2]!, site: '丙', domain: 'underground'});
	const ask = async (as: {id: string}) => (await app.send('GET', '/api/figures?by=community', {as})).body;
	const open = ({figures}: {figures: Figure[]}) => figures.find(({id}) => id === 'open-hazards')!.value;
	const [whole, part] = [await ask(office.manager), await ask(office.inspector3)];
	t.deepEqual([open(whole), whole.scope, whole.figures.length], [3, null, figureIds.length]);
	t.deepEqual([open(part), part.scope], [1, '范围：一个居民区，消防、燃气领域']);
	t.true(part.notes.includes('范围：一个居民区，消防、燃气领域。'));
	const rows = await app.send('GET', `/api/figures/open-hazards/rows?count=true`, {as: office.inspector3});
	t.deepEqual([rows.body.items.length, rows.body.total, rows.body.scope], [1, 1, part.scope]);
	const file = await app.send('GET', `/api/figures/open-hazards/rows?format=csv`, {as: office.inspector3});
	t.true(file.body.includes('桦苑第三居民区'));
	t.is((await app.send('GET', '/api/figures', {as: office.gridWorker})).status, 403);
});

eachEngine('what cannot be asked is said all at once', async (t, kind) => {
	const app = await startApp(t, {kind});
	const office = await makeOffice(app);
	const ask = async (path: string) => {
		const {status, body} = await app.send('GET', path, {as: office.manager});
		return [status, ...(body.errors ?? []).map((error: {path: string}) => error.path)];
	};
	const wrong = 'from=2026-03-09&to=2026-03-01&asOf=2030-01-01T00:00:00.000Z&domain=moon';
	t.deepEqual(await ask(`/api/figures?${wrong}&figure=overdue,luck,fun`), [
		422,
		'/from',
		'/asOf',
		'/domain',
		'/figure',
		'/figure',
	]);
	t.deepEqual(await ask(`/api/figures/luck/rows?${wrong}`), [422, '/from', '/asOf', '/domain', '/id']);
	t.deepEqual(await ask('/api/figures/overdue/rows?by=domain&part=denominator'), [422, '/key', '/part']);
	t.deepEqual(await ask('/api/figures/inspections/rows?by=grade&key=major'), [422, '/by']);
	t.deepEqual(await ask('/api/figures?by=mood'), [400, '/by']);
	t.deepEqual(await ask(`/api/figures?area=${idOf('nowhere')}`), [200]);
});
