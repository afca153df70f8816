import type {Forms} from '../domain/content.ts';
import {type Day, plusMilliseconds, startOf} from '../domain/days.ts';
import type {Office} from './cases.ts';
import type {Random} from './random.ts';
import {idOf} from './world.ts';

export type DueSlot = {
	id: string;
	riskPointId: string;
	siteId: string;
	checklist: string;
	assigned?: {on: Day; people: string[]} | null;
};
export type Filed = {id: string; number: string; hazards: Array<{id: string; grade: string; route: string; item: string}>};

const notes = ['现场存在此问题，已当场指出', '多处存在，需整改', '责任人在场，已告知', '与上次检查情况相同', '现场拍照取证'];
const failRate: Record<string, number> = {fire: 0.014, gas: 0.016, construction: 0.045, underground: 0.018};
/** What the demo's inspectors never find by chance: these would need a story of their own. */
const never = new Set(['F10', 'F17', 'F24', 'F26', 'F27', 'G26', 'C02', 'C05', 'U16', 'U19']);
const rareRate = 0.006;

/** Files one visit of a site by two inspectors, covering its slots of that day. */
export async function fileVisit(
	{door, random, takePhoto, sign}: Pick<Office, 'door' | 'random' | 'takePhoto' | 'sign'>,
	forms: Forms,
	day: Day,
	minute: number,
	slots: DueSlot[],
): Promise<Filed> {
	const [first] = slots as [DueSlot];
	const people = first.assigned!.people;
	const photos: Record<string, unknown> = {};
	const startedAt = plusMilliseconds(startOf(day), minute * 60_000);
	const endedAt = plusMilliseconds(startedAt, (15 + slots.length * 12) * 60_000);
	const photograph = async () => {
		const hash = await takePhoto(people[0]!);
		photos[hash] = {takenAt: plusMilliseconds(startedAt, 300_000), position: 'no-signal', source: 'camera'};
		return hash;
	};
	const checks = [];
	for (const slot of slots) checks.push(await fillCheck(forms, random, photograph, slot));
	return door<Filed>(people[0]!, 'put', `/api/inspections/${idOf(`visit/${day}/${first.siteId}/${people[0]}`)}`, {
		format: 1,
		siteId: first.siteId,
		kind: 'patrol',
		startedAt,
		endedAt,
		inspectors: people,
		met: {name: '当班负责人', position: '店长', phone: '021-00001999'},
		outcome: 'inspected',
		checks,
		photos,
		signature: random.chance(0.9) ? {photo: await sign(people[0]!)} : {refused: '当班人员不愿签字', witness: '居委会干部'},
		device: {filedAt: endedAt, app: 'demo'},
	});
}

async function fillCheck(forms: Forms, random: Random, photograph: () => Promise<string>, slot: DueSlot) {
	const checklist = forms.checklists.get(slot.checklist)!;
	const answers: Record<string, unknown> = {};
	for (const item of checklist.items) {
		const fails = !never.has(item.id) && random.chance(item.grade === 'general' ? (failRate[item.domain] ?? 0.02) : rareRate);
		answers[item.id] = fails ? await fail(item, random, photograph) : pass(item, random);
	}
	return {riskPointId: slot.riskPointId, slotIds: [slot.id], checklist: slot.checklist, answers};
}

const pass = (item: {answer: {kind: string; min?: number}}, random: Random) =>
	item.answer.kind === 'number'
		? {result: 'pass', value: Math.round(((item.answer.min ?? 1) + random.next() * 2) * 10) / 10}
		: random.chance(0.06)
			? {result: 'not-applicable', note: '本场所无此项'}
			: {result: 'pass'};

type Asked = {grade: string; answer: {kind: string; min?: number}};

async function fail(item: Asked, random: Random, photograph: () => Promise<string>) {
	const mended = item.grade === 'general' && random.chance(0.3);
	const defect = {
		place: random.pick(['一层东侧', '二层走道', '后门通道', '北侧楼梯间', '操作间', '入口处']),
		placeType: random.pick(['evacuation-route', 'stairwell', 'crowded-interior', 'kitchen', 'basement', 'other']),
		note: random.pick(notes),
		photos: [await photograph()],
		...(mended && {mended: {photos: [await photograph()]}}),
	};
	const value = item.answer.kind === 'number' ? {value: Math.round((item.answer.min ?? 1) * 6) / 10} : {};
	return {result: 'fail', ...value, defects: [defect]};
}
