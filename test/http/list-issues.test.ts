import {plusMilliseconds} from '../../src/domain/days.ts';
import type {Person} from '../../src/domain/person.ts';
import {canonical, sha256} from '../../src/store/journal/journal.ts';
import {eachEngine} from '../helpers/database.ts';
import {begin} from '../helpers/list-issues.ts';
import {idOf} from '../helpers/office.ts';
import {readSheet} from '../helpers/sheets.ts';

eachEngine('an issue is drafted, approved by a leader who did not draft it, and never changes again', async (t, kind) => {
	const {app, office, make, post, see, must, draft, approve, move} = await begin(t, kind);
	const hazard = await make();
	app.clock.forward(60_000);
	const one = await draft({id: idOf('issue one')});
	t.like(one, {id: idOf('issue one'), state: 'draft', number: null, title: '问题隐患清单', scope: null, count: null, version: 1});
	t.is(one.cutOffAt, plusMilliseconds(app.clock.now(), -10_000));
	t.deepEqual(one.drafters, [{id: office.manager.id, name: '秦正'}]);
	t.is((await see(`/${one.id}`)).body.rows.length, 1, 'a draft shows what would be frozen');
	t.is((await post(`/${one.id}/approval`, office.manager)).status, 403);
	const body = {id: idOf('approval')};
	const issued = must(await post(`/${one.id}/approval`, office.leader, body), 200);
	t.like(issued, {state: 'issued', number: '隐患清单〔2026〕1期', count: 1, approvedBy: {id: office.leader.id, name: '严立'}});
	t.deepEqual(must(await post(`/${one.id}/approval`, office.leader, body), 200), issued, 'asked twice, answered alike');
	t.is((await post(`/${one.id}/approval`, office.leader)).body.code, 'illegal-state');
	const {body: before} = await see(`/${one.id}`);
	t.is(before.sha256, sha256(canonical({columns: before.columns, rows: before.rows.map((row: {cells: unknown}) => row.cells)})));
	const [row] = before.rows;
	t.is(row.sha256, sha256(canonical({id: row.id, version: row.version, cells: row.cells.slice(1)})));
	await move(hazard.id, 'confirmation', {requirement: '改了要求'});
	await app.send('PUT', `/api/people/${office.inspector1.id}`, {as: office.administrator, body: {name: '改名', version: 1}});
	t.deepEqual((await see(`/${one.id}`)).body, before);
	for (const [method, path, change] of [
		['PUT', '', {filter: {}, version: 2}],
		['POST', '/voiding', {reason: '重做'}],
	] as const) {
		const answer = await app.send(method, `/api/list-issues/${one.id}${path}`, {as: office.manager, body: change});
		t.is(answer.body.code, 'illegal-state');
	}
	app.clock.forward(60_000);
	const next = await draft();
	t.is(next.previous.number, issued.number);
	const two = await approve(next.id);
	t.is(two.number, '隐患清单〔2026〕2期');
	t.deepEqual(two.previous, {id: one.id, number: one.number ?? issued.number, cutOffAt: one.cutOffAt});
	const all = (await see('?count=true')).body;
	t.deepEqual(
		[all.total, all.items.map(({number}: {number: string}) => number)],
		[2, ['隐患清单〔2026〕2期', '隐患清单〔2026〕1期']],
	);
});

eachEngine('a draft is changed and taken back by managers; its number is not spent', async (t, kind) => {
	const {app, office, make, post, see, must, draft, approve} = await begin(t, kind);
	await make();
	app.clock.forward(60_000);
	const one = await draft();
	const put = async (body: object, as: Person = office.manager2) => app.send('PUT', `/api/list-issues/${one.id}`, {as, body});
	t.is((await put({filter: {}}, office.manager)).status, 428);
	t.is((await put({filter: {}, version: 7}, office.manager)).status, 409);
	t.is((await put({filter: {}, version: 1})).status, 404, 'an issue over everything is not for who sees one community');
	const area = office.communities[0]!;
	const changed = must(await put({filter: {area, domain: 'fire'}, version: 1}, office.manager), 200);
	t.like(changed, {version: 2, scope: '范围：一个居民区，消防领域', filter: {area, domain: 'fire'}});
	t.is((await see(`/${one.id}`, office.manager2)).status, 200);
	must(await post(`/${one.id}/voiding`, office.manager, {reason: '口径有误', version: 2}), 200);
	t.like((await see(`/${one.id}`)).body, {state: 'void', voidReason: '口径有误', rows: []});
	t.is((await post(`/${one.id}/approval`, office.leader)).body.code, 'illegal-state');
	t.is((await see(`/${one.id}/changes`)).status, 409);
	t.is((await approve((await draft()).id)).number, '隐患清单〔2026〕1期');
	t.is((await approve((await draft({list: 'measures'})).id)).number, '措施清单〔2026〕1期');
	app.clock.set('2027-01-04');
	t.is((await approve((await draft()).id)).number, '隐患清单〔2027〕1期', 'the year of allocation');
});

eachEngine('cut-offs: settled, after the last issue, not before the register; filters within the scope', async (t, kind) => {
	const {app, office, post, make, issue} = await begin(t, kind);
	await make();
	const last = await issue();
	app.clock.forward(60_000);
	const ask = async (body: object, as: Person = office.manager) => post('', as, {list: 'hazards', ...body});
	const paths = async (body: object, as?: Person) => {
		const answer = await ask(body, as);
		t.is(answer.status, 422, JSON.stringify(answer.body));
		return answer.body.errors.map(({path}: {path: string}) => path);
	};
	const now = app.clock.now();
	for (const cutOffAt of [
		now,
		plusMilliseconds(now, -9_999),
		plusMilliseconds(now, 1000),
		last.cutOffAt,
		'2026-01-01T00:00:00.000Z',
	])
		t.deepEqual(await paths({cutOffAt}), ['/cutOffAt'], cutOffAt);
	t.is((await ask({cutOffAt: plusMilliseconds(last.cutOffAt, 1)})).status, 201);
	t.deepEqual(await paths({filter: {domain: 'nothing', area: idOf('nowhere')}}), ['/filter/domain', '/filter/area']);
	t.deepEqual(await paths({filter: {area: office.communities[1]}}, office.manager2), ['/filter/area']);
	t.deepEqual(await paths({list: 'measures', filter: {domain: 'fire'}}), ['/filter']);
	t.is((await ask({}, office.leader)).status, 403);
	t.is((await ask({list: 'papers'})).status, 400);
	const late = (await ask({cutOffAt: plusMilliseconds(last.cutOffAt, 2)})).body;
	t.is((await ask({})).status, 201);
	await issue();
	const refused = await post(`/${late.id}/approval`, office.leader);
	t.deepEqual([refused.status, refused.body.errors[0].path], [422, '/cutOffAt'], 'overtaken by a later issue');
});

eachEngine('an issue is read by whoever holds its scope; issues over other places are a series of their own', async (t, kind) => {
	const {office, make, see, draft, approve, issue, app} = await begin(t, kind);
	await make();
	await make({communityId: office.communities[2]!, site: '丙'});
	const whole = await issue();
	const part = await issue({}, office.manager2);
	t.deepEqual([whole.count, part.count, part.number], [2, 1, '隐患清单〔2026〕2期']);
	t.is(part.previous, null);
	t.is(part.scope, '范围：一个居民区');
	const seen = async (as: Person) => {
		const ids = (await see('', as)).body.items.map(({id}: {id: string}) => id);
		for (const id of [whole.id, part.id])
			for (const path of ['', '/changes', '?format=csv'])
				t.is((await see(`/${id}${path}`, as)).status, ids.includes(id) ? 200 : 404);
		return ids.length;
	};
	t.deepEqual(
		[await seen(office.auditor), await seen(office.manager2), await seen(office.inspector1), await seen(office.inspector3)],
		[2, 1, 1, 0],
	);
	app.clock.forward(60_000);
	const next = await approve((await draft({}, office.manager2)).id);
	t.is(next.previous.id, part.id);
	t.is((await see('', office.gridWorker)).status, 403);
});

eachEngine('telephones in a frozen list are seen as the role of the reader allows', async (t, kind) => {
	const {office, make, see, issue} = await begin(t, kind);
	await make({responsible: '杨一 13812345678'});
	const {id} = await issue();
	const cell = async (as: Person) => {
		const {body} = await see(`/${id}`, as);
		const at = body.columns.indexOf('责任人/电话');
		const file = readSheet((await see(`/${id}?format=xlsx`, as)).bytes, '问题隐患清单', 1);
		t.is(file.rows[0]![at], body.rows[0].cells[at]);
		return body.rows[0].cells[at];
	};
	t.regex(await cell(office.leader), /13812345678/);
	t.regex(await cell(office.auditor), /138\*{4}5678/);
	t.notRegex(await cell(office.administrator), /\d{4}/);
});

eachEngine(
	'approved by several at once: one number, one issue, and every sender of one request gets its answer',
	async (t, kind) => {
		const {app, office, make, post, see, draft} = await begin(t, kind);
		await make();
		app.clock.forward(60_000);
		const one = await draft();
		const body = {id: idOf('approval sent often')};
		const answers = await Promise.all(Array.from({length: 8}, async () => post(`/${one.id}/approval`, office.leader, body)));
		t.deepEqual([...new Set(answers.map(({status}) => status))], [200]);
		t.is(new Set(answers.map(answer => JSON.stringify(answer.body))).size, 1);
		app.clock.forward(60_000);
		const drafts = [await draft(), await draft(), await draft()];
		const race = await Promise.all(drafts.map(async ({id}) => post(`/${id}/approval`, office.leader)));
		t.deepEqual(race.map(({status}) => status).sort(), [200, 422, 422], 'the same cut-off cannot be frozen twice');
		app.clock.forward(60_000);
		const {id} = await draft();
		const two = await Promise.all([post(`/${id}/approval`, office.leader), post(`/${id}/approval`, office.leader)]);
		t.deepEqual(two.map(({status}) => status).sort(), [200, 409]);
		const {items} = (await see('?state=issued')).body;
		t.deepEqual(
			items.map(({number}: {number: string}) => number),
			['隐患清单〔2026〕3期', '隐患清单〔2026〕2期', '隐患清单〔2026〕1期'],
		);
	},
);
