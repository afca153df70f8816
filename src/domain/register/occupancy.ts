import {type Day, maxDay, plusDays} from '../days.ts';
import type {Role} from '../person.ts';
import {hidePersonal, sightOf} from '../personal.ts';
import type {Fault} from '../problem.ts';
import {usccFault} from './uscc.ts';

/** Who runs a site: the entity that must rectify, and the person to ring. */
export type Occupant = {name: string; uscc: string | null; responsible: string; phone: string};
/** One occupant of one site over time; the present one has no `toOn`. */
export type Occupancy = Occupant & {id: string; siteId: string; fromOn: Day; toOn: Day | null};

export const occupantOf = ({name, uscc, responsible, phone}: Occupancy): Occupant => ({name, uscc, responsible, phone});

/** The check digit of GB 32100, when a code is given at all: a household or a stall has none. */
export const occupantFaults = (occupant: Occupant, path: string): Fault[] => {
	const fault = occupant.uscc === null ? null : usccFault(occupant.uscc);
	return fault === null ? [] : [{path: `${path}/uscc`, message: fault}];
};

/** Why an occupant cannot move in on a day: not yet reached, or the place was another's then. */
export const moveInFaults = (latest: Occupancy | undefined, fromOn: Day, today: Day): Fault[] => {
	const faults: Fault[] = [];
	if (fromOn > today) faults.push({path: '/fromOn', message: '不能晚于今天；到期再登记。'});
	if (latest && fromOn <= (latest.toOn ?? latest.fromOn)) {
		faults.push({
			path: '/fromOn',
			message: `应晚于上一使用单位的${latest.toOn ? '截止' : '起始'}日期 ${latest.toOn ?? latest.fromOn}。`,
		});
	}
	return faults;
};

/** The rows to keep when a new occupant follows the latest one, which ends the day before. */
export const moveIn = (latest: Occupancy | undefined, next: Occupancy): Occupancy[] =>
	latest && latest.toOn === null ? [{...latest, toOn: plusDays(next.fromOn, -1)}, next] : [next];

/**
 * The rows to keep when a site is saved with another occupant. The same name or code is the same occupant: its particulars
 * are put right. Another one follows today; who came only today was a mistake and is put right as well.
 */
export const changeOccupant = (
	latest: Occupancy | undefined,
	occupant: Occupant | null,
	{id, siteId, today}: {id: string; siteId: string; today: Day},
): Occupancy[] => {
	const present = latest?.toOn === null ? latest : undefined;
	if (occupant === null) return present ? [{...present, toOn: maxDay(present.fromOn, plusDays(today, -1))}] : [];
	if (present && (isSameOccupant(present, occupant) || present.fromOn >= today)) return [{...present, ...occupant}];
	const fromOn = latest?.toOn ? maxDay(today, plusDays(latest.toOn, 1)) : today;
	return moveIn(latest, {...occupant, id, siteId, fromOn, toOn: null});
};

export const isSameOccupant = (a: Occupant, b: Occupant): boolean => a.name === b.name || (a.uscc !== null && a.uscc === b.uscc);

/** A personal phone number by rules §1.2: whole, masked, or not at all. */
export const shownPhone = (roles: readonly Role[], phone: string): string | null => {
	const shown = hidePersonal({phone}, sightOf(roles)) as {phone?: string};
	return shown.phone ?? null;
};
