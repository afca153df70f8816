import test from 'ava';
import {finishDrawing} from '../../src/actions/papers/finish-drawing.ts';
import {createPapers} from '../../src/create-papers.ts';
import type {Hazard} from '../../src/domain/hazards/hazard.ts';
import {begin as beginLists} from '../helpers/list-issues.ts';
import {setUpNotices, sha256} from '../helpers/notices.ts';
import {idOf} from '../helpers/office.ts';

const isPdf = (bytes: Buffer): boolean => bytes.subarray(0, 5).toString() === '%PDF-';

test('every numbered kind is drawn for real, and again from its snapshot with the same bytes', async t => {
	const real = createPapers({fontDir: undefined});
	t.teardown(async () => real.close());
	const {app, office, makeHazard, issue, siteId} = await setUpNotices(t, 'sqlite', {papers: real});
	const make = async (kind: string, hazards: Hazard[], more: object = {}) => {
		const body = {kind, siteId, ...(hazards.length > 0 && {hazardIds: hazards.map(({id}) => id)}), ...more};
		const made = await app.send('POST', '/api/papers', {as: office.manager, body});
		t.is(made.status, 201, JSON.stringify(made.body));
		if (made.body.state === 'issued') return made.body;
		const preview = await app.send('GET', `/api/papers/${made.body.id}/preview.pdf`, {as: office.leader});
		t.true(preview.status === 200 && isPdf(preview.bytes), kind);
		await app.send('POST', `/api/papers/${made.body.id}/approval`, {as: office.leader, body: {result: 'approved'}});
		return (await app.send('POST', `/api/papers/${made.body.id}/issue`, {as: office.manager, body: {}})).body;
	};
	const at = '2026-03-02T01:00:00.000Z';
	const noticed = await makeHazard();
	const papers = [(await issue([noticed])).body];
	const reinspections = [{round: 1, inspectors: [office.inspector1.id], result: 'pass', on: '2026-03-02', photos: []}];
	const request = {by: 'contact', dueOn: '2026-03-20', reason: '配件未到', safeguards: '专人值守', photos: [], at};
	const extension = {request, decision: {by: office.leader.id, granted: false, reason: '可以按期完成', at}};
	const {body} = (await app.services.reader('hazards').where({id: noticed.id}).first('body')) as {body: string};
	const old = JSON.parse(body) as Hazard;
	const now = {...old, facts: {...old.facts, reinspections, extension}};
	await app.services.queue.submit(async db =>
		db('hazards')
			.where({id: noticed.id})
			.update({body: JSON.stringify(now)}),
	);
	papers.push(await make('reinspection-opinion', [noticed]), await make('extension-decision', [noticed]));
	const late = await makeHazard({state: 'rectifying', dueOn: '2026-02-20'});
	papers.push(await make('supervision-letter', [late], {replyBy: '2026-03-10'}));
	const decision = {
		result: 'confirmed',
		department: '区消防救援支队',
		documentNumber: '新消认〔2026〕2号',
		decidedOn: '2026-03-01',
	};
	const major = await makeHazard({
		grade: 'major',
		state: 'rectifying',
		facts: {majorDecisions: [{...decision, attachments: []}]} as never,
	});
	papers.push(await make('listing-request', [major], {addressee: '新区安全生产委员会', level: 'district', harm: '可能群死群伤'}));
	const sent = {department: 'fire-rescue', basis: '《中华人民共和国消防法》第五十三条', enclosures: ['检查记录复印件']};
	const transfers = [{...sent, replyBy: '2026-03-20', by: office.manager.id, at, from: 'rectifying', replies: []}];
	papers.push(await make('transfer-letter', [await makeHazard({state: 'transferred', facts: {transfers} as never})]));
	papers.push(await make('inspection-record', [], {inspectionId: idOf('inspection 桦香饭店')}));

	t.is(new Set(papers.map(({kind}) => kind)).size, 7);
	for (const paper of papers) {
		t.is(paper.state, 'issued', JSON.stringify(paper));
		const pdf = await app.send('GET', `/api/papers/${paper.id}/pdf`, {as: office.manager});
		t.true(isPdf(pdf.bytes) && sha256(pdf.bytes) === paper.sha256, paper.kind);
		const {snapshot} = (await app.services.reader('papers').where({id: paper.id}).first('snapshot')) as {snapshot: string};
		const {data, draw} = JSON.parse(snapshot);
		t.is((await real.draw(paper.kind, data, {...draw, photoFiles: {}})).sha256, paper.sha256, paper.kind);
	}
	t.deepEqual(await finishDrawing(app.services), {finished: 0, failed: 0});
	const sheets = [
		`/api/papers/${papers[0].id}/proof-of-service.pdf`,
		`/api/risk-points/${idOf('point 桦香饭店 fire')}/card.pdf`,
		`/api/risk-points/${idOf('point 桦香饭店 fire')}/checklist.pdf`,
		`/api/labels.pdf?site=${siteId}`,
	];
	for (const path of sheets) {
		const one = await app.send('GET', path, {as: office.manager});
		t.true(one.status === 200 && isPdf(one.bytes), `${path} ${one.status}`);
		t.deepEqual((await app.send('GET', path, {as: office.manager})).bytes, one.bytes, path);
	}
});

test('an issue of a list and a report are drawn as they were frozen; a draft says that it is one', async t => {
	const {app, office, draft, issue} = await beginLists(t, 'sqlite');
	const issued = await issue();
	const get = async (path: string, as: {id: string} = office.manager) => app.send('GET', path, {as});
	const one = await get(`/api/list-issues/${issued.id}/issue.pdf`);
	t.true(one.status === 200 && isPdf(one.bytes), String(one.status));
	t.true(one.headers.get('content-disposition')!.includes(encodeURIComponent(issued.number)));
	app.clock.forward(120_000);
	t.deepEqual((await get(`/api/list-issues/${issued.id}/issue.pdf`)).bytes, one.bytes);
	t.is((await get(`/api/list-issues/${(await draft()).id}/issue.pdf`)).status, 200);
	t.is((await get(`/api/list-issues/${issued.id}/issue.pdf`, office.inspector3)).status, 404);

	const report = await app.send('POST', '/api/reports', {as: office.manager, body: {kind: 'weekly', on: app.clock.today()}});
	t.is(report.status, 201, JSON.stringify(report.body));
	const drawn = await get(`/api/reports/${report.body.id}/report.pdf`);
	t.true(drawn.status === 200 && isPdf(drawn.bytes), String(drawn.status));
	t.is((await get(`/api/reports/${report.body.id}/report.pdf`, office.inspector3)).status, 404);
});
