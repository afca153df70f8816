import {type Day, daysBetween, maxDay, minDay, plusDays} from '../domain/days.ts';
import {type Case, causes, type Hazard, move, type Office, pick} from './cases.ts';
import {arrange, askForTime, close, reinspect, report} from './mending.ts';
import type {Random} from './random.ts';
import {idOf} from './world.ts';

/** One working day of the office: confirm, give notice, hear of the mending, reinspect, close. */
export async function workThrough(office: Office, day: Day): Promise<void> {
	const open = [...office.cases.values()].filter(one => !['closed', 'void', 'merged'].includes(one.state));
	await tellDepartments(office, open, day);
	for (const one of open)
		if (one.state === 'registered' && (one.foundOn < day || one.dueOn <= day)) await confirm(office, one, day);
	await giveNotices(office, day);
	await serveNotices(office, day);
	for (const one of open) {
		if (one.state === 'rectifying' && one.reportOn !== null && one.reportOn <= day) await report(office, one, day);
		else if (one.state === 'reported' && one.mindedUntil < day) await reinspect(office, one, day);
		else if (one.state === 'rectifying' && one.reportOn !== null && one.dueOn === day) await askForTime(office, one, day);
		else if (one.state === 'noticed' && one.mindedUntil < day) await arrange(office, one, day);
		if (one.state === 'passed' && (one.listing === 'none' || one.listing === 'delisted')) await close(office, one, day);
	}
}

async function confirm(office: Office, one: Case, day: Day): Promise<void> {
	const {random} = office;
	if (one.isOnTheSpot) {
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
	const dueOn = maxDay(one.dueOn, plusDays(day, 3 + random.below(3)));
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
		const {id} = await office.door<{id: string}>(idOf('manager'), 'post', '/api/papers', {
			kind: 'rectification-notice',
			siteId,
			hazardIds: list.map(one => one.id),
		});
		office.unserved.push({id, by: list[0]!.filers});
		for (const one of list) {
			const hazard = await office.door<Hazard>(idOf('manager'), 'get', `/api/hazards/${one.id}`);
			Object.assign(one, pick(hazard), {mindedUntil: day, reportOn: promise(office.random, day, hazard.dueOn)});
		}
	}
}

/** By hand, most of them the same day; one that nobody would sign for is left with a witness. */
async function serveNotices(office: Office, day: Day): Promise<void> {
	const {door, random} = office;
	const later = [];
	for (const paper of office.unserved) {
		if (random.chance(0.15)) {
			later.push(paper);
			continue;
		}
		const taken = random.chance(0.93)
			? {how: 'direct', receivedBy: '现场负责人（演示）'}
			: {how: 'left', refusal: {reason: '现场负责人不愿签收', witness: '物业值班人员（演示）'}};
		await door(idOf('manager'), 'post', `/api/papers/${paper.id}/service`, {...taken, on: day, by: paper.by});
	}
	office.unserved = later;
}

const groupBySite = (cases: Case[]): Map<string, Case[]> => {
	const map = new Map<string, Case[]>();
	for (const one of cases) map.set(one.siteId, [...(map.get(one.siteId) ?? []), one]);
	return map;
};

/** Most mend in time, some late, a few not at all. */
function promise(random: Random, day: Day, dueOn: Day): Day | null {
	const days = Math.max(1, daysBetween(day, dueOn));
	if (random.chance(0.06)) return null;
	return random.chance(0.1) ? plusDays(dueOn, 1 + random.below(6)) : plusDays(day, 1 + random.below(Math.ceil(days * 0.8)));
}
