import type {Day} from '../days.ts';
import type {Fault} from '../problem.ts';
import type {Responsibility, ResponsibilityLetter} from './gaps.ts';
import {type Occupant, occupantFaults} from './occupancy.ts';

/** Days on which a site is shut (停业, 歇业); open-ended without `to`. */
export type SitePause = {from: Day; to?: Day; reason: string};

/** A place that is inspected, not a firm: its occupants come and go. */
export type Site = {
	id: string;
	label: string;
	name: string;
	kind: string;
	areaId: string;
	/** Computed from the area; carried by every row that scope is asked of (rules §2.4). */
	communityId: string;
	address: string;
	building: string | null;
	position: {lat: number; lng: number} | null;
	tags: string[];
	startsOn: Day;
	closedOn: Day | null;
	pauses: SitePause[];
	/** The present one; the others are in the occupancies. */
	occupant: Occupant | null;
	version: number;
} & Responsibility;

/** The body of a PUT in the shape that is kept, so that sending it again changes nothing. */
export const settleSite = (body: Record<string, unknown>): Record<string, unknown> => {
	const {
		occupant,
		pauses,
		tags,
		responsibilityLetter: letter,
		...rest
	} = body as {
		occupant?: Partial<Occupant> | null;
		pauses?: Array<{from: Day; to?: Day | null; reason: string}> | null;
		tags?: string[] | null;
		responsibilityLetter?: Partial<ResponsibilityLetter> | null;
	};
	return {
		...rest,
		...(occupant !== undefined && {occupant: occupant && {...occupant, uscc: occupant.uscc ?? null}}),
		...(letter !== undefined && {
			responsibilityLetter: letter && {...letter, validTo: letter.validTo ?? null, photo: letter.photo ?? null},
		}),
		...(tags !== undefined && {tags: tags ?? []}),
		...(pauses !== undefined && {
			pauses: (pauses ?? []).map(({from, to, reason}) => (to == null ? {from, reason} : {from, to, reason})),
		}),
	};
};

/** Everything that is wrong with a site in itself. */
export const siteFaults = (site: Site, siteKinds: ReadonlyMap<string, unknown>): Fault[] => [
	...(siteKinds.has(site.kind) ? [] : [{path: '/kind', message: `没有这种场所类别：${site.kind}。`}]),
	...(site.closedOn !== null && site.closedOn < site.startsOn ? [{path: '/closedOn', message: '不能早于启用日期。'}] : []),
	...site.pauses.flatMap(({from, to}, i) =>
		to !== undefined && to < from ? [{path: `/pauses/${i}/to`, message: '不能早于起始日期。'}] : [],
	),
	...overlapFaults(site.pauses),
	...(site.occupant ? occupantFaults(site.occupant, '/occupant') : []),
];

const endless = '9999-12-31';

/** A day has one reason for which a site is shut. */
const overlapFaults = (pauses: readonly SitePause[]): Fault[] =>
	pauses.flatMap(({from, to = endless}, i) =>
		from <= to && pauses.slice(0, i).some(other => from <= (other.to ?? endless) && other.from <= to)
			? [{path: `/pauses/${i}`, message: '与另一段停业日期重叠，请合并或改日期。'}]
			: [],
	);
