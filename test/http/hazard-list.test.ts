import {randomUUID} from 'node:crypto';
import type {Person} from '../../src/domain/person.ts';
import {eachEngine} from '../helpers/database.ts';
import {begin, idsOf} from '../helpers/hazard-office.ts';
import {makeSite} from '../helpers/hazards.ts';
import {idOf} from '../helpers/office.ts';

eachEngine('the list is ordered, paged without gaps, and filtered', async (t, kind) => {
	const {app, office, make, get} = await begin(t, kind);
	const general = await make({dueOn: '2026-03-05'});
	const later = await make({dueOn: '2026-03-06', site: '乙商店', domain: 'gas', itemId: 'G01', checklist: 'gas/daily@1'});
	const flagged = await make({redFlag: true, dueOn: '2026-04-01'});
	const suspected = await make({grade: 'suspected-major', dueOn: '2026-05-01', communityId: office.communities[2]!, site: '丙'});
	const major = await make({grade: 'major', state: 'rectifying'});
	const ended = await make({state: 'void', endedAt: '2026-03-02T02:00:00.000Z'});
	const order = [major, suspected, flagged, general, later].map(({id}) => id);
	const all = await get('?count=true');
	t.deepEqual([idsOf(all), all.body.total, all.body.next], [order, 5, null]);
	const seen: string[] = [];
	for (let after = ''; ; ) {
		const page = await get(`?limit=2${after && `&after=${after}`}`);
		seen.push(...idsOf(page));
		if (!page.body.next) break;
		after = page.body.next;
	}
	t.deepEqual(seen, order);
	const found = async (query: string) => idsOf(await get(query));
	t.deepEqual((await found('?state=all')).sort(), [...order, ended.id].sort());
	t.deepEqual(await found('?state=void'), [ended.id]);
	t.deepEqual((await found('?state=rectifying,void')).sort(), [major.id, ended.id].sort());
	t.deepEqual(await found('?grade=suspected-major'), [suspected.id]);
	t.deepEqual(await found('?domain=gas'), [later.id]);
	t.deepEqual(await found(`?area=${office.communities[2]}`), [suspected.id]);
	t.deepEqual(await found(`?area=${idOf('subdistrict')}`), order);
	t.deepEqual(await found(`?area=${randomUUID()}`), []);
	t.deepEqual(await found(`?site=${later.siteId}`), [later.id]);
	t.deepEqual(await found(`?riskPoint=${later.riskPointId}`), [later.id]);
	t.deepEqual(await found(`?riskPoint=${later.riskPointId}&state=all&asOf=${app.clock.now()}`), [later.id]);
	t.deepEqual(await found('?dueBefore=2026-03-06'), [general.id]);
	app.clock.set('2026-03-06', 12);
	t.deepEqual(await found('?overdue=true'), [general.id]);
	t.false((await found('?overdue=false')).includes(general.id));
	t.is((await get('?after=rubbish')).status, 400);
	t.is((await get('?state=open,nonsense')).status, 400);
});

eachEngine('a grid filters by the area of the site', async (t, kind) => {
	const {app, office, make, get} = await begin(t, kind);
	const grid = idOf('grid');
	await app.send('PUT', `/api/areas/${grid}`, {
		as: office.administrator,
		body: {name: '第一网格', kind: 'grid', parentId: office.communities[0]},
	});
	const siteId = await makeSite(app, office, '网格店', {areaId: grid});
	const inside = await make({siteId});
	await make();
	t.deepEqual(idsOf(await get(`?area=${grid}`)), [inside.id]);
});

eachEngine('search finds words of the text, numbers and present site names, and never runs what is typed', async (t, kind) => {
	const {office, make, get} = await begin(t, kind);
	const gas = await make({text: 'YH-XH-2026-000001 燃气报警器损坏 3号楼 ABC厨房', site: '老杨面馆'});
	const other = await make({text: '报警燃气器', site: '甲商店'});
	const found = async (q: string, as = office.manager) => idsOf(await get(`?q=${encodeURIComponent(q)}`, as)).sort();
	t.deepEqual(await found('燃气'), [gas.id, other.id].sort());
	t.deepEqual(await found('燃气报警'), [gas.id]);
	t.deepEqual(await found('损坏 厨房'), [gas.id]);
	t.deepEqual(await found('abc'), [gas.id]);
	t.deepEqual(await found('ＡＢＣ'), [gas.id]);
	t.deepEqual(await found(gas.number.toLowerCase()), [gas.id]);
	t.deepEqual(await found('YH-XH-2026'), [gas.id, other.id].sort());
	t.deepEqual(await found('老杨面'), [gas.id]);
	for (const typed of ['燃气" OR "x', 'a* OR b', '") or 1=1 --', "燃气' or", 'NEAR(燃气)', '{grams}: 燃气'])
		t.deepEqual(await found(typed).catch(() => 'broken'), [], typed);
	for (const short of ['燃', ' 燃 ', '，，', '楼 梯', '%%']) {
		const refused = await get(`?q=${encodeURIComponent(short)}`);
		t.deepEqual([refused.status, refused.body.detail ?? ''], [422, '至少两个字。'], short);
	}
	t.is((await get('?q=%E7%87%83%E6%B0%94&count=true')).body.total, 2);
});

eachEngine('what lies outside the scope is not in lists, search, counts or reach', async (t, kind) => {
	const {office, make, move, get} = await begin(t, kind);
	const one = await make({text: '燃气报警器'});
	const three = await make({communityId: office.communities[2]!, site: '丙', text: '燃气报警器', domain: 'gas'});
	const basement = await make({communityId: office.communities[2]!, site: '丙', text: '燃气报警器', domain: 'underground'});
	const ids = async (query: string, as: Person) => idsOf(await get(query, as));
	t.deepEqual(await ids('', office.inspector1), [one.id]);
	t.deepEqual(await ids('', office.inspector3), [three.id]);
	t.deepEqual(await ids('?q=燃气', office.inspector3), [three.id]);
	t.deepEqual(await ids('?q=燃气报警', office.inspector1), [one.id]);
	t.is((await get('?count=true', office.inspector3)).body.total, 1);
	t.deepEqual(await ids('?asOf=2026-03-02T02:00:00.000Z', office.inspector3), [three.id]);
	t.is((await get(`/${basement.id}`, office.inspector3)).body.code, 'not-found');
	t.is((await move(three.id, 'regradings', office.inspector1, {grade: 'suspected-major'})).status, 404);
	t.is((await move(three.id, 'confirmation', office.manager2)).status, 404);
	const blind = await move(one.id, 'duplicate', office.manager2, {of: three.id, reason: '同一处'});
	t.deepEqual(
		blind.body.errors.map(({message}: {message: string}) => message),
		['找不到要并入的隐患。'],
	);
	t.is((await get('', office.gridWorker)).status, 403);
});
