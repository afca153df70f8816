import type {Person} from '../../src/domain/person.ts';
import type {Answer, startApp} from './app.ts';
import type {EngineKind} from './database.ts';
import {begin as beginOffice} from './hazard-office.ts';

/** An office that issues lists: `issue` drafts and approves one at the latest cut-off. */
export async function begin(t: Parameters<typeof startApp>[0], kind: EngineKind) {
	const office = await beginOffice(t, kind);
	const {app, office: people} = office;
	const post = async (path: string, as: Person, body: object = {}) => app.send('POST', `/api/list-issues${path}`, {as, body});
	const see = async (path: string, as: Person = people.manager) => app.send('GET', `/api/list-issues${path}`, {as});
	const must = ({status, body}: Answer, wanted: number) => {
		t.is(status, wanted, JSON.stringify(body));
		return body;
	};
	const draft = async (body: object = {}, as = people.manager) => must(await post('', as, {list: 'hazards', ...body}), 201);
	const approve = async (id: string, as = people.leader) => must(await post(`/${id}/approval`, as), 200);
	const issue = async (body: object = {}, as = people.manager) => {
		app.clock.forward(60_000);
		return approve((await draft(body, as)).id);
	};
	const move = async (id: string, name: string, body: object, as: Person = people.manager) =>
		must(await app.send('POST', `/api/hazards/${id}/${name}`, {as, body}), 200);
	return {...office, post, see, must, draft, approve, issue, move};
}
