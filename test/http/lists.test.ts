import {parse} from 'csv-parse/sync';
import {startApp} from '../helpers/app.ts';
import {type EngineKind, eachEngine} from '../helpers/database.ts';
import {fakeNotice, makeHazard, makePhoto, makeSite} from '../helpers/hazards.ts';
import {idOf, makeOffice} from '../helpers/office.ts';
import {readSheet} from '../helpers/sheets.ts';

async function begin(t: Parameters<typeof startApp>[0], kind: EngineKind) {
	const app = await startApp(t, {kind});
	const office = await makeOffice(app);
	const list = async (query: string, as = office.manager) => app.send('GET', `/api/lists/${query}`, {as});
	return {app, office, list};
}

/** The file as a spreadsheet reads it: columns, rows, notes. */
function read(file: Buffer, count: number) {
	const [columns = [], ...lines] = parse(file, {bom: true}) as string[][];
	const rows = lines.slice(0, count).map(line => Object.fromEntries(columns.map((name, i) => [name, line[i]])));
	return {columns, rows, notes: lines.slice(count).map(line => line[0])};
}

eachEngine('list one has exactly the columns of the work plan and reads back from csv', async (t, kind) => {
	const {app, office, list} = await begin(t, kind);
	const photo = await makePhoto(app, office, 'a');
	const siteId = await makeSite(app, office, '甲', {
		name: '老杨面馆',
		address: '桦苑路9号',
		occupant: {name: '老杨餐饮', uscc: null, responsible: '杨一', phone: '13812345678'},
	});
	const {id, number} = await makeHazard(app, office, {
		siteId,
		description: '=HYPERLINK("http://x")',
		place: '',
		parties: {industry: 'fire-rescue', territorial: null, entity: '老杨餐饮'},
	});
	const move = async (path: string, body: object, as = office.manager) =>
		t.is((await app.send('POST', `/api/hazards/${id}/${path}`, {as, body})).status, 200);
	await move('confirmation', {});
	await fakeNotice(app, office, id);
	await move('rectification-reports', {text: '完成', photos: [photo], cost: 12_500}, office.manager2);
	await move('reinspections', {inspectors: [office.inspector2.id], result: 'pass', photos: [photo]}, office.inspector2);
	const answer = await list('hazards?format=csv');
	t.is(answer.headers.get('content-type'), 'text/csv; charset=utf-8');
	t.deepEqual([...answer.bytes.subarray(0, 3)], [0xef, 0xbb, 0xbf]);
	const {columns, rows, notes} = read(answer.bytes, 1);
	t.is(
		columns.join(' | '),
		'序号 | 隐患编号 | 行业领域(四领域) | 场所/单位 | 地址 | 居民区/网格 | 排查时间 | 排查人/部门 | 问题隐患描述 | 依据 | 等级 | 整改措施 | 整改期限 | 责任单位 | 责任人/电话 | 街道/部门牵头(三管三必须) | 整改资金(万元) | 当前状态 | 完成时间 | 复查人/销号日 | 延期 | 挂牌(级别/文号) | 移送(部门/文号) | 是否逾期 | 备注',
	);
	t.like(rows[0], {
		序号: '1',
		隐患编号: number,
		'行业领域(四领域)': '消防',
		'场所/单位': '老杨面馆 / 老杨餐饮',
		地址: '桦苑路9号',
		'居民区/网格': '桦苑第一居民区',
		排查时间: '2026-03-02',
		'排查人/部门': '沈一帆、顾二宁',
		问题隐患描述: '\'=HYPERLINK("http://x")',
		等级: '一般',
		整改措施: '立即清除',
		整改期限: '2026-03-09',
		责任单位: '老杨餐饮',
		'责任人/电话': '杨一 13812345678',
		'街道/部门牵头(三管三必须)': '行业：消防救援支队；属地：新桦路街道；主体：老杨餐饮',
		'整改资金(万元)': '1.25',
		当前状态: '待销号',
		完成时间: '2026-03-02',
		'复查人/销号日': '顾二宁',
		是否逾期: '否',
	});
	t.regex(rows[0]!.依据!, /《中华人民共和国消防法》（2021年修正）第二十八条/);
	t.is(notes[0], '截止时刻：2026-03-02 10:00:00');
	t.true(notes[1]!.startsWith('计数口径：'));
	t.true(notes.includes('共1条。'));
	t.is(read((await list('hazards?format=csv', office.auditor)).bytes, 1).rows[0]!['责任人/电话'], '杨一 138****5678');
	t.is(read((await list('hazards?format=csv', office.administrator)).bytes, 1).rows[0]!['责任人/电话'], '杨一');
});

eachEngine('list one stands in order: major, overdue, community; and says its scope', async (t, kind) => {
	const {app, office, list} = await begin(t, kind);
	const two = await makeHazard(app, office, {communityId: office.communities[1]!, site: '乙', dueOn: '2026-03-08'});
	const one = await makeHazard(app, office, {dueOn: '2026-03-20'});
	const late = await makeHazard(app, office, {
		communityId: office.communities[2]!,
		site: '丙',
		dueOn: '2026-03-02',
		domain: 'gas',
	});
	const major = await makeHazard(app, office, {
		communityId: office.communities[2]!,
		site: '丙',
		grade: 'major',
		domain: 'underground',
	});
	app.clock.set('2026-03-03');
	const whole = await list('hazards');
	t.deepEqual(whole.body.ids, [major.id, late.id, one.id, two.id]);
	t.like(whole.body, {count: 4, total: 4, scope: null, cutOffAt: app.clock.now()});
	t.is(whole.body.rows[1][23], '是');
	const part = await list('hazards', office.inspector3);
	t.deepEqual(part.body.ids, [late.id]);
	t.is(part.body.scope, '范围：一个居民区，消防、燃气领域');
	t.true(part.body.notes.includes('范围：一个居民区，消防、燃气领域。'));
	t.is((await list('hazards', office.inspector1)).body.scope, '范围：两个居民区');
	const file = read((await list('hazards?format=csv', office.inspector1)).bytes, 2);
	t.deepEqual(
		file.rows.map(row => row.隐患编号),
		[one.number, two.number],
	);
	t.true(file.notes.includes('范围：两个居民区。'));
	t.deepEqual((await list(`hazards?area=${office.communities[1]}`)).body.ids, [two.id]);
	t.is((await list('hazards?q=堆')).status, 422);
	t.is((await list('hazards', office.gridWorker)).status, 403);
});

eachEngine('remarks name no hazard outside the scope of the reader', async (t, kind) => {
	const {app, office, list} = await begin(t, kind);
	const far = await makeHazard(app, office, {communityId: office.communities[2]!, site: '丙'});
	const near = await makeHazard(app, office, {dueOn: '2026-03-01', recurrenceOf: far.id});
	const remarks = async (query: string, as = office.manager) => {
		const {body} = await list(query, as);
		return body.rows[body.ids.indexOf(near.id)].at(-1) as string;
	};
	for (const query of ['hazards?state=all', `hazards?state=all&asOf=${app.clock.now()}`]) {
		t.true((await remarks(query)).includes(`${far.number}复发`), query);
		t.false((await remarks(query, office.inspector1)).includes('YH-'), query);
	}
	const file = (await list('hazards?format=xlsx', office.inspector1)).bytes;
	t.false(readSheet(file, '问题隐患清单', 1).rows.flat().includes(far.number));
});

eachEngine('list one as of a moment shows states and names as they were', async (t, kind) => {
	const {app, office, list} = await begin(t, kind);
	const {id} = await makeHazard(app, office);
	const before = app.clock.now();
	app.clock.set('2026-03-03');
	await app.send('POST', `/api/hazards/${id}/confirmation`, {as: office.manager, body: {}});
	await app.send('PUT', `/api/people/${office.inspector1.id}`, {as: office.administrator, body: {name: '沈改名', version: 1}});
	const then = (await list(`hazards?asOf=${before}`)).body;
	t.deepEqual([then.rows[0][17], then.rows[0][7]], ['待审核', '沈一帆、顾二宁']);
	const now = (await list('hazards')).body;
	t.deepEqual([now.rows[0][17], now.rows[0][7]], ['已审核', '沈改名、顾二宁']);
	t.is((await list('hazards?asOf=2026-02-01T00:00:00.000Z')).body.count, 0);
	t.is((await list('hazards?asOf=2030-01-01T00:00:00.000Z')).status, 422);
});

eachEngine('list two has exactly the columns of the work plan, now and as of a moment', async (t, kind) => {
	const {app, office, list} = await begin(t, kind);
	const hazard = await makeHazard(app, office);
	const put = async (body: object) => app.send('PUT', `/api/measures/${idOf('m')}`, {as: office.manager, body});
	const made = await put({
		title: '+长效机制',
		kind: 'rule',
		cause: 'mechanism',
		text: '内容',
		problem: '楼道堆物',
		lead: '平安办',
		supporting: ['城管', '物业'],
		responsible: '秦正',
		dueOn: '2026-06-30',
		reviewOn: '2026-03-02',
		hazardIds: [hazard.id],
	});
	const before = app.clock.now();
	app.clock.set('2026-03-04');
	await put({progress: 'issued', documentNumber: '新桦办〔2026〕3号', version: 1});
	const {columns, rows, notes} = read((await list('measures?format=csv')).bytes, 1);
	t.is(
		columns.join(' | '),
		'序号 | 编号 | 针对的问题/类别 | 关联隐患编号(或数量) | 原因(制度/机制/投入/技术/培训/执法) | 制度措施名称 | 主要内容 | 类型(制度文件/专项整治/工程改造/资金投入/科技手段/宣传培训/联动机制) | 牵头部门 | 配合单位 | 责任人 | 完成时限 | 进展(调研/起草/征求意见/印发/实施/评估/修订/废止) | 文号/印发日期 | 落实成效 | 下次评估日 | 备注',
	);
	t.like(Object.values(rows[0]!), [
		'1',
		made.body.number,
		'楼道堆物',
		hazard.number,
		'机制',
		"'+长效机制",
		'内容',
		'制度文件',
		'平安办',
		'城管、物业',
		'秦正',
		'2026-06-30',
		'印发',
		'新桦办〔2026〕3号 / 2026-03-04',
		'',
		'2026-03-02',
		'有制度无落实；评估到期',
	]);
	t.true(notes.includes('共1条。'));
	t.is((await list(`measures?asOf=${before}`)).body.rows[0][12], '调研');
	t.is((await list(`measures?asOf=${before}&progress=issued`)).body.count, 0);
	t.is((await list('measures?asOf=2026-01-01T00:00:00.000Z')).body.count, 0);
	t.is((await list('measures?asOf=2030-01-01T00:00:00.000Z')).status, 422);
	t.is((await list('measures', office.inspector3)).body.rows[0][3], '共1条');
});
