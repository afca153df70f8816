import {planAll} from '../actions/schedule/plan-slots.ts';
import {isWorkday} from '../domain/calendar.ts';
import {type Day, daysBetween, plusDays} from '../domain/days.ts';
import {contextOf} from '../http/router.ts';
import type {Services} from '../services.ts';
import {createOffice, type Office, remember} from './cases.ts';
import {type DueSlot, fileVisit} from './checks.ts';
import {type DemoClock, openDoor} from './door.ts';
import {workThrough} from './follow-up.ts';
import {createLeads} from './leads.ts';
import {issueLists, writeReports} from './lists.ts';
import {makeMaps} from './maps.ts';
import {createMeasures} from './measures.ts';
import {createPen} from './pen.ts';
import {createCamera} from './photos.ts';
import {makePlans, settleDown, teams} from './plans.ts';
import {seeded} from './random.ts';
import {tellStories} from './stories.ts';
import {idOf, installer, makeOffice, makeRegister, readWorld} from './world.ts';

const length = 90;
const firstRound = 42;

/** Builds the demo subdistrict with ninety days of history that end yesterday, through the API's own rows. */
export async function buildDemo(services: Services, clock: DemoClock, today: Day, password: string): Promise<void> {
	const random = seeded(20260301);
	const world = readWorld();
	const door = openDoor(services);
	const from = plusDays(today, -length);
	clock.set(from, 8);
	await makeOffice(door, world, from, password);
	await makeRegister(door, world, random, from);
	await makeMaps(door, world);
	await makePlans(door, from);
	const camera = createCamera(door, seeded(20260302));
	const office = createOffice(door, random, camera, createPen(door, seeded(20260303)));
	const keepMeasures = createMeasures(door, random, world);
	const hearLeads = createLeads(office, from);
	for (let day = plusDays(from, 1); day < today; day = plusDays(day, 1))
		await liveThrough(services, clock, office, [hearLeads, keepMeasures], from, day);
	clock.set(today, 6);
	await planAll(services, contextOf(services, installer, null));
}

async function liveThrough(
	services: Services,
	clock: DemoClock,
	office: Office,
	also: Array<(day: Day) => Promise<void>>,
	from: Day,
	day: Day,
): Promise<void> {
	if (!isWorkday(services.forms.calendars, day)) return;
	clock.set(day, 6);
	if (daysBetween(from, day) === firstRound) await settleDown(office.door);
	await planAll(services, contextOf(services, installer, null));
	clock.set(day, 17);
	for (const team of teams) await walk(services, office, day, team.people[0]);
	clock.set(day, 17, 30);
	await workThrough(office, day);
	await tellStories(office, from, day);
	for (const happen of also) await happen(day);
	await issueLists(office, day);
	await writeReports(office, from, day);
}

/** The day's route of a pair. Now and then a visit is put off: some slots are done late, some missed. */
async function walk(services: Services, office: Office, day: Day, account: string): Promise<void> {
	const person = idOf(account);
	const {items} = await office.door<{items: DueSlot[]}>(person, 'get', `/api/slots?person=${person}&outcome=open&limit=200`);
	const due = items.filter(slot => slot.assigned && slot.assigned.on <= day && slot.assigned.on >= plusDays(day, -6));
	const bySite = new Map<string, DueSlot[]>();
	for (const slot of due) bySite.set(slot.siteId, [...(bySite.get(slot.siteId) ?? []), slot]);
	let minute = 9 * 60;
	for (const slots of [...bySite.values()].slice(0, 5)) {
		if (office.random.chance(0.1)) continue;
		const filed = await fileVisit(office, services.forms, day, minute, slots.slice(0, 20));
		await remember(
			office,
			filed.hazards.map(hazard => hazard.id),
			slots[0]!.assigned!.people,
		);
		minute += 75;
	}
}
