import type {Person} from '../../src/domain/person.ts';
import {startApp} from './app.ts';
import type {EngineKind} from './database.ts';
import {type HazardGiven, makeHazard, makePhoto} from './hazards.ts';
import {makeOffice} from './office.ts';

/** An office with short words for what tests of hazards do all the time. */
export async function begin(t: Parameters<typeof startApp>[0], kind: EngineKind) {
	const app = await startApp(t, {kind});
	const office = await makeOffice(app);
	const make = async (given: HazardGiven = {}) => makeHazard(app, office, given);
	const move = async (id: string, name: string, as: Person, body: object = {}) =>
		app.send('POST', `/api/hazards/${id}/${name}`, {as, body});
	const get = async (query: string, as: Person = office.manager) => app.send('GET', `/api/hazards${query}`, {as});
	return {app, office, make, move, get, photo: await makePhoto(app, office, 'after')};
}

export const idsOf = (answer: {body: {items: Array<{id: string}>}}) => answer.body.items.map(({id}) => id);
