import type {Day} from '../domain/days.ts';
import type {Door} from './door.ts';
import type {Random} from './random.ts';
import {idOf} from './world.ts';

/** A hazard as the demo's office remembers it from one day to the next. */
export type Case = {
	id: string;
	siteId: string;
	grade: string;
	state: string;
	dueOn: Day;
	foundOn: Day;
	filers: string[];
	reportOn: Day | null;
	mindedUntil: Day;
	communityId: string;
	domain: string;
	listing: string;
	failures: number;
	isOnTheSpot: boolean;
	/** A red flag's department that has not been told. */
	untold: string | null;
};
export type Hazard = {
	id: string;
	siteId: string;
	grade: string;
	state: string;
	dueOn: Day;
	foundOn: Day;
	route: string;
	communityId: string;
	domain: string;
	listing: string;
	redFlag: boolean;
	transferDepartment: {department: string} | null;
	facts?: unknown;
};
type Photographer = (account: string) => Promise<string>;

export const causes = ['rule', 'mechanism', 'funding', 'technical', 'training', 'enforcement'] as const;

export type Office = {
	door: Door;
	random: Random;
	takePhoto: Photographer;
	/** The person met signs on the glass; uploaded by whose phone it is. */
	sign: Photographer;
	cases: Map<string, Case>;
	/** Notices that are to be served, with who takes them there. */
	unserved: Array<{id: string; by: string[]}>;
	/** The day of the last issue of the lists. */
	issuedOn: Day | null;
	/** Reports that the leader has not read, and the last day on which one was due. */
	unread: string[];
	reportedOn: Day | null;
	/** Taken for major, and since when. */
	majors: Array<{one: Case; since: Day; isArranged: boolean}>;
};

export const createOffice = (door: Door, random: Random, takePhoto: Photographer, sign: Photographer): Office => ({
	door,
	random,
	takePhoto,
	sign,
	cases: new Map(),
	unserved: [],
	issuedOn: null,
	unread: [],
	reportedOn: null,
	majors: [],
});

/** Remembers what a visit found. Every twelfth site is slow: its hazards will be overdue. */
export async function remember(office: Office, hazardIds: string[], filers: string[]): Promise<void> {
	for (const id of hazardIds) {
		const hazard = await office.door<Hazard>(idOf('manager'), 'get', `/api/hazards/${id}`);
		const untold = hazard.redFlag ? (hazard.transferDepartment?.department ?? null) : null;
		office.cases.set(id, {
			...pick(hazard),
			...{filers, reportOn: null, mindedUntil: hazard.foundOn, failures: 0, untold},
			isOnTheSpot: hazard.route === 'on-the-spot',
		});
	}
}

export const pick = ({id, siteId, grade, state, dueOn, foundOn, communityId, domain, listing}: Hazard) => ({
	id,
	siteId,
	grade,
	state,
	dueOn,
	foundOn,
	communityId,
	domain,
	listing,
});

export const move = async (
	office: Office,
	one: Case,
	who: string,
	name: string,
	body: Record<string, unknown>,
	day: Day,
): Promise<void> => {
	const hazard = await office.door<Hazard>(who, 'post', `/api/hazards/${one.id}/${name}`, body);
	Object.assign(one, pick(hazard), {mindedUntil: day});
};
