import {type Day, daysBetween, minDay, plusDays} from '../domain/days.ts';
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
};
type Hazard = {
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
	facts?: unknown;
};
type Photographer = (account: string) => Promise<string>;

const causes = ['rule', 'mechanism', 'funding', 'technical', 'training', 'enforcement'] as const;

export type Office = {
	door: Door;
	random: Random;
	takePhoto: Photographer;
	cases: Map<string, Case>;
	adopted: Set<number>;
	/** Taken for major, and since when. */
	majors: Array<{one: Case; since: Day}>;
};

export const createOffice = (door: Door, random: Random, takePhoto: Photographer): Office => ({
	door,
	random,
	takePhoto,
	cases: new Map(),
	adopted: new Set(),
	majors: [],
});

/** Remembers what a visit found. Every twelfth site is slow: its hazards will be overdue. */
export async function remember(office: Office, hazardIds: string[], filers: string[]): Promise<void> {
	for (const id of hazardIds) {
		const hazard = await office.door<Hazard>(idOf('manager'), 'get', `/api/hazards/${id}`);
		office.cases.set(id, {...pick(hazard), filers, reportOn: null, mindedUntil: hazard.foundOn, failures: 0});
	}
}

const pick = ({id, siteId, grade, state, dueOn, foundOn, communityId, domain, listing}: Hazard) => ({
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

/** One working day of the office: confirm, give notice, hear of the mending, reinspect, close. */
export async function workThrough(office: Office, day: Day): Promise<void> {
	const open = [...office.cases.values()].filter(one => !['closed', 'void', 'merged'].includes(one.state));
	for (const one of open.filter(c => c.state === 'registered' && c.foundOn < day)) await confirm(office, one, day);
	await giveNotices(office, day);
	for (const one of open) {
		if (one.state === 'rectifying' && one.reportOn !== null && one.reportOn <= day) await report(office, one, day);
		else if (one.state === 'reported' && one.mindedUntil < day) await reinspect(office, one, day);
		else if (one.state === 'passed' && one.mindedUntil < day && one.listing !== 'listed') await close(office, one, day);
		else if (one.state === 'rectifying' && one.reportOn !== null && one.dueOn === day) await askForTime(office, one, day);
		else if (one.state === 'noticed' && one.mindedUntil < day) await arrange(office, one, day);
	}
}

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

/** Not general: the five are settled and both reports made before work starts (五落实、双报告). */
async function arrange(office: Office, one: Case, day: Day): Promise<void> {
	const attachment = await office.takePhoto(idOf('manager'));
	await move(
		office,
		one,
		idOf('manager'),
		'five-in-place',
		{
			measures: '按专项方案整改，完成前相关部位停止使用',
			person: '场所负责人',
			funds: '单位自筹',
			dueOn: one.dueOn < day ? plusDays(day, 10) : one.dueOn,
			plan: '整改期间限流并专人值守',
			attachments: [attachment],
		},
		day,
	);
	await move(
		office,
		one,
		idOf('manager'),
		'dual-reports',
		{to: 'regulator', on: day, name: '区消防救援支队（演示）', attachments: [attachment]},
		day,
	);
	await move(
		office,
		one,
		idOf('manager'),
		'dual-reports',
		{to: 'workers', on: day, form: '公示栏', attachments: [attachment]},
		day,
	);
}

async function report(office: Office, one: Case, day: Day): Promise<void> {
	const photo = await office.takePhoto(idOf('manager'));
	await move(
		office,
		one,
		idOf('manager'),
		'rectification-reports',
		{text: '已按通知书要求整改完毕，附整改后照片。', photos: [photo]},
		day,
	);
}

/** Now and then a site sees that it will not be in time, and asks before the day is over. */
async function askForTime(office: Office, one: Case, day: Day): Promise<void> {
	const {random} = office;
	if (one.grade !== 'general' || !random.chance(0.6) || daysBetween(one.foundOn, one.dueOn) < 3) return;
	const dueOn = plusDays(one.dueOn, 2);
	const request = {dueOn, reason: '所需配件到货延迟，已签采购合同', safeguards: '整改前专人看护，停用相关部位'};
	const asked = await office.door<{extension: string}>(idOf('manager'), 'get', `/api/hazards/${one.id}`);
	if (asked.extension !== 'none') return;
	await move(office, one, one.filers[0]!, 'extension-requests', request, day);
	const granted = random.chance(0.8);
	const decision = granted
		? {granted, dueOn, reason: '理由属实，同意延期一次'}
		: {granted, reason: '可先行采取临时措施，不同意延期'};
	await move(office, one, idOf('manager'), 'extension-decisions', decision, day);
}

const both = (first: string, second: string) => [idOf(first), idOf(second)];

/** Not general asks for two inspectors who did not file it and may go there. */
function lookers({grade, filers, communityId, domain}: Case): string[] {
	if (grade === 'general') return [filers[1] ?? filers[0]!];
	const teams = [both('inspector5', 'inspector6'), both('inspector1', 'inspector2'), both('inspector3', 'inspector4')];
	const isNorth = Array.from({length: 9}, (_, i) => idOf(`community${i + 1}`)).includes(communityId);
	const may = [true, isNorth, !isNorth && (domain === 'fire' || domain === 'gas')];
	return teams.find((people, i) => may[i] && !people.some(id => filers.includes(id))) ?? [];
}

async function reinspect(office: Office, one: Case, day: Day): Promise<void> {
	const {random} = office;
	const inspectors = lookers(one);
	const [inspector] = inspectors;
	if (!inspector) return;
	const photo = await office.takePhoto(inspector);
	const passes = random.chance(0.85);
	const body = {inspectors, result: passes ? 'pass' : 'fail', photos: [photo], ...(!passes && {reason: '整改不到位'})};
	await move(office, one, inspector, 'reinspections', body, day);
	if (passes) return;
	one.failures++;
	if (one.failures >= 2) await transfer(office, one, day);
	else one.reportOn = plusDays(day, 2 + random.below(4));
}

const departments: Record<string, string> = {
	fire: 'fire-rescue',
	construction: 'construction-committee',
	underground: 'civil-defence',
};

/** Failed twice: the department that has the power takes it over (安全生产法 art 69). */
async function transfer(office: Office, one: Case, day: Day): Promise<void> {
	const body = {
		department: departments[one.domain] ?? 'urban-management',
		basis: '两次复查不合格，拒不整改',
		enclosures: ['检查记录', '整改通知书', '复查记录'],
		replyBy: plusDays(day, 15),
	};
	await move(office, one, idOf('manager'), 'transfers', body, day);
}

async function close(office: Office, one: Case, day: Day): Promise<void> {
	await move(
		office,
		one,
		idOf('manager'),
		'close-out',
		{cause: office.random.pick(causes), reason: '整改前后照片与复查记录齐全，同意销号。'},
		day,
	);
}
