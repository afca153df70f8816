import type {ExecutionContext} from 'ava';
import type {Person} from '../../src/domain/person.ts';
import {type Answer, startApp} from './app.ts';
import type {EngineKind} from './database.ts';
import {answersOf, upload} from './journey.ts';
import {fakePapers} from './notices.ts';
import {idOf, makeOffice} from './office.ts';

export type Duty = {kind: string; dueOn: string; overdue: boolean};

/** An office with a restaurant, and short words for a hazard's life over HTTP: every step says the status it expects. */
export async function beginStory(t: ExecutionContext, kind: EngineKind, more: Parameters<typeof startApp>[1] = {}) {
	const app = await startApp(t, {kind, papers: fakePapers(), ...more});
	const office = await makeOffice(app);
	let seed = 0;
	const must = async (status: number, ...call: Parameters<typeof app.send>): Promise<Answer['body']> => {
		const answer = await app.send(...call);
		t.is(answer.status, status, `${call[0]} ${call[1]} ${JSON.stringify(answer.body).slice(0, 1500)}`);
		return answer.body;
	};
	const photo = async () => upload(app, office, ++seed);
	const as = office.administrator;
	await must(201, 'PUT', '/api/settings/organisation', {
		as,
		body: {office: '新桦路街道办事处', paperPrefix: '新桦', phone: '021-00000110'},
	});
	/** Two more inspectors of community 1, who find nothing themselves. */
	const colleague = async (account: string, name: string): Promise<Pick<Person, 'id'>> => {
		const id = idOf(account);
		await must(201, 'PUT', `/api/people/${id}`, {as, body: {account, name, roles: ['inspector'], fromOn: '2020-01-01'}});
		const grant = {personId: id, areaId: office.communities[0], domains: null, fromOn: '2020-01-01'};
		await must(201, 'PUT', `/api/grants/${idOf(`grant ${account}`)}`, {as, body: grant});
		return {id};
	};
	const colleagues = [await colleague('inspector5', '郑五安'), await colleague('inspector6', '褚六平')] as const;
	const siteId = idOf('story site');
	await must(201, 'PUT', `/api/sites/${siteId}`, {
		as: office.manager,
		body: {
			name: '桦香饭店',
			kind: 'restaurant',
			areaId: office.communities[0],
			address: '新桦路1号',
			occupant: {name: '桦香饭店（演示单位）', responsible: '钱喆', phone: '021-00001234'},
			tags: [],
		},
	});
	const pointId = idOf('story point');
	await must(201, 'PUT', `/api/risk-points/${pointId}`, {
		as: office.manager,
		body: {siteId, domain: 'fire', name: '大堂', place: '一层', attributes: {}, events: ['火灾'], controls: []},
	});

	/** Inspectors 1 and 2 file a patrol of a point (the restaurant's hall) in which one item fails; the hazard's id. */
	const find = async (
		item: string,
		name = 'story',
		at: {siteId: string; pointId: string} = {siteId, pointId},
	): Promise<string> => {
		const now = Date.parse(app.clock.now());
		const before = (minutes: number) => new Date(now - minutes * 60_000).toISOString();
		const failed = {result: 'fail', defects: [{place: '大堂吊顶', note: '不符合要求', photos: [await photo()]}]};
		const filed = await must(201, 'PUT', `/api/inspections/${idOf(`${name} inspection`)}`, {
			as: office.inspector1,
			body: {
				format: 1,
				siteId: at.siteId,
				kind: 'patrol',
				startedAt: before(40),
				endedAt: before(5),
				inspectors: [office.inspector1.id, office.inspector2.id],
				met: {name: '钱喆', position: '店长', phone: '021-00001234'},
				outcome: 'inspected',
				checks: [{riskPointId: at.pointId, checklist: 'fire/daily@1', answers: answersOf(app, 'fire/daily@1', {[item]: failed})}],
				photos: {},
				signature: {refused: '忙于营业'},
				device: {filedAt: app.clock.now(), app: 'test'},
			},
		});
		return filed.hazards[0].id;
	};
	const act = async (id: string, move: string, who: Pick<Person, 'id'>, body: object = {}, status = 200) =>
		must(status, 'POST', `/api/hazards/${id}/${move}`, {as: who, body});
	const see = async (id: string, who: Pick<Person, 'id'> = office.manager) => must(200, 'GET', `/api/hazards/${id}`, {as: who});
	const owed = async (id: string): Promise<string[]> => (await see(id)).duties.map((duty: Duty) => duty.kind);
	const worklist = async (query = ''): Promise<Duty[]> =>
		(await must(200, 'GET', `/api/duties?limit=200${query}`, {as: office.manager})).items;
	const notice = async (id: string, more: object = {}): Promise<string> =>
		(
			await must(201, 'POST', '/api/papers', {
				as: office.manager,
				body: {kind: 'rectification-notice', siteId, hazardIds: [id], ...more},
			})
		).id;
	const serve = async (paperId: string, on: string) =>
		must(201, 'POST', `/api/papers/${paperId}/service`, {
			as: office.manager,
			body: {how: 'direct', on, by: [office.inspector1.id], receivedBy: '钱喆'},
		});
	const mended = async (id: string) =>
		act(id, 'rectification-reports', office.manager2, {text: '已整改', photos: [await photo()], cost: 2000});
	const reinspected = async (
		id: string,
		result: 'pass' | 'fail',
		who: ReadonlyArray<Pick<Person, 'id'>> = colleagues.slice(0, 1),
	) => act(id, 'reinspections', who[0]!, {inspectors: who.map(one => one.id), result, photos: [await photo()]});
	return {
		...{
			app,
			office,
			colleagues,
			siteId,
			pointId,
			must,
			photo,
			find,
			act,
			see,
			owed,
			worklist,
			notice,
			serve,
			mended,
			reinspected,
		},
	};
}
