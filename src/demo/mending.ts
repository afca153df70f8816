import {type Day, daysBetween, plusDays} from '../domain/days.ts';
import {type Case, causes, move, type Office} from './cases.ts';
import {idOf} from './world.ts';

/** Not general: the five are settled and both reports made before work starts (五落实、双报告). */
export async function arrange(office: Office, one: Case, day: Day): Promise<void> {
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
	const told = [
		{to: 'regulator', name: '区消防救援支队（演示）'},
		{to: 'workers', form: '公示栏'},
	];
	for (const each of told)
		await move(office, one, idOf('manager'), 'dual-reports', {...each, on: day, attachments: [attachment]}, day);
}

export async function report(office: Office, one: Case, day: Day): Promise<void> {
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
export async function askForTime(office: Office, one: Case, day: Day): Promise<void> {
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

export async function reinspect(office: Office, one: Case, day: Day): Promise<void> {
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

export async function close(office: Office, one: Case, day: Day): Promise<void> {
	await move(
		office,
		one,
		idOf('manager'),
		'close-out',
		{cause: office.random.pick(causes), reason: '整改前后照片与复查记录齐全，同意销号。'},
		day,
	);
}
