import {type Day, plusDays, weekdayOf, yearOf} from '../domain/days.ts';
import type {Door} from './door.ts';
import type {Random} from './random.ts';
import {idOf, type World} from './world.ts';

type Wanted = {items: Array<{item: string; hazards: Array<{id: string}>}>};
type Adopted = {id: string; index: number; progress: string; version: number};

/** What each measure of the world is about. */
const domains = ['gas', 'fire', 'underground', 'construction', 'fire', 'fire'];

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
	const {items} = await door<Wanted>(idOf('manager'), 'get', `/api/measures/wanted?limit=1&domain=${domains[index]}`);
	const id = idOf(`measure/${index}`);
	await door(idOf('manager'), 'put', `/api/measures/${id}`, {
		title,
		kind,
		cause,
		text,
		lead,
		supporting,
		responsible,
		...(items[0] && {problem: items[0].item}),
		dueOn: plusDays(day, 30),
		reviewOn: plusDays(day, 75),
		hazardIds: (items[0]?.hazards ?? []).slice(0, 50).map(hazard => hazard.id),
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
