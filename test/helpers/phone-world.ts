import type {ExecutionContext} from 'ava';
import {type Clock, systemClock} from '../../src/clock.ts';
import {dayOf, plusDays, plusMilliseconds} from '../../src/domain/days.ts';
import type {Hazard} from '../../src/domain/hazards/hazard.ts';
import type {Person} from '../../src/domain/person.ts';
import {select} from '../../src/store/rows.ts';
import {startApp} from './app.ts';
import {makeSlot} from './filing.ts';
import {makeHazard} from './hazards.ts';
import {upload} from './journey.ts';
import {makeOffice} from './office.ts';
import {makePlace, type Place} from './places.ts';

export const password = 'demo-password-1';
const names = [
	'桦苑小吃',
	'顺达仓储',
	'东升宾馆',
	'百味餐厅',
	'新桦书店',
	'明珠超市',
	'长青诊所',
	'建安五金',
	'和平浴室',
	'金桥网吧',
];
const domainOf = (checklist: string): string => checklist.slice(0, checklist.indexOf('/'));

export type WorldOptions = {
	/** The checklist of each site's one point; ten short ones by default. */
	checklists?: string[];
	/** Hazards that wait to be looked at again, at the first sites, one each. */
	reported?: number;
	/** Hazards that are being mended, at the same sites. */
	rectifying?: number;
	/** Hazards that were mended and closed, at the same sites. */
	closed?: number;
};
export type Task = {name: string; place: Place; checklist: string; slotId: string};

/** The real clock, which a test may put forward. */
export function shiftedClock(): Clock & {shift: (milliseconds: number) => void} {
	let offset = 0;
	const now = () => plusMilliseconds(systemClock.now(), offset);
	return {
		now,
		today: () => dayOf(now()),
		shift: milliseconds => {
			offset += milliseconds;
		},
	};
}

/** The real service with a pair of inspectors who have a check to do at each of some sites today. */
export async function startPhoneWorld(
	t: ExecutionContext,
	{checklists, reported = 0, rectifying = 0, closed = 0}: WorldOptions = {},
) {
	const clock = shiftedClock();
	const started = await startApp(t, {clock});
	// What the helpers take for the moment is the moment.
	const app = {...started, clock: {...started.clock, ...clock}};
	const office = await makeOffice(app);
	for (const person of [office.inspector1, office.inspector2, office.manager, office.gridWorker])
		await allow(app, office, person);
	const tasks: Task[] = [];
	for (const [i, checklist] of (checklists ?? names.map(() => 'gas/supply@1')).entries()) {
		const name = names[i] ?? `新桦第${i + 1}商店`;
		const place = await makePlace(app, office, {name, pointName: '营业场所', domain: domainOf(checklist), community: i % 2});
		const people = [office.inspector1.id, office.inspector2.id];
		const slotId = await makeSlot(app, {
			place,
			name: checklist,
			checklist,
			dueOn: clock.today(),
			opensOn: plusDays(clock.today(), -30),
			graceOn: plusDays(clock.today(), 15),
			people,
		});
		tasks.push({name, place, checklist, slotId});
	}
	const hazards: Hazard[] = [];
	for (const {place} of tasks.slice(0, reported)) hazards.push(await makeOne(app, office, place, 'reported', hazards.length));
	for (const {place} of tasks.slice(0, rectifying)) hazards.push(await makeOne(app, office, place, 'rectifying', hazards.length));
	for (const {place} of tasks.slice(0, closed)) hazards.push(await makeOne(app, office, place, 'closed', hazards.length));
	return {app, office, tasks, hazards, clock, origin: app.origin, counts: async () => countFacts(app)};
}

export type PhoneWorld = Awaited<ReturnType<typeof startPhoneWorld>>;
type App = Parameters<typeof makeOffice>[0];
type Office = PhoneWorld['office'];

/** Gives a person of the office, as it was just made, the password with which he signs in. */
export async function allow(app: App, office: Office, {id}: Pick<Person, 'id'>): Promise<void> {
	const {status, bytes} = await app.send('PUT', `/api/people/${id}`, {as: office.administrator, body: {password, version: 1}});
	if (status !== 200) throw new Error(bytes.toString());
}

/** A hazard of other hands, with its photo; when reported as mended, with that of afterwards too. */
async function makeOne(
	app: App,
	office: Office,
	{siteId, pointId, communityId, domain}: Place,
	state: 'reported' | 'rectifying' | 'closed',
	n: number,
): Promise<Hazard> {
	const [before, after] = [await upload(app, office, n), await upload(app, office, 100 + n)];
	const on = app.clock.today();
	const report = {round: 1, by: 'contact', onBehalf: false, on, at: app.clock.now(), text: '已清理，通道畅通。', photos: [after]};
	return makeHazard(app, office, {
		siteId,
		riskPointId: pointId,
		communityId,
		domain,
		itemId: domain === 'fire' ? 'F01' : 'G01',
		checklist: domain === 'fire' ? 'fire/daily@1' : 'gas/merchant@1',
		state,
		dueOn: plusDays(on, 3),
		...(state === 'closed' && {closure: 'reinspected', endedAt: app.clock.now()}),
		facts: {filers: [office.inspector3.id], photosBefore: [before], reports: state === 'rectifying' ? [] : [report]},
	});
}

/** What the server's database holds of a day in the field. */
async function countFacts({services}: App) {
	const [row] = await select<{inspections: number; photos: number; links: number; hazards: number; numbers: number}>(
		services.reader,
		`select (select count(*) from inspections) as inspections, (select count(*) from photos) as photos,
			(select count(distinct sha256) from photo_links) as links, (select count(*) from hazards) as hazards,
			(select count(distinct number) from inspections) as numbers`,
	);
	return row!;
}
