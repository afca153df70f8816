import {type Day, daysBetween, minDay, plusDays} from '../domain/days.ts';
import {type Case, causes, type Hazard, move, type Office, pick} from './cases.ts';
import {arrange, askForTime, close, reinspect, report} from './mending.ts';
import type {Random} from './random.ts';
import {idOf} from './world.ts';

/** One working day of the office: confirm, give notice, hear of the mending, reinspect, close. */
export async function workThrough(office: Office, day: Day): Promise<void> {
	const open = [...office.cases.values()].filter(one => !['closed', 'void', 'merged'].includes(one.state));
	await tellDepartments(office, open, day);
	for (const one of open.filter(c => c.state === 'registered' && c.foundOn < day)) await confirm(office, one, day);
	await giveNotices(office, day);
	for (const one of open) {
		if (one.state === 'rectifying' && one.reportOn !== null && one.reportOn <= day) await report(office, one, day);
		else if (one.state === 'reported' && one.mindedUntil < day) await reinspect(office, one, day);
		else if (one.state === 'passed' && one.mindedUntil < day && (one.listing === 'none' || one.listing === 'delisted'))
			await close(office, one, day);
		else if (one.state === 'rectifying' && one.reportOn !== null && one.dueOn === day) await askForTime(office, one, day);
		else if (one.state === 'noticed' && one.mindedUntil < day) await arrange(office, one, day);
	}
}

async function confirm(office: Office, one: Case, day: Day): Promise<void> {
	const {random} = office;
	const before = await office.door<Hazard>(idOf('manager'), 'get', `/api/hazards/${one.id}`);
	if (before.route === 'on-the-spot') {
		await move(office, one, idOf('manager'), 'confirmation', {onTheSpot: 'accept', cause: random.pick(causes)}, day);
		return;
	}
	if (random.chance(0.03)) {
		await move(
			office,
			one,
			one.grade === 'general' ? idOf('manager') : idOf('leader'),
			'voiding',
			{reason: '经核实，属同一问题重复登记'},
			day,
		);
		return;
	}
	const dueOn = one.dueOn < day ? plusDays(day, 1) : one.dueOn;
	await move(office, one, idOf('manager'), 'confirmation', {dueOn: minDay(dueOn, plusDays(day, 60))}, day);
}

/** Red flags are told the same day; now and then it is forgotten until the next morning. */
async function tellDepartments(office: Office, open: Case[], day: Day): Promise<void> {
	for (const one of open) {
		if (one.untold === null || office.random.chance(0.06)) continue;
		const how = {form: '电话', name: '值班人员（演示）'};
		await move(office, one, idOf('manager'), 'notifications', {department: one.untold, on: day, ...how}, one.mindedUntil);
		one.untold = null;
	}
}

async function giveNotices(office: Office, day: Day): Promise<void> {
	const waiting = [...office.cases.values()].filter(one => one.state === 'confirmed' && one.dueOn >= day);
	for (const [siteId, list] of groupBySite(waiting)) {
		await office.door(idOf('manager'), 'post', '/api/papers', {
			kind: 'rectification-notice',
			siteId,
			hazardIds: list.map(one => one.id),
		});
		for (const one of list) {
			const hazard = await office.door<Hazard>(idOf('manager'), 'get', `/api/hazards/${one.id}`);
			Object.assign(one, pick(hazard), {mindedUntil: day, reportOn: promise(office.random, day, hazard.dueOn)});
		}
	}
}

const groupBySite = (cases: Case[]): Map<string, Case[]> => {
	const map = new Map<string, Case[]>();
	for (const one of cases) map.set(one.siteId, [...(map.get(one.siteId) ?? []), one]);
	return map;
};

/** Most mend in time, some late, a few not at all. */
function promise(random: Random, day: Day, dueOn: Day): Day | null {
	const days = Math.max(1, daysBetween(day, dueOn));
	if (random.chance(0.08)) return null;
	return random.chance(0.16) ? plusDays(dueOn, 2 + random.below(9)) : plusDays(day, 1 + random.below(days));
}
