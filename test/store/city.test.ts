import {verifyJournal} from '../../src/actions/journal/verify-journal.ts';
import type {Hazard} from '../../src/domain/hazards/hazard.ts';
import {fillDates} from '../../src/store/figures/hazard-dates.ts';
import {versionOf} from '../../src/store/hazards/hazards.ts';
import {addVersions, hazardVersions} from '../../src/store/journal/as-of.ts';
import {startApp} from '../helpers/app.ts';
import {makeCity} from '../helpers/city/city.ts';
import {eachEngine} from '../helpers/database.ts';

const size = {points: 40, inspections: 150, hazards: 60, years: 1, today: '2026-03-02'};

eachEngine('the register written in bulk is the one that its own journal tells of', async (t, kind) => {
	const app = await startApp(t, {kind, today: size.today});
	await makeCity(app, size);
	const {reader, queue} = app.services;
	const {firstFault, entries} = await verifyJournal(reader);
	t.is(firstFault, undefined);
	t.true(entries > size.inspections + 2 * size.hazards);
	const tables = {hazard_versions: ['hazard_id', 'version'], hazard_dates: ['hazard_id', 'version']};
	const kept = async () => Promise.all(Object.entries(tables).map(async ([table, order]) => reader(table).orderBy(order)));
	const before = await kept();
	const told = (await reader('journal').where('subject', 'like', 'hazard:%').orderBy('seq')) as Array<{
		at: string;
		after: string;
	}>;
	const versions = told.map(({at, after}) => versionOf(JSON.parse(after) as Hazard, at));
	await queue.submit(async db => {
		await db('hazard_versions').delete();
		for (const version of versions) await addVersions(db, hazardVersions, [version]);
		await db('hazard_dates').delete();
		await fillDates(db);
	});
	t.deepEqual(await kept(), before);
});

eachEngine('a list, a search and the figures see what was written in bulk', async (t, kind) => {
	const app = await startApp(t, {kind, today: size.today});
	const {office} = await makeCity(app, size);
	const ask = async (path: string) => (await app.send('GET', path, {as: office.manager})).body;
	const {total} = await ask('/api/hazards?count=true&state=open');
	const found = await ask(`/api/hazards?count=true&asOf=${app.clock.now()}&state=open`);
	t.true(total > 0);
	t.is(found.total, total);
	const {items} = await ask('/api/hazards?limit=1');
	t.true((await ask(`/api/hazards?q=${items[0].number}`)).items.length === 1);
	const {figures} = await ask('/api/figures?from=2025-03-02&to=2026-03-02&figure=inspections,hazards-registered,open-hazards');
	t.deepEqual(
		figures.map(({numerator}: {numerator: number}) => numerator > 0),
		[true, true, true],
	);
	t.is(figures[0].numerator, size.inspections);
	t.is(figures[2].numerator, total);
});
