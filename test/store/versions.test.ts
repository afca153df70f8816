import type {Hazard} from '../../src/domain/hazards/hazard.ts';
import {findHazards, insertHazards, saveHazard, versionOf} from '../../src/store/hazards/hazards.ts';
import {addVersions, hazardVersions, rebuildVersions} from '../../src/store/journal/as-of.ts';
import {startApp} from '../helpers/app.ts';
import {eachEngine} from '../helpers/database.ts';
import {makeHazard} from '../helpers/hazards.ts';
import {liveLives} from '../helpers/lives.ts';
import {idOf, makeOffice} from '../helpers/office.ts';

eachEngine('hazard_versions rebuilt from the journal is the one kept', async (t, kind) => {
	const app = await startApp(t, {kind, today: '2026-01-01'});
	const office = await makeOffice(app);
	await liveLives(app, office, 60);
	const {reader, queue} = app.services;
	const all = async () => reader('hazard_versions').orderBy(['hazard_id', 'version']);
	const kept = await all();
	const entries = (await reader('journal').where('subject', 'like', 'hazard:%').orderBy('version')) as Array<{
		version: number;
		at: string;
		after: string;
	}>;
	const versions = entries.map(({at, after}) => versionOf(JSON.parse(after) as Hazard, at));
	await queue.submit(async db => {
		await rebuildVersions(
			db,
			hazardVersions,
			versions.filter(({version}) => version === 1),
		);
		for (const version of versions.filter(each => each.version > 1)) await addVersions(db, hazardVersions, [version]);
	});
	t.true(kept.some(({version}: {version: number}) => version > 3));
	t.deepEqual(await all(), kept);
});

eachEngine('rows, versions and journal agree on every hazard', async (t, kind) => {
	const app = await startApp(t, {kind, today: '2026-01-01'});
	const office = await makeOffice(app);
	await liveLives(app, office, 30);
	const {reader} = app.services;
	for (const row of await reader('hazards')) {
		const [entry] = await reader('journal')
			.where({subject: `hazard:${row.id}`})
			.orderBy('version', 'desc');
		const [version] = await reader('hazard_versions').where({hazard_id: row.id}).orderBy('version', 'desc');
		const hazard = JSON.parse(row.body) as Hazard;
		const {did, ...after} = JSON.parse(entry.after) as Hazard & {did?: unknown};
		t.deepEqual(after, hazard);
		t.is(version.valid_from, entry.at);
		t.is(version.is_open, row.ended_at === null ? 1 : 0);
		t.deepEqual([row.version, row.state, row.due_on], [hazard.version, hazard.state, hazard.dueOn]);
		if (row.ended_at) t.is(row.ended_at, entry.at);
	}
});

eachEngine('hundreds are registered at once, each with row, entry, version and search', async (t, kind) => {
	const app = await startApp(t, {kind});
	const office = await makeOffice(app);
	const model = await makeHazard(app, office);
	const act = {actor: office.inspector1.id, now: app.clock.now(), requestId: null};
	const items = [...Array(900).keys()].map(n => ({
		act,
		hazard: {...model, id: idOf(`bulk ${n}`), number: `YH-XH-2026-1${String(n).padStart(5, '0')}`},
		searchText: `批量登记 ${n}`,
	}));
	const made = await app.services.queue.submit(async db => insertHazards(db, items));
	t.is(made.length, 900);
	const count = async (query: string) =>
		(await app.send('GET', `/api/hazards?count=true&q=${encodeURIComponent(query)}`, {as: office.manager})).body.total;
	t.deepEqual([await count('批量登记'), await count('批量登记 899')], [900, 1]);
	const found = await findHazards(
		app.services.reader,
		[...items].reverse().map(({hazard}) => hazard.id),
	);
	t.deepEqual([found.length, found[0]!.id], [900, idOf('bulk 899')]);
});

eachEngine('a save on an older picture is refused, and nothing of it stays', async (t, kind) => {
	const app = await startApp(t, {kind});
	const office = await makeOffice(app);
	const hazard = await makeHazard(app, office);
	const act = {actor: office.manager.id, now: app.clock.now(), requestId: null};
	const save = async (next: Hazard) => app.services.queue.submit(async db => saveHazard(db, act, next, {action: 'test'}));
	await save({...hazard, version: 2, state: 'confirmed'});
	const error = await t.throwsAsync(save({...hazard, version: 2, state: 'void'}));
	t.like(error, {status: 409, code: 'version-conflict'});
	t.is((await app.services.reader('hazard_versions').where({hazard_id: hazard.id})).length, 2);
	const unknown = await t.throwsAsync(save({...hazard, id: idOf('unknown'), version: 2}));
	t.like(unknown, {status: 409});
});

eachEngine('a hazard that moves to another community is found there and no longer here', async (t, kind) => {
	const app = await startApp(t, {kind});
	const office = await makeOffice(app);
	const hazard = await makeHazard(app, office, {text: '燃气报警器'});
	const act = {actor: 'system', now: app.clock.now(), requestId: null};
	const moved: Hazard = {...hazard, communityId: office.communities[2]!, version: 2};
	await app.services.queue.submit(async db => saveHazard(db, act, moved, {action: 'relocation'}));
	const found = async (as: {id: string}) => (await app.send('GET', '/api/hazards?q=燃气报警', {as})).body.items.length;
	t.deepEqual([await found(office.inspector1), await found(office.inspector3), await found(office.manager)], [0, 1, 1]);
	app.clock.forward(1000);
	const then = async (as: {id: string}) => (await app.send('GET', `/api/hazards?asOf=${act.now}`, {as})).body.items.length;
	t.deepEqual([await then(office.inspector1), await then(office.inspector3)], [1, 0]);
});
