import type {Static} from '@sinclair/typebox';
import Supercluster from 'supercluster';
import type {MapSitesReply} from '../../../../contract/maps.ts';

export type MapSite = Static<typeof MapSitesReply>['sites'][number];
export type Level = NonNullable<MapSite['level']>;

const ranks: Record<Level, number> = {low: 0, moderate: 1, significant: 2, major: 3};
const levels: readonly Level[] = ['low', 'moderate', 'significant', 'major'];
export const rankOf = (level: MapSite['level']): number => (level === null ? -1 : ranks[level]);
export const levelOf = (rank: number): MapSite['level'] => levels[rank] ?? null;

/** What a cluster is told by: the worst level in it, how many have that, and how many hazards are open. */
type Told = {rank: number; worst: number; open: number; overdue: number};
export type Index = Supercluster<MapSite, Told>;
export type Cluster = Told & {id: number; count: number; lat: number; lng: number};
export type Shown = {kind: 'site'; site: MapSite} | {kind: 'cluster'; cluster: Cluster};

/** An index of sites by place; the worst level of a cluster is that of its worst site. */
export function indexOf(sites: readonly MapSite[]): Index {
	const index = new Supercluster<MapSite, Told>({
		radius: 64,
		extent: 256,
		maxZoom: 16,
		map: ({level, openHazards, overdue}) => ({rank: rankOf(level), worst: 1, open: openHazards, overdue}),
		reduce(sum, one) {
			if (one.rank > sum.rank) sum.worst = one.worst;
			else if (one.rank === sum.rank) sum.worst += one.worst;
			sum.rank = Math.max(sum.rank, one.rank);
			sum.open += one.open;
			sum.overdue += one.overdue;
		},
	});
	return index.load(
		sites.map(site => ({
			type: 'Feature',
			properties: site,
			geometry: {type: 'Point', coordinates: [site.lng, site.lat]},
		})),
	);
}

/** What is to be drawn of a part of the world at a zoom. */
export const shownIn = (index: Index, bounds: [number, number, number, number], zoom: number): Shown[] =>
	index.getClusters(bounds, Math.max(0, Math.round(zoom))).map(feature => {
		const [lng, lat] = feature.geometry.coordinates as [number, number];
		const told = feature.properties;
		if (!('cluster' in told)) return {kind: 'site', site: told};
		const {cluster_id: id, point_count: count, rank, worst, open, overdue} = told;
		return {kind: 'cluster', cluster: {id, count, lat, lng, rank, worst, open, overdue}};
	});
