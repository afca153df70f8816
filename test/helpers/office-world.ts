import type {ExecutionContext} from 'ava';
import {planAll} from '../../src/actions/schedule/plan-slots.ts';
import {createPapers} from '../../src/create-papers.ts';
import type {Day} from '../../src/domain/days.ts';
import {system} from '../../src/system.ts';
import type {EngineKind} from './database.ts';
import {leadPath} from './leads.ts';
import {given} from './measures.ts';
import {idOf} from './office.ts';
import {allow} from './phone-world.ts';
import {planBody, planId, teamBody, teamId} from './plans.ts';
import {beginStory} from './story.ts';

export const [begun, now]: [Day, Day] = ['2026-02-02', '2026-03-12'];
export const longName =
	'新桦路街道桦苑第三居民区沿街商铺综合服务中心暨长青社区卫生服务站与老年助餐点联合经营部二号楼东侧一层至三层及地下一层附属用房南区';
const places = [
	{name: '顺达仓储', kind: 'shop', community: 0, factors: {L: 6, E: 6, C: 15}},
	{name: '东升宾馆', kind: 'shop', community: 1, factors: {L: 3, E: 6, C: 7}},
	{name: '长青诊所', kind: 'shop', community: 1, factors: {L: 1, E: 6, C: 3}},
	{name: longName, kind: 'shop', community: 2, factors: {L: 3, E: 6, C: 15}},
] as const;
type Story = Awaited<ReturnType<typeof beginStory>>;
type Place = {siteId: string; pointId: string};

/**
 * The office of the stories after six weeks of work, on Thursday 12 March 2026: five sites, a plan with its windows, hazards in
 * every state, papers, both lists, measures, a report, a lead. Its people sign in with `password`; its clock runs. `isDrawn`: the
 * papers are real ones (1.5 s of a processor).
 */
export async function startOfficeWorld(t: ExecutionContext, {kind = 'sqlite' as EngineKind, isDrawn = false} = {}) {
	const story = await beginStory(t, kind, {today: begun, ...(isDrawn && {papers: createPapers({fontDir: undefined})})});
	const {app, office} = story;
	for (const person of [office.manager, office.manager2, office.leader, office.auditor, office.administrator])
		await allow(app, office, person);
	const made = await makePlaces(story);
	const hall = {siteId: story.siteId, pointId: story.pointId};
	const hazards = await liveHazards(story, [hall, ...made]);
	const measureId = await liveLists(story);
	app.clock.set(now);
	const letter = await draftLetter(story, hazards.overdue);
	await planAll(app.services, app.contextOf(system.person));
	app.clock.run();
	const slots = (await story.must(200, 'GET', '/api/slots?limit=200', {as: office.manager})).items as Array<{id: string}>;
	return {...story, origin: app.origin, hall, places: made, hazards, measureId, letter, slots};
}

export type OfficeWorld = Awaited<ReturnType<typeof startOfficeWorld>>;

/** Sites with a fire point each, assessed; a team and a plan that sees all of them. */
async function makePlaces({must, office}: Story): Promise<Place[]> {
	const as = office.manager;
	const made: Place[] = [];
	for (const [i, {name, kind, community, factors}] of places.entries()) {
		const [siteId, pointId] = [idOf(`site ${name}`), idOf(`point ${name}`)];
		const occupant = {name: `${name.slice(0, 60)}有限公司`, responsible: '周老板', phone: '021-00001234'};
		const position = {lat: 31.2 + i / 500, lng: 121.42 + i / 400};
		const body = {name, kind, areaId: office.communities[community], address: `桦苑路${10 + i}号`, position, occupant};
		await must(201, 'PUT', `/api/sites/${siteId}`, {as, body});
		const controls = [{kind: 'management', text: '每日巡查通道', owner: '店长', items: ['F01']}];
		const point = {siteId, domain: 'fire', name: '营业区', place: '一层', attributes: {}, events: ['火灾'], controls};
		await must(201, 'PUT', `/api/risk-points/${pointId}`, {as, body: point});
		await must(201, 'POST', `/api/risk-points/${pointId}/assessments`, {as, body: {method: 'lec@1', factors}});
		made.push({siteId, pointId});
	}
	await must(201, 'PUT', `/api/teams/${teamId}`, {as, body: teamBody(office)});
	await must(201, 'PUT', `/api/plans/${planId}`, {as, body: planBody({from: begun})});
	const leave = {personId: office.inspector2.id, from: '2026-03-19', to: '2026-03-20'};
	await must(201, 'PUT', `/api/leave/${idOf('leave')}`, {as, body: leave});
	return made;
}

/** One hazard in every state that asks something of the office. */
async function liveHazards(story: Story, [hall, store, hotel, clinic]: Place[]) {
	const {app, office, find, act, notice, serve, mended, reinspected, photo} = story;
	const {manager, inspector1} = office;
	const reason = '情况属实';
	const found = async (item: string, at = hall) => find(item, `${item} ${at?.siteId}`, at);
	const noticed = async (item: string, at = hall, dueOn?: Day) => {
		const id = await found(item, at);
		await act(id, 'confirmation', manager, dueOn ? {dueOn} : {});
		return {id, paperId: await notice(id, {siteId: at!.siteId})};
	};

	const closed = (await noticed('F05')).id;
	await mended(closed);
	await reinspected(closed, 'pass');
	await act(closed, 'close-out', manager, {cause: 'rule', reason});
	const overdue = await noticed('F08');
	await serve(overdue.paperId, begun);
	const major = (await noticed('F26', hall, '2026-04-20')).id;
	const attachments = [await photo()];
	const five = {measures: '拆除吊顶', person: '钱喆', funds: '8万元', dueOn: '2026-04-20', plan: '停用大堂', attachments};
	await act(major, 'five-in-place', manager, five);
	const decision = {result: 'confirmed', department: 'fire-rescue', documentNumber: '沪消〔2026〕8号', decidedOn: begun};
	await act(major, 'major-decisions', manager, {...decision, attachments});

	app.clock.set('2026-03-04');
	const transferred = await found('F16', store);
	await act(transferred, 'confirmation', manager);
	const enclosures = ['照片', '检查记录'];
	const basis = '消防法第六十条';
	await act(transferred, 'transfers', manager, {department: 'fire-rescue', basis, enclosures, replyBy: '2026-03-11'});
	const passed = (await noticed('F09')).id;
	await mended(passed);
	await reinspected(passed, 'pass');
	const reported = (await noticed('F03')).id;
	await mended(reported);

	app.clock.set('2026-03-10');
	const extension = (await noticed('F07', hotel, '2026-03-17')).id;
	const ask = {dueOn: '2026-03-24', reason: '灯具缺货', safeguards: '增设手提灯，专人值守'};
	await act(extension, 'extension-requests', inspector1, ask);
	const gone = (await noticed('F06', clinic)).id;
	await act(gone, 'site-gone', inspector1, {reason: '门店已拆除', photos: [await photo()]});
	const confirmed = await found('F02', hotel);
	await act(confirmed, 'confirmation', manager, {dueOn: '2026-03-20'});
	app.clock.set('2026-03-11');
	const registered = await found('F01', hotel);
	const suspected = await found('F26', store);
	return {closed, overdue: overdue.id, major, transferred, passed, reported, extension, gone, confirmed, registered, suspected};
}

/** Measures, an issue of list one in force and one that waits for the leader, a report, a lead. */
async function liveLists({app, office, must}: Story): Promise<string> {
	const as = office.manager;
	const measureId = idOf('measure');
	await must(201, 'PUT', `/api/measures/${measureId}`, {as, body: given});
	app.clock.forward(60_000);
	const issue = async (name: string, list: string) => must(201, 'POST', '/api/list-issues', {as, body: {id: idOf(name), list}});
	await issue('issue', 'hazards');
	await must(200, 'POST', `/api/list-issues/${idOf('issue')}/approval`, {as: office.leader, body: {}});
	app.clock.forward(60_000);
	await issue('draft issue', 'hazards');
	await must(201, 'POST', '/api/reports', {as, body: {id: idOf('report'), kind: 'weekly', on: '2026-03-05'}});
	const lead = {place: '桦苑路12号旁弄堂', text: '楼道里停满电瓶车', photos: [], seenAt: app.clock.now()};
	await must(201, 'PUT', leadPath('lead'), {as: office.gridWorker, body: lead});
	return measureId;
}

/** A paper that needs the leader before it may be issued. */
async function draftLetter({office, must, siteId}: Story, hazardId: string): Promise<string> {
	const words = {addressee: '桦香饭店', demands: ['立即清除堆放物'], replyBy: '2026-03-20'};
	const body = {kind: 'supervision-letter', siteId, hazardIds: [hazardId], ...words};
	return (await must(201, 'POST', '/api/papers', {as: office.manager, body})).id;
}
