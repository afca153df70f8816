import {verifyJournal} from '../../src/actions/journal/verify-journal.ts';
import {plusMilliseconds} from '../../src/domain/days.ts';
import type {OutboxEntry} from '../../src/domain/inspections/outbox-file.ts';
import {eachEngine} from '../helpers/database.ts';
import {codesOf, countAll, countOf, fail, inspectionPath, startFiling} from '../helpers/filing.ts';
import {makeHazard} from '../helpers/hazards.ts';
import {leadBody, leadPath} from '../helpers/leads.ts';
import {idOf} from '../helpers/office.ts';
import {entriesAbout, filingOf, importFile, outboxOf, outcomes, photosOf, problems} from '../helpers/outbox.ts';

eachEngine(
	'an exported outbox is filed for its person, with its photos, and the journal says who brought it',
	async (t, kind) => {
		const office = await startFiling(t, kind);
		const {
			app,
			office: {manager, inspector1},
		} = office;
		const photos = await photosOf(1, 2);
		const [one, two] = photos.map(({sha256}) => sha256) as [string, string];
		const entries = [
			filingOf(office, 'a', {answers: {F03: {...fail, photos: [one]}}}),
			{method: 'PUT' as const, path: leadPath('a'), body: leadBody({photos: [two]})},
		];
		const file = outboxOf(app, inspector1, {entries, photos});
		const answer = await importFile(app, manager, file);
		t.is(answer.status, 200);
		t.like(answer.body, {
			person: {id: inspector1.id, name: '沈一帆'},
			complete: true,
			accepted: 2,
			refused: 0,
			photos: {arrived: 2, missing: [], refused: []},
			entries: [
				{line: 2, kind: 'inspection', outcome: 'accepted', number: 'JC-XH-2026-000001', problem: null},
				{line: 3, kind: 'lead', outcome: 'accepted', number: 'XS-XH-2026-000001'},
			],
		});
		const {body: inspection} = await app.send('GET', inspectionPath('a'), {as: inspector1});
		t.is(inspection.filedBy, inspector1.id);
		t.deepEqual(codesOf(inspection), ['imported', 'not-countersigned', 'out-of-plan']);
		t.like((await app.send('GET', leadPath('a'), {as: inspector1})).body, {
			reporter: {id: inspector1.id},
			flags: [{code: 'imported'}],
		});
		const [entry] = await entriesAbout(app, `inspection:${idOf('inspection/a')}`);
		t.like(entry, {actor: manager.id, reason: '由沈一帆的手机导出的文件导入（2026-03-02导出）'});
		const hazard = await app.services.reader('hazards').first();
		t.like((await entriesAbout(app, `hazard:${hazard.id}`))[0], {actor: manager.id, reason: entry!.reason});
		t.is((await app.send('GET', `/api/photos/${one}`, {as: inspector1})).status, 200);
		t.is((await verifyJournal(app.services.reader)).firstFault, undefined);
	},
);

eachEngine('imported twice, or sent by the telephone after all, it is the same', async (t, kind) => {
	const office = await startFiling(t, kind);
	const {
		app,
		office: {manager, inspector1},
	} = office;
	const entry = filingOf(office, 'a', {answers: {F03: fail}});
	const sent = filingOf(office, 'sent');
	t.is((await app.send('PUT', sent.path, {as: inspector1, body: sent.body})).status, 201);
	const photos = await photosOf(1);
	const named = {...leadBody({photos: [photos[0]!.sha256]})};
	const file = outboxOf(app, inspector1, {entries: [entry, sent, {method: 'PUT', path: leadPath('a'), body: named}], photos});
	const first = await importFile(app, manager, file);
	const before = [...(await countAll(app)), await countOf(app, 'leads')];
	app.clock.forward(60_000);
	t.deepEqual((await importFile(app, manager, file)).body, first.body);
	t.deepEqual((await importFile(app, inspector1, file)).body, first.body);
	const direct = await app.send('PUT', entry.path, {as: inspector1, body: entry.body});
	t.is(direct.status, 200);
	t.is(direct.body.number, first.body.entries[0].number);
	t.deepEqual([...(await countAll(app)), await countOf(app, 'leads')], before);
});

eachEngine('reinspections and reports of mending are brought in under their own ids', async (t, kind) => {
	const {app, office, place} = await startFiling(t, kind);
	const own = {siteId: place.siteId, riskPointId: place.pointId, communityId: place.communityId, domain: 'fire'};
	const mending = await makeHazard(app, office, {...own, state: 'rectifying', dueOn: '2026-03-05'} as never);
	const reported = await makeHazard(app, office, {...own, state: 'reported', dueOn: '2026-03-05'} as never);
	const photos = await photosOf(1, 2);
	const [one, two] = photos.map(({sha256}) => sha256) as [string, string];
	const look = {result: 'pass', inspectors: [office.inspector2.id], photos: [two]};
	const entries: OutboxEntry[] = [
		{
			method: 'POST',
			path: `/api/hazards/${mending.id}/rectification-reports`,
			body: {id: idOf('r'), text: '已清理', photos: [one]},
		},
		{method: 'POST', path: `/api/hazards/${reported.id}/reinspections`, body: {id: idOf('l'), ...look}},
		{method: 'POST', path: `/api/hazards/${reported.id}/reinspections`, body: look},
	];
	const file = outboxOf(app, office.inspector2, {entries, photos});
	const answer = await importFile(app, office.manager, file);
	t.deepEqual(outcomes(answer), ['accepted', 'accepted', 'refused']);
	t.deepEqual(problems(answer), [null, null, 'outbox-file']);
	const {body} = await app.send('GET', `/api/hazards/${mending.id}`, {as: office.manager});
	t.like(body, {state: 'reported', facts: {reports: [{by: office.inspector2.id, onBehalf: true}]}});
	t.like(body.journal.at(-1), {actor: office.manager.id, action: 'rectification-reports'});
	t.regex(body.journal.at(-1).reason, /^由顾二宁的手机导出的文件导入/);
	t.is((await app.send('GET', `/api/hazards/${reported.id}`, {as: office.manager})).body.state, 'passed');
	t.deepEqual(outcomes(await importFile(app, office.manager, file)), ['accepted', 'accepted', 'refused']);
});

eachEngine('only a manager brings in what is bound to another person', async (t, kind) => {
	const office = await startFiling(t, kind);
	const {
		app,
		office: {inspector1, inspector2, gridWorker, leader, auditor},
	} = office;
	const file = outboxOf(app, inspector1, {entries: [filingOf(office, 'a')]});
	const before = await countAll(app);
	t.is((await importFile(app, inspector2, file)).body.code, 'wrong-person');
	t.is((await importFile(app, gridWorker, file)).body.code, 'wrong-person');
	for (const as of [leader, auditor]) t.is((await importFile(app, as, file)).body.code, 'role');
	t.deepEqual(await countAll(app), before);
	const own = await importFile(app, inspector1, file);
	t.deepEqual(outcomes(own), ['accepted']);
	t.deepEqual(codesOf((await app.send('GET', inspectionPath('a'), {as: inspector1})).body), ['not-countersigned', 'out-of-plan']);
	const [entry] = await entriesAbout(app, `inspection:${idOf('inspection/a')}`);
	t.like(entry, {actor: inspector1.id, reason: '由本人手机导出的文件导入（2026-03-02导出）'});
});

eachEngine(
	'who has left or changed duty since has his earlier work brought in, but nobody does what he never might',
	async (t, kind) => {
		const office = await startFiling(t, kind);
		const {
			app,
			office: {manager, administrator, inspector1, leader},
		} = office;
		const entry = filingOf(office, 'a');
		const grid = outboxOf(app, office.office.gridWorker, {entries: [{...entry, path: inspectionPath('grid')}]});
		const exportedAt = app.clock.now();
		const body = {roles: ['leader'], version: 1};
		app.clock.forward(3_600_000);
		t.is((await app.send('PUT', `/api/people/${inspector1.id}`, {as: administrator, body})).status, 200);
		app.clock.set('2026-03-20');
		const gone = {toOn: '2026-03-10', version: 2};
		t.is((await app.send('PUT', `/api/people/${inspector1.id}`, {as: administrator, body: gone})).status, 200);
		t.is((await app.send('PUT', entry.path, {as: inspector1, body: entry.body})).status, 401);
		const late = {...filingOf(office, 'late'), path: inspectionPath('late')};
		const answer = await importFile(app, manager, outboxOf(app, inspector1, {entries: [entry, late], head: {exportedAt}}));
		t.deepEqual(problems(answer), [null, 'role']);
		t.deepEqual(problems(await importFile(app, manager, grid)), ['role']);
		t.deepEqual(
			problems(await importFile(app, manager, outboxOf(app, leader, {entries: [{...entry, path: inspectionPath('l')}]}))),
			['role'],
		);
	},
);

eachEngine('a day that the telephone took for another year is brought in and marked', async (t, kind) => {
	const office = await startFiling(t, kind);
	const {
		app,
		office: {manager, inspector1},
	} = office;
	const at = plusMilliseconds(app.clock.now(), -365 * 86_400_000);
	const more = {startedAt: at, endedAt: plusMilliseconds(at, 600_000), device: {filedAt: at}};
	const entries = [filingOf(office, 'a', {more})];
	const answer = await importFile(app, manager, outboxOf(app, inspector1, {entries, head: {exportedAt: at}}));
	t.deepEqual(outcomes(answer), ['accepted']);
	t.true(codesOf((await app.send('GET', inspectionPath('a'), {as: inspector1})).body).includes('clock'));
});
