import {type Day, plusDays, weekdayOf, yearOf} from '../domain/days.ts';
import type {Door} from './door.ts';
import type {Random} from './random.ts';
import {idOf, type World} from './world.ts';

type Listed = {items: Array<{id: string}>};
type Wanted = {items: Array<{hazards: Array<{id: string}>}>};
type Adopted = {id: string; index: number; progress: string; version: number};

/** The class of hazards that each measure of the world answers. */
const classes = [
	['gas', '餐饮场所燃气报警、联动切断失效'],
	['fire', '电动自行车违规停放、充电'],
	['underground', '地下空间挡水、排水设施不齐'],
	['construction', '小型工程未备案、首日无人巡查'],
	['fire', '责任人不会使用灭火器材、不会组织疏散'],
	['fire', '消防设施超期未检测、未维保'],
] as const;

/** The second list through a quarter: what came back asks for a measure, and each measure goes its way, a step on some Tuesdays. */
export function createMeasures(door: Door, random: Random, world: World) {
	const adopted: Adopted[] = [];
	let weeks = 0;
	return async (day: Day): Promise<void> => {
		if (weekdayOf(day) !== 2) return;
		for (const measure of adopted) if (random.chance(0.6)) await advance(door, measure, day);
		if (weeks++ % 2 === 1 && adopted.length < world.measures.length) adopted.push(await adopt(door, world, adopted.length, day));
	};
}

async function adopt(door: Door, world: World, index: number, day: Day): Promise<Adopted> {
	const [title, kind, cause, text, lead, supporting, responsible] = world.measures[index]!;
	const [domain, problem] = classes[index]!;
	const {items} = await door<Wanted>(idOf('manager'), 'get', `/api/measures/wanted?limit=1&domain=${domain}`);
	const others = await door<Listed>(idOf('manager'), 'get', `/api/hazards?limit=5&domain=${domain}`);
	const hazards = items[0]?.hazards ?? others.items;
	const id = idOf(`measure/${index}`);
	await door(idOf('manager'), 'put', `/api/measures/${id}`, {
		title,
		kind,
		cause,
		text,
		lead,
		supporting,
		responsible,
		problem,
		dueOn: plusDays(day, 30),
		reviewOn: plusDays(day, 75),
		hazardIds: hazards.slice(0, 50).map(({id: hazard}) => hazard),
	});
	return {id, index, progress: 'research', version: 1};
}

const next: Record<string, string> = {
	research: 'draft',
	draft: 'comment',
	comment: 'issued',
	issued: 'in-force',
	'in-force': 'evaluated',
};

/** One step on; the third measure was issued and nobody said what came of it. */
async function advance(door: Door, measure: Adopted, day: Day): Promise<void> {
	const progress = next[measure.progress];
	const {id, version, index} = measure;
	if (!progress || (progress === 'in-force' && index === 2)) return;
	if (progress === 'in-force') await door(idOf('leader'), 'post', `/api/measures/${id}/approval`, {version, reason: '同意实施'});
	else {
		const issue = {documentNumber: `新桦办〔${yearOf(day)}〕${12 + index * 3}号`, issuedOn: day};
		const effect = {effect: '抽查辖区同类场所，未再发现同类问题', reviewOn: plusDays(day, 180)};
		const more = progress === 'issued' ? issue : progress === 'evaluated' ? effect : {};
		await door(idOf('manager'), 'put', `/api/measures/${id}`, {progress, ...more, version});
	}
	Object.assign(measure, {progress, version: version + 1});
}
