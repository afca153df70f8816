import {type Day, daysBetween, plusDays} from '../domain/days.ts';
import {type Case, move, type Office} from './cases.ts';
import {arrange} from './mending.ts';
import {idOf} from './world.ts';

type Duty = {kind: string; hazard: {id: string}};

const manager = idOf('manager');
const steps = new Set(['notification', 'supervision-letter', 'briefing', 'interview']);

/** What comes to pass beside the daily round: supervision, departments' replies, a major hazard from suspicion to delisting, looks back. */
export async function tellStories(office: Office, from: Day, day: Day): Promise<void> {
	await supervise(office, day);
	await hearFromDepartments(office, day);
	await lookBack(office, day);
	await followMajor(office, from, day);
}

/** Every step of supervision that is due is taken (lifecycle §3.6). */
async function supervise(office: Office, day: Day): Promise<void> {
	const {items} = await office.door<{items: Duty[]}>(manager, 'get', '/api/duties?role=manager&limit=100');
	for (const {kind, hazard} of items) {
		const one = office.cases.get(hazard.id);
		if (!one || !steps.has(kind) || one.dueOn >= day || office.random.chance(0.2)) continue;
		await move(office, one, manager, 'supervisions', {step: kind}, day);
	}
}

async function hearFromDepartments(office: Office, day: Day): Promise<void> {
	for (const one of office.cases.values()) {
		if (one.state !== 'transferred' || one.mindedUntil >= day) continue;
		const {facts} = await office.door<{facts: {transfers: Array<{at: string; replies: unknown[]}>}}>(
			manager,
			'get',
			`/api/hazards/${one.id}`,
		);
		const sent = facts.transfers.at(-1)!;
		const days = daysBetween(sent.at.slice(0, 10), day);
		if (sent.replies.length === 0) await reply(office, one, day, {kind: 'received', by: '窗口收件人（演示）'});
		else if (days >= 10)
			await reply(office, one, day, {
				kind: 'result',
				by: '承办人（演示）',
				removed: true,
				caseNumber: `演立〔2026〕${100 + office.random.below(400)}号`,
				outcome: '责任单位已整改，予以处罚',
			});
	}
}

const reply = async (office: Office, one: Case, day: Day, body: Record<string, unknown>) =>
	move(office, one, manager, 'transfer-replies', {on: day, ...body}, day);

/** Some of what was closed a month ago is looked at again; a little of it has come back. */
async function lookBack(office: Office, day: Day): Promise<void> {
	const {random} = office;
	const old = [...office.cases.values()].filter(one => one.state === 'closed' && one.mindedUntil === plusDays(day, -28));
	for (const one of old.filter(() => random.chance(0.15))) {
		const [inspector] = one.filers as [string];
		const photo = await office.takePhoto(inspector);
		await move(office, one, inspector, 'lookbacks', {result: random.chance(0.12) ? 'recurred' : 'holds', photos: [photo]}, day);
	}
}

const clauses = {department: '区消防救援支队（演示）', by: '区安委办（演示）'};

/** Two hazards that were taken for major: one decided, listed and delisted within the quarter, one still listed at its end. */
async function followMajor(office: Office, from: Day, day: Day): Promise<void> {
	const day0 = daysBetween(from, day);
	const beginning = [18, 19, 20, 21, 22, 60, 61, 62, 63, 64];
	if (beginning.includes(day0) && office.majors.length < (day0 < 30 ? 1 : 2)) await suspect(office, day);
	for (const one of office.majors) await goOn(office, one, day);
}

async function suspect(office: Office, day: Day): Promise<void> {
	const one = [...office.cases.values()].find(
		({state, grade, domain, dueOn}) => state === 'rectifying' && grade === 'general' && domain === 'fire' && dueOn >= day,
	);
	if (!one) return;
	const body = {grade: 'suspected-major', criteria: [], reason: '疏散条件严重不足，疑似重大火灾隐患'};
	await move(office, one, one.filers[0]!, 'regradings', body, day);
	one.reportOn = plusDays(day, office.majors.length === 0 ? 18 : 45);
	office.majors.push({one, since: day, isArranged: false});
}

async function goOn(office: Office, major: Office['majors'][number], day: Day): Promise<void> {
	const {one, since} = major;
	const age = daysBetween(since, day);
	if (one.state === 'closed' || one.mindedUntil >= day) return;
	const attachment = async () => [await office.takePhoto(manager)];
	if (!major.isArranged && age >= 2) {
		await arrange(office, one, day);
		major.isArranged = true;
	} else if (one.grade === 'suspected-major' && age >= 6) {
		const decision = {result: 'confirmed', department: clauses.department, documentNumber: '演消重〔2026〕7号', decidedOn: day};
		await move(office, one, manager, 'major-decisions', {...decision, attachments: await attachment()}, day);
	} else if (one.grade === 'major' && one.listing === 'none' && age >= 9) {
		const listed = {
			level: 'district',
			by: clauses.by,
			documentNumber: `演安委〔2026〕${10 + office.majors.length}号`,
			listedOn: day,
		};
		await move(office, one, manager, 'listing', {...listed, dueOn: plusDays(day, 60), attachments: await attachment()}, day);
	} else if (one.listing === 'listed' && one.state === 'passed') {
		await move(
			office,
			one,
			manager,
			'delisting-applications',
			{on: day, assessment: '经自评已具备摘牌条件', attachments: await attachment()},
			day,
		);
	} else if (one.listing === 'applied') {
		await move(
			office,
			one,
			manager,
			'on-site-reviews',
			{result: 'pass', on: day, by: clauses.by, attachments: await attachment()},
			day,
		);
	} else if (one.listing === 'reviewed') {
		await move(office, one, manager, 'delisting', {documentNumber: '演安委摘〔2026〕3号', on: day}, day);
	}
}
