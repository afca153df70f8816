import test from 'ava';
import {sealDays} from '../../src/actions/journal/seal-day.ts';
import {verifyJournal} from '../../src/actions/journal/verify-journal.ts';
import {noHash} from '../../src/domain/journal/journal.ts';
import {daysToSeal, disagreement, sealInput} from '../../src/domain/journal/seal.ts';
import {sha256} from '../../src/store/journal/journal.ts';
import {startApp} from '../helpers/app.ts';
import {eachEngine} from '../helpers/database.ts';
import {idOf, makeOffice} from '../helpers/office.ts';
import {change, minutesInto, seal, startFilled} from './fill.ts';

test('a day can be sealed ten minutes after its end, not before', t => {
	const first = '2026-03-02T02:00:00.000Z';
	t.deepEqual(daysToSeal(undefined, first, minutesInto('2026-03-03', 9.99), 99), []);
	t.deepEqual(daysToSeal(undefined, first, minutesInto('2026-03-03', 10), 99), ['2026-03-02']);
	t.deepEqual(daysToSeal('2026-03-02', first, minutesInto('2026-03-05', 10), 99), ['2026-03-03', '2026-03-04']);
	t.deepEqual(daysToSeal('2026-03-02', first, minutesInto('2026-03-09', 0), 2), ['2026-03-03', '2026-03-04']);
	t.deepEqual(daysToSeal(undefined, undefined, first, 99), []);
});

test('the first day is the Shanghai day of the first entry', t => {
	t.deepEqual(daysToSeal(undefined, '2026-03-01T16:00:00.000Z', minutesInto('2026-03-03', 10), 99), ['2026-03-02']);
	t.deepEqual(daysToSeal(undefined, '2026-03-01T15:59:59.999Z', minutesInto('2026-03-03', 10), 99), ['2026-03-01', '2026-03-02']);
});

test('a seal does not depend on the order in which entries are read, but on their subject and version', t => {
	const entry = (subject: string, version: number, hash: string) => ({subject, version, hash});
	const entries = [entry('a:2', 1, 'x'), entry('a:10', 2, 'y'), entry('a:10', 10, 'z'), entry('a:10', 9, 'w')];
	t.is(sealInput(noHash, '2026-03-02', entries), sealInput(noHash, '2026-03-02', [...entries].reverse()));
	t.deepEqual(sealInput('p', 'd', entries).split('\n'), ['p', 'd', '4', 'y', 'w', 'z', 'x']);
});

test('a live row agrees with an entry when its columns of the same names do', t => {
	const row = {id: 'a', is_open: 1, from_on: '2026-03-02', tags: '["x"]', occupant: null, lat: 31.2};
	const after = {id: 'a', isOpen: true, fromOn: '2026-03-02', tags: ['x'], occupant: null, lat: 31.2, derived: 7};
	t.is(disagreement(row, after, sha256), undefined);
	t.is(disagreement({...row, is_open: 0}, after, sha256), 'isOpen');
	t.is(disagreement({...row, tags: '["y"]'}, after, sha256), 'tags');
	t.is(disagreement({...row, lat: 31.3}, after, sha256), 'lat');
	t.is(disagreement({snapshot: '{}'}, {snapshotSha256: sha256('{}')}, sha256), undefined);
	t.is(disagreement({snapshot: '{ }'}, {snapshotSha256: sha256('{}')}, sha256), 'snapshotSha256');
	t.is(disagreement({inspection_id: null}, {inspectionId: ''}, sha256), undefined);
	t.is(disagreement({inspection_id: 'i'}, {inspectionId: ''}, sha256), 'inspectionId');
	t.is(disagreement({value: '{"office":"甲"}'}, {office: '乙'}, sha256), 'office');
	t.is(disagreement({body: '{"id":"a","round":2}', grade: 'general'}, {id: 'a', round: 1, grade: 'general'}, sha256), 'round');
});

eachEngine('every day since the first entry gets a seal, days without entries too', async (t, kind) => {
	const {app, seals} = await startFilled(t, kind);
	t.deepEqual(
		seals.map(({day, count}) => [day, count]),
		[
			['2026-03-02', seals[0]!.count],
			['2026-03-03', 2],
			['2026-03-04', 0],
			['2026-03-05', 2],
		],
	);
	t.is(seals[2]!.hash, sha256([seals[1]!.hash, '2026-03-04', '0'].join('\n')));
	t.is(seals[2]!.lastSeq, seals[1]!.lastSeq);
	const verdict = await verifyJournal(app.services.reader);
	t.is(verdict.firstFault, undefined);
	t.is(verdict.seals, 4);
	t.is(verdict.lastSealed, '2026-03-05');
	t.is(verdict.unsealed, 1);
});

eachEngine('sealing again makes nothing, and the next day goes on from the last seal', async (t, kind) => {
	const {app, seals} = await startFilled(t, kind);
	t.deepEqual(await seal(app), []);
	app.clock.set('2026-03-07', 1);
	const [next, ...others] = await seal(app);
	t.deepEqual(others, []);
	t.is(next!.day, '2026-03-06');
	t.is(next!.count, 1);
	const [entry] = (await app.services.reader('journal').orderBy('seq', 'desc').limit(1)) as Array<{hash: string}>;
	t.is(next!.hash, sha256([seals.at(-1)!.hash, '2026-03-06', '1', entry!.hash].join('\n')));
});

eachEngine('an empty register has nothing to seal and is intact', async (t, kind) => {
	const app = await startApp(t, {kind});
	t.deepEqual(await seal(app), []);
	const verdict = await verifyJournal(app.services.reader);
	t.deepEqual(verdict, {entries: 0, subjects: 0, seals: 0, lastSealed: null, unsealed: 0});
});

eachEngine('two who seal at once make one seal a day', async (t, kind) => {
	const app = await startApp(t, {kind});
	await makeOffice(app);
	app.clock.set('2026-03-06');
	await Promise.all([seal(app), seal(app), seal(app)]);
	t.is((await app.services.reader('seals')).length, 4);
	t.is((await verifyJournal(app.services.reader)).firstFault, undefined);
});

eachEngine('what is written after midnight belongs to the new day, so that a sealed day stays as it is', async (t, kind) => {
	const app = await startApp(t, {kind});
	await makeOffice(app);
	app.clock.set('2026-03-02', 23.9999);
	await change(app, 1, 100);
	app.clock.set('2026-03-03', 0.2);
	const [sealed] = await seal(app);
	await change(app, 1, 200);
	await change(app, 2, 200);
	const days = await app.services.reader('journal').where('at', '<', minutesInto('2026-03-03', 0)).count({count: '*'}).first();
	t.is(days!.count, sealed!.count);
	t.is((await verifyJournal(app.services.reader)).firstFault, undefined);
});

eachEngine('verification finds what was changed in the database', async (t, kind) => {
	const {app, office} = await startFilled(t, kind);
	const subject = `area:${idOf('community1')}`;
	const {writer} = app.services.engine;
	const spoil = async (act: () => Promise<unknown>, restore: () => Promise<unknown>) => {
		await act();
		const {firstFault} = await verifyJournal(app.services.reader);
		await restore();
		t.is((await verifyJournal(app.services.reader)).firstFault, undefined);
		return firstFault;
	};
	const entry = () => writer('journal').where({subject, version: 2});
	const [kept] = (await entry()) as Array<Record<string, unknown>>;
	for (const field of ['at', 'actor', 'action', 'reason', 'request_id', 'after', 'previous_hash', 'hash']) {
		const was = kept![field];
		const value = field === 'at' ? '2026-03-02T01:00:00.000Z' : field.endsWith('hash') ? noHash.replace('0', '1') : 'changed';
		const fault = await spoil(
			async () => entry().update({[field]: value}),
			async () => entry().update({[field]: was}),
		);
		t.is(fault?.subject, subject, field);
		t.is(fault?.version, 2, field);
	}
	const removed = await spoil(
		async () => entry().delete(),
		async () => writer('journal').insert(kept!),
	);
	t.is(removed?.version, 3);
	const [last] = (await writer('journal').where({subject}).orderBy('version', 'desc').limit(1)) as Array<Record<string, unknown>>;
	const cut = await spoil(
		async () => writer('journal').where({seq: last!.seq}).delete(),
		async () => writer('journal').insert(last!),
	);
	t.is(cut?.day, '2026-03-05');
	const row = await spoil(
		async () =>
			writer('areas')
				.where({id: idOf('community1')})
				.update({population: 7}),
		async () =>
			writer('areas')
				.where({id: idOf('community1')})
				.update({population: 500}),
	);
	t.is(row?.subject, subject);
	t.regex(row?.why ?? '', /population/);
	const roles = await spoil(
		async () => writer('people').where({id: office.auditor.id}).update({roles: '["leader"]'}),
		async () => writer('people').where({id: office.auditor.id}).update({roles: '["auditor"]'}),
	);
	t.is(roles?.subject, `person:${office.auditor.id}`);
	const seals = (await writer('seals').where({day: '2026-03-04'})) as Array<Record<string, unknown>>;
	const gap = await spoil(
		async () => writer('seals').where({day: '2026-03-04'}).delete(),
		async () => writer('seals').insert(seals[0]!),
	);
	t.is(gap?.day, '2026-03-05');
	const [grant] = (await writer('grants').orderBy('seq').limit(1)) as Array<Record<string, unknown>>;
	const lost = await spoil(
		async () => writer('grants').where({seq: grant!.seq}).delete(),
		async () => writer('grants').insert(grant!),
	);
	t.is(lost?.subject, `grant:${String(grant!.id)}`);
});

eachEngine('verification reads one state, whatever is written meanwhile', async (t, kind) => {
	const {app} = await startFilled(t, kind);
	const [verdict] = await Promise.all([
		verifyJournal(app.services.reader),
		change(app, 1, 901),
		change(app, 2, 902),
		change(app, 3, 903),
	]);
	t.is(verdict.firstFault, undefined);
});

eachEngine('a seal that fails leaves none behind', async (t, kind) => {
	const {app} = await startFilled(t, kind);
	app.clock.set('2026-03-09');
	await t.throwsAsync(
		app.services.queue.submit(async db => {
			await sealDays(db, {now: app.clock.now()});
			throw new Error('cut off');
		}),
	);
	t.is((await app.services.reader('seals')).length, 4);
});
