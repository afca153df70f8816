import type {App} from './app.ts';
import {idOf, type Office} from './office.ts';

export type Place = {siteId: string; pointId: string; domain: string; communityId: string};

/** A site with one risk point of a domain, in the n-th community of the office. The same name gives the same ids. */
export async function makePlace(
	app: App,
	office: Office,
	{
		domain = 'fire',
		community = 0,
		name = '小满餐馆',
		pointName = '营业厅',
		controls = [],
	}: {domain?: string; community?: number; name?: string; pointName?: string; controls?: unknown[]} = {},
): Promise<Place> {
	const siteId = idOf(`site/${name}`);
	const pointId = idOf(`point/${name}/${pointName}`);
	const communityId = office.communities[community]!;
	const site = await app.send('PUT', `/api/sites/${siteId}`, {
		as: office.administrator,
		body: {
			name,
			kind: 'restaurant',
			areaId: communityId,
			address: '桦苑路1号',
			occupant: {name: `${name}有限公司`, responsible: '周老板', phone: '021-00001234'},
		},
	});
	const point = await app.send('PUT', `/api/risk-points/${pointId}`, {
		as: office.administrator,
		body: {siteId, domain, name: pointName, place: '一层', attributes: {}, events: [], controls},
	});
	for (const {status, bytes} of [site, point]) if (status > 201) throw new Error(bytes.toString());
	return {siteId, pointId, domain, communityId};
}
