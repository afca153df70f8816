import {randomUUID} from 'node:crypto';
import {eachEngine} from '../helpers/database.ts';
import {begin} from '../helpers/hazard-office.ts';

eachEngine('a move is refused for role, person, state, version, unknown fields and photos that never came', async (t, kind) => {
	const {office, make, move} = await begin(t, kind);
	const {id} = await make();
	t.is((await move(id, 'confirmation', office.inspector1)).body.code, 'role');
	t.is((await move(id, 'close-out', office.manager, {cause: 'rule'})).body.code, 'illegal-state');
	t.is((await move(id, 'close-out', office.manager, {cause: 'rule'})).body.current, 'registered');
	const stale = await move(id, 'confirmation', office.manager, {version: 7});
	t.deepEqual([stale.status, stale.body.code, stale.body.current.version], [409, 'version-conflict', 1]);
	t.deepEqual((await move(id, 'confirmation', office.manager, {stat: 1})).body.errors[0].path, '/stat');
	const away = 'ab'.repeat(32);
	const awaited = await make({facts: {photosBefore: [away]}});
	const confirmed = await move(awaited.id, 'confirmation', office.manager);
	t.deepEqual([confirmed.status, confirmed.body.code, confirmed.body.missing], [422, 'photo-awaited', [away]]);
	const mended = await make({state: 'rectifying'});
	const report = await move(mended.id, 'rectification-reports', office.inspector1, {photos: [away]});
	t.deepEqual([report.status, report.body.missing], [422, ['/text', '/photos']]);
	const named = await move(mended.id, 'rectification-reports', office.inspector1, {text: '完成', photos: [away]});
	t.deepEqual([named.body.code, named.body.missing], ['photo-awaited', [away]]);
	const reported = await make({state: 'reported'});
	const people = {inspectors: [office.inspector1.id, office.manager.id], result: 'pass', photos: []};
	const faults = await move(reported.id, 'reinspections', office.inspector1, people);
	t.deepEqual(faults.body.missing, ['/photos', '/inspectors/1']);
});

eachEngine('the same id with the same move answers again and moves once', async (t, kind) => {
	const {app, office, make, move} = await begin(t, kind);
	const {id} = await make();
	const body = {id: randomUUID(), dueOn: '2026-03-10'};
	const first = await move(id, 'confirmation', office.manager, body);
	const again = await move(id, 'confirmation', office.manager, body);
	t.deepEqual([again.status, again.body], [first.status, first.body]);
	t.is((await move(id, 'confirmation', office.manager, {...body, dueOn: '2026-03-11'})).body.code, 'id-taken');
	const entries = await app.services.reader('journal').where({subject: `hazard:${id}`});
	t.is(entries.length, 2);
});

eachEngine('moves[] names what this person may do now', async (t, kind) => {
	const {office, make, get} = await begin(t, kind);
	const {id} = await make();
	t.deepEqual((await get(`/${id}`, office.auditor)).body.moves, []);
	const inspector = (await get(`/${id}`, office.inspector1)).body.moves as string[];
	t.true(inspector.includes('regradings') && !inspector.includes('confirmation'));
	t.true(((await get(`/${id}`)).body.moves as string[]).includes('confirmation'));
	t.false(((await get(`/${id}`, office.leader)).body.moves as string[]).includes('confirmation'));
});

eachEngine('two managers at once: one confirms, the other is told the state', async (t, kind) => {
	const {office, make, move} = await begin(t, kind);
	const {id} = await make();
	const answers = await Promise.all([
		move(id, 'confirmation', office.manager, {version: 1}),
		move(id, 'confirmation', office.manager2, {version: 1}),
	]);
	t.deepEqual(answers.map(({status}) => status).sort(), [200, 409]);
});
