import {eachEngine} from '../helpers/database.ts';
import {codesOf, countAll, countOf, fail, inspectionPath, makePhoto, startFiling} from '../helpers/filing.ts';
import {leadBody, leadPath} from '../helpers/leads.ts';
import {idOf} from '../helpers/office.ts';
import {declareTooMuch, filingOf, hangUp, importFile, outboxOf, outcomes, photosOf, problems} from '../helpers/outbox.ts';
import {makePlace} from '../helpers/places.ts';

eachEngine('what cannot be taken is refused by itself and leaves the others alone', async (t, kind) => {
	const office = await startFiling(t, kind);
	const {
		app,
		office: {manager, inspector1, communities},
	} = office;
	const far = await makePlace(app, office.office, {name: '远处', community: 2});
	const good = filingOf(office, 'good');
	const bad = filingOf(office, 'bad');
	const entries = [
		filingOf(office, 'far', {place: far}),
		{...bad, body: {...bad.body, checks: []}},
		{...bad, path: `/api/sites/${far.siteId}`},
		{...bad, path: `${bad.path}/../../people`},
		{method: 'POST' as const, path: `/api/hazards/${idOf('x')}/voiding`, body: {id: idOf('v'), reason: '作废'}},
		{method: 'PUT' as const, path: leadPath('a'), body: leadBody({communityId: communities[0], photos: ['x']})},
		good,
	];
	const answer = await importFile(app, manager, outboxOf(app, inspector1, {entries}));
	t.deepEqual(problems(answer), ['not-found', 'schema', 'outbox-file', 'outbox-file', 'outbox-file', 'schema', null]);
	t.like(answer.body, {accepted: 1, refused: 6});
	t.is(await countOf(app, 'inspections'), 1);
	t.is((await app.send('GET', inspectionPath('bad'), {as: inspector1})).status, 404);
});

eachEngine(
	'a photo that was tampered with, named by nobody, or no photo is refused; its record waits for it',
	async (t, kind) => {
		const office = await startFiling(t, kind);
		const {
			app,
			office: {manager, inspector1},
		} = office;
		const [one, two, stranger] = (await photosOf(1, 2, 3)) as [Photo, Photo, Photo];
		const text = await makePhoto(4);
		const entries = [filingOf(office, 'a', {answers: {F03: {...fail, photos: [one.sha256, two.sha256, text.sha256]}}})];
		const photos = [one, {...two, bytes: one.bytes}, stranger, {...text, bytes: Buffer.from('no picture')}];
		const answer = await importFile(app, manager, outboxOf(app, inspector1, {entries, photos}));
		t.deepEqual(outcomes(answer), ['accepted']);
		t.is(answer.body.photos.arrived, 1);
		t.deepEqual(
			answer.body.photos.refused.map(({line, problem}: {line: number; problem: {code: string}}) => [line, problem.code]),
			[
				[4, 'photo-hash'],
				[5, 'outbox-file'],
				[6, 'media-type'],
			],
		);
		t.deepEqual(answer.body.photos.missing.sort(), [two.sha256, text.sha256].sort());
		t.true(codesOf((await app.send('GET', inspectionPath('a'), {as: inspector1})).body).includes('photo-awaited'));
		t.is(await countOf(app, 'photos'), 1);
	},
);
type Photo = Awaited<ReturnType<typeof makePhoto>>;

eachEngine('a file that was cut off is taken as far as it goes', async (t, kind) => {
	const office = await startFiling(t, kind);
	const {
		app,
		office: {manager, inspector1},
	} = office;
	const photos = await photosOf(1, 2);
	const shas = photos.map(({sha256}) => sha256);
	const entries = [filingOf(office, 'a', {answers: {F03: {...fail, photos: shas}}}), filingOf(office, 'b')];
	const file = outboxOf(app, inspector1, {entries, photos});
	const cut = await importFile(app, manager, file.subarray(0, file.length - 300));
	t.like(cut.body, {complete: false, accepted: 2, photos: {arrived: 1, missing: [shas[1]]}});
	const [first] = file.toString().split('\n').slice(1) as [string];
	const earlier = await importFile(app, manager, file.subarray(0, file.indexOf(first) + first.length + 40));
	t.like(earlier.body, {complete: false, accepted: 1, refused: 0});
	t.true((await importFile(app, manager, file)).body.complete);
});

eachEngine('what is no exported outbox is refused as a whole', async (t, kind) => {
	const office = await startFiling(t, kind);
	const {
		app,
		office: {manager, inspector1},
	} = office;
	const entries = [filingOf(office, 'a')];
	const before = await countAll(app);
	const other = outboxOf(app, inspector1, {entries, head: {format: 2 as never}});
	const unknown = outboxOf(app, {id: idOf('nobody at all')}, {entries});
	for (const bytes of [
		Buffer.from('garbage'),
		Buffer.from(''),
		Buffer.from('\n\n{}\n'),
		Buffer.from([0xff, 0xfe, 0x0a]),
		other,
		unknown,
	]) {
		const {status, body} = await importFile(app, manager, bytes);
		t.deepEqual([status, body.code], [422, 'outbox-file']);
	}
	const plain = await importFile(app, manager, other, {'content-type': 'application/json'});
	t.is(plain.status, 415);
	t.deepEqual(await countAll(app), before);
	const broken = Buffer.concat([
		outboxOf(app, inspector1, {entries}),
		Buffer.from('{"entry":\n{"entry":{"method":"PUT"}}\n[]\n'),
	]);
	t.deepEqual(problems(await importFile(app, manager, broken)), [null, 'json', 'schema', 'schema']);
});

eachEngine('an upload that is too large or cut off changes nothing', async (t, kind) => {
	const office = await startFiling(t, kind);
	const {
		app,
		office: {manager, inspector1},
	} = office;
	const before = await countAll(app);
	const entry = filingOf(office, 'a');
	const long = {...entry, body: {...entry.body, remarks: '长'.repeat(400_000)}};
	t.deepEqual(problems(await importFile(app, manager, outboxOf(app, inspector1, {entries: [long]}))), ['too-large']);
	t.deepEqual(await countAll(app), before);
	t.deepEqual(await declareTooMuch(app, manager), [413, 'too-large']);
	t.is(await countOf(app, 'inspections'), 0);
});

eachEngine(
	'a line that goes dead in the middle of an upload leaves nothing, and the next attempt brings it all',
	async (t, kind) => {
		const office = await startFiling(t, kind);
		const {app, pair} = office;
		const file = outboxOf(app, pair[0]!, {entries: [filingOf(office, 'a')]});
		await hangUp(app, office.office.manager, file);
		t.is(await countOf(app, 'inspections'), 0);
		t.like((await importFile(app, office.office.manager, file)).body, {accepted: 1, complete: true});
	},
);
