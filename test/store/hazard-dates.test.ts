import {bits, hasBit} from '../../src/domain/figures/signs.ts';
import {fillDates} from '../../src/store/figures/hazard-dates.ts';
import {startApp} from '../helpers/app.ts';
import {eachEngine} from '../helpers/database.ts';
import {liveHistories} from '../helpers/histories.ts';
import {liveLives} from '../helpers/lives.ts';
import {makeOffice} from '../helpers/office.ts';

eachEngine('hazard_dates rebuilt from the journal is the one kept', async (t, kind) => {
	const app = await startApp(t, {kind, today: '2026-01-01'});
	const office = await makeOffice(app);
	await liveLives(app, office, 60);
	const {reader, queue} = app.services;
	const all = async () => reader('hazard_dates').orderBy(['hazard_id', 'version']);
	const kept = await all();
	await queue.submit(async db => db('hazard_dates').delete());
	let pages = 0;
	for (let after: number | null = 0; after !== null; pages++) {
		const last: number = after;
		after = await queue.submit(async db => fillDates(db, last, 25));
	}
	t.is(pages, 4);
	t.deepEqual(await all(), kept);
	const spans = await reader('hazard_dates').where({hazard_id: kept[0].hazard_id}).orderBy('version');
	t.is(spans.at(-1).span, 99);
	t.true(kept.length > 60 && kept.length < (await reader('hazard_versions')).length + 1);
});

eachEngine('a span begins where the one before ends, and only when something counted changed', async (t, kind) => {
	const app = await startApp(t, {kind, today: '2026-01-01'});
	const office = await makeOffice(app);
	await liveLives(app, office, 40);
	const rows = await app.services.reader('hazard_dates').orderBy(['hazard_id', 'version']);
	for (const [i, row] of rows.entries()) {
		const next = rows[i + 1];
		if (next?.hazard_id !== row.hazard_id) continue;
		t.is(next.valid_from, row.valid_to);
		const {version, valid_from, valid_to, span, ...facts} = row;
		const {version: v, valid_from: f, valid_to: u, span: s, ...after} = next;
		t.notDeepEqual(after, facts);
	}
});

eachEngine('lives by the table of moves are rebuilt too, with what was registered there before', async (t, kind) => {
	const app = await startApp(t, {kind, today: '2026-01-05'});
	const office = await makeOffice(app);
	await liveHistories(app, office, {hazards: 50, seed: 17});
	const {reader, queue} = app.services;
	const all = async () => reader('hazard_dates').orderBy(['hazard_id', 'version']);
	const kept = await all();
	t.true(kept.some(({signs}: {signs: number}) => hasBit(signs, bits.there)));
	t.true(kept.some(({moved}: {moved: number}) => moved === 1));
	await queue.submit(async db => db('hazard_dates').delete());
	await queue.submit(async db => fillDates(db));
	t.deepEqual(await all(), kept);
});
