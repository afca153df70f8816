import {verifyJournal} from '../../src/actions/journal/verify-journal.ts';
import {eachEngine} from '../helpers/database.ts';
import {begin} from '../helpers/list-issues.ts';
import {idOf} from '../helpers/office.ts';
import {makePlace} from '../helpers/places.ts';
import {partOf, readCsv, readSheet} from '../helpers/sheets.ts';

eachEngine('changes since the issue before: by row, with counts that add up, in the file as well', async (t, kind) => {
	const {app, office, make, move, see, issue, photo} = await begin(t, kind);
	const [voided, merged, original, upgraded, confirmed, same] = await Promise.all([
		make(),
		make(),
		make(),
		make(),
		make(),
		make(),
	]);
	const first = await issue();
	t.like(first.balance, {opening: 0, entered: 6, left: 0, closing: 6, counts: {added: 6}});
	await move(voided!.id, 'voiding', {reason: '录入有误'});
	const target = {of: original!.id, reason: '同一处'};
	const merge = await app.send('POST', `/api/hazards/${merged!.id}/duplicate`, {as: office.manager, body: target});
	t.is(merge.status, 200);
	await move(upgraded!.id, 'regradings', {grade: 'suspected-major', criteria: [], reason: '堵塞严重'});
	await move(confirmed!.id, 'confirmation', {});
	const spot = await make({
		route: 'on-the-spot',
		facts: {
			filers: [office.inspector1.id, office.inspector2.id],
			photosBefore: [],
			photosAfter: [photo],
			reports: [],
			reinspections: [],
			deadlines: [],
		},
	});
	await move(spot.id, 'confirmation', {onTheSpot: 'accept', cause: 'training'});
	await make();
	const second = await issue();
	const {body} = await see(`/${second.id}/changes`);
	const kinds = new Map<string, string[]>(body.items.map((item: {id: string; kinds: string[]}) => [item.id, item.kinds]));
	t.deepEqual(kinds.get(voided!.id), ['void']);
	t.deepEqual(kinds.get(upgraded!.id), ['upgraded']);
	t.deepEqual(kinds.get(confirmed!.id), ['other']);
	t.deepEqual(kinds.get(spot.id), ['added', 'closed']);
	t.is(kinds.get(same!.id), undefined);
	t.deepEqual(kinds.get(merged!.id), ['merged']);
	const {opening, entered, left, closing, counts} = body.balance;
	t.is(opening + entered - left, closing);
	t.deepEqual([opening, entered, counts.added, closing], [6, 2, 2, 5]);
	const {body: shown} = await see(`/${second.id}?limit=200`);
	t.is(shown.rows.length, closing + left, 'what ended is shown once more');
	t.is((await see(`/${second.id}/changes?kind=void`)).body.total, 1);
	const {differences} = body.items.find(({id}: {id: string}) => id === confirmed!.id);
	t.deepEqual(differences.at(-1), {column: '当前状态', before: '待审核', after: '已审核'});
	t.true(
		differences.some(({column}: {column: string}) => column === '责任单位'),
		'proposed at the confirmation',
	);
	const file = await see(`/${second.id}?format=xlsx`);
	t.is(
		file.headers.get('content-disposition'),
		`attachment; filename="list.xlsx"; filename*=UTF-8''${encodeURIComponent('隐患清单〔2026〕2期.xlsx')}`,
	);
	const sheet = readSheet(file.bytes, '问题隐患清单', shown.count);
	t.deepEqual(
		sheet.rows,
		shown.rows.map(({cells}: {cells: unknown}) => cells),
	);
	t.is(sheet.notes[0], '隐患清单〔2026〕2期　编制：秦正　审批：严立');
	t.true(
		sheet.notes.some(note => note.startsWith(`上期在册6条，新增2条，销号1条，作废1条`)),
		sheet.notes.join('\n'),
	);
	const changes = readSheet(file.bytes, '变动', body.total);
	t.deepEqual(
		changes.rows.map(([number]) => number),
		body.items.map(({number}: {number: string}) => number),
	);
	t.deepEqual(
		readCsv((await see(`/${second.id}?format=csv`)).bytes, shown.count).rows,
		sheet.rows.map(row => row.map(String)),
	);
	t.regex(partOf(file.bytes, '/xl/workbook.xml'), /name="变动"/);
	const third = await issue();
	t.is((await see(`/${third.id}`)).body.rows.length, closing, 'and then no more');
	t.deepEqual((await see(`/${third.id}/changes`)).body.items, []);
});

eachEngine('list two in issues: progress, repeal, and measures that were there before', async (t, kind) => {
	const {app, office, see, must, issue} = await begin(t, kind);
	const put = async (name: string, body: object) =>
		must(await app.send('PUT', `/api/measures/${idOf(name)}`, {as: office.manager, body}), 'version' in body ? 200 : 201);
	const whole = {
		title: '长效机制',
		kind: 'rule',
		cause: 'mechanism',
		text: '内容',
		lead: '平安办',
		responsible: '秦正',
		dueOn: '2026-06-30',
		reviewOn: '2026-12-31',
	};
	for (const name of ['a', 'b', 'c']) await put(name, whole);
	const first = await issue({list: 'measures'});
	t.like(first, {number: '措施清单〔2026〕1期', count: 3});
	await put('a', {progress: 'issued', documentNumber: '新桦办〔2026〕3号', issuedOn: '2026-03-02', version: 1});
	await put('b', {progress: 'repealed', reason: '并入新办法', version: 1});
	await put('d', whole);
	const second = await issue({list: 'measures'});
	t.like(second.balance, {opening: 3, entered: 1, left: 1, closing: 3, counts: {added: 1, repealed: 1, progressed: 1}});
	t.is((await see(`/${second.id}`)).body.rows.length, 4);
	const third = await issue({list: 'measures'});
	t.like(third.balance, {opening: 3, entered: 0, left: 0, closing: 3, counts: {}});
});

eachEngine('the verifier finds what was changed in an issue behind the back of the journal', async (t, kind) => {
	const {app, issue} = await begin(t, kind);
	// The one row of the office that came in without an entry.
	await app.services.queue.submit(async db => db('photos').delete());
	const {id} = await issue({list: 'measures'});
	const fault = async () => (await verifyJournal(app.services.reader)).firstFault;
	t.is(await fault(), undefined);
	await app.services.queue.submit(async db => db('list_issues').where({id}).update({content: '{}'}));
	t.is((await fault())?.subject, `list-issue:${id}`);
});

eachEngine('a site that moves takes its hazards from the issues of one community into those of another', async (t, kind) => {
	const {app, office, make, must, draft, approve, see} = await begin(t, kind);
	const place = await makePlace(app, office, {name: '桦香茶楼'});
	const hazard = await make({siteId: place.siteId, riskPointId: place.pointId});
	await make();
	const over = async (area: string | undefined) => {
		app.clock.forward(60_000);
		return approve((await draft({filter: {area}})).id);
	};
	for (const area of office.communities.slice(0, 2)) await over(area);
	const site = await app.send('GET', `/api/sites/${place.siteId}`, {as: office.manager});
	const body = {areaId: office.communities[1], version: site.body.version};
	must(await app.send('PUT', `/api/sites/${place.siteId}`, {as: office.manager, body}), 200);
	const out = await over(office.communities[0]);
	t.like(out.balance, {opening: 2, entered: 0, left: 1, closing: 1, counts: {'relocated-out': 1}});
	const [change] = (await see(`/${out.id}/changes`)).body.items;
	t.like(change, {id: hazard.id, kinds: ['relocated-out'], after: null});
	const into = await over(office.communities[1]);
	t.like(into.balance, {opening: 0, entered: 1, left: 0, closing: 1, counts: {'relocated-in': 1}});
});
