import {sha256} from '../store/journal/journal.ts';
import type {Door} from './door.ts';
import {drawFloor, drawGround} from './drawings.ts';
import {fixedPoints, height, outlineOf, width} from './ground.ts';
import {communityId, idOf, installer, type World} from './world.ts';

async function upload(door: Door, picture: Buffer): Promise<string> {
	const hash = sha256(picture);
	await door(installer, 'put', `/api/pictures/${hash}`, undefined, picture);
	return hash;
}

/** The office's own ground with the outlines of its communities, and one floor with its risk points. */
export async function makeMaps(door: Door, {streets, communities}: World): Promise<void> {
	const picture = {sha256: await upload(door, await drawGround(streets)), width, height, points: fixedPoints};
	await door(installer, 'put', '/api/settings/map', {base: 'picture', picture});
	for (const n of communities.keys())
		await door(installer, 'put', `/api/areas/${communityId(n + 1)}/boundary`, {geometry: outlineOf(n + 1)});
	const pins = [
		{x: 0.5, y: 0.43},
		{x: 0.61, y: 0.7},
		{x: 0.37, y: 0.24},
	].map((at, n) => ({riskPointId: idOf(`point1/0/${n}`), ...at}));
	const floor = {name: '一层', picture: await upload(door, await drawFloor()), pins};
	await door(idOf('manager'), 'put', `/api/sites/${idOf('site1/0')}/floor-plans/${idOf('floor')}`, floor);
}
