import {createHash} from 'node:crypto';
import sharp from 'sharp';
import {startApp} from './app.ts';
import {makeOffice} from './office.ts';
import {makePlace, type Place} from './places.ts';
import {lec} from './register.ts';

/** A plain picture that a sharp eye can decode: its bytes and their name. */
export async function picture({width, height}: {width: number; height: number}): Promise<{sha256: string; bytes: Uint8Array}> {
	const bytes = await sharp({create: {width, height, channels: 3, background: '#d8dee6'}})
		.png()
		.toBuffer();
	return {sha256: createHash('sha256').update(bytes).digest('hex'), bytes};
}

/** An office with short words for sites that have a place. */
export async function startMaps(t: Parameters<typeof startApp>[0], kind: 'sqlite' | 'postgres') {
	const app = await startApp(t, {kind});
	const office = await makeOffice(app);
	const get = async (path: string, as = office.manager) => (await app.send('GET', path, {as})).body;
	const put = async (path: string, body: object, as = office.administrator) => app.send('PUT', path, {as, body});
	const place = async (name: string, community: number, position: object | null, domain = 'fire') => {
		const made = await makePlace(app, office, {name, community, domain});
		await put(`/api/sites/${made.siteId}`, {position, version: 1});
		return made;
	};
	const assess = async ({pointId}: Place, scores: [number, number, number]) =>
		app.send('POST', `/api/risk-points/${pointId}/assessments`, {as: office.administrator, body: lec(...scores)});
	return {app, office, get, put, place, assess};
}
