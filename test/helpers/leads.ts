import type {ExecutionContext} from 'ava';
import type {Answer} from './app.ts';
import type {EngineKind} from './database.ts';
import {upload} from './filing.ts';
import {idOf} from './office.ts';
import {makePlace} from './places.ts';
import {open} from './register.ts';

type As = {id: string};
export const leadPath = (name: string): string => `/api/leads/${idOf(`lead/${name}`)}`;
export const leadBody = (more: object = {}) => ({
	place: '桦苑路12号旁弄堂',
	text: '楼道里停满电瓶车',
	photos: [],
	seenAt: '2026-03-02T01:30:00.000Z',
	...more,
});

/** An office with one restaurant, and doors to its leads. */
export async function startLeads(t: ExecutionContext, kind: EngineKind) {
	const {app, office} = await open(t, kind);
	const place = await makePlace(app, office);
	const photo = await upload(app, office.gridWorker, 7);
	const file = async (name: string, more: object = {}, as: As = office.gridWorker): Promise<Answer> =>
		app.send('PUT', leadPath(name), {as, body: leadBody({photos: [photo], ...more})});
	const see = async (name: string, as: As = office.gridWorker): Promise<Answer> => app.send('GET', leadPath(name), {as});
	const list = async (query = '', as: As = office.gridWorker): Promise<Answer> => app.send('GET', `/api/leads${query}`, {as});
	const move = async (name: string, what: string, body: object, as: As = office.manager): Promise<Answer> =>
		app.send('POST', `${leadPath(name)}/${what}`, {as, body});
	const hazardBody = (more: object = {}) => ({riskPointId: place.pointId, checklist: 'fire/daily@1', item: 'F03', ...more});
	return {app, office, place, photo, file, see, list, move, hazardBody};
}
