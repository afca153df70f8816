import {v5} from 'uuid';
import {sealDays} from '../../../src/actions/journal/seal-day.ts';
import {type Day, daysBetween, dueAt, type Instant, plusDays} from '../../../src/domain/days.ts';
import {searchable} from '../../../src/domain/grams.ts';
import type {Accepted} from '../../../src/domain/inspections/filing.ts';
import type {Db} from '../../../src/store/engine.ts';
import {insertSpans, markRepetitions, spansOf} from '../../../src/store/figures/hazard-dates.ts';
import {addGrams} from '../../../src/store/hazards/hazard-search.ts';
import {hazardColumns, hazardRow, seqsOf, versionOf} from '../../../src/store/hazards/hazards.ts';
import {insertChecks, insertInspections} from '../../../src/store/inspections/inspections.ts';
import {hazardVersions, insertVersions} from '../../../src/store/journal/as-of.ts';
import {recordAll} from '../../../src/store/journal/journal.ts';
import {insertRows, takeNumbers} from '../../../src/store/rows.ts';
import {addSlots} from '../../../src/store/schedule/planning.ts';
import type {App} from '../app.ts';
import {dice} from '../lives.ts';
import {type Days, type Visit, visitsOf} from './days.ts';
import type {Moment} from './lives.ts';
import {makeWorld, type World} from './world.ts';

export type CitySize = {points: number; inspections: number; hazards: number; years: number; today: Day};
type Item = Parameters<typeof recordAll>[1][number] & {at: Instant};

/**
 * A register of years of work, the same for the same size: every row by the store's own mappers, every entry in the journal
 * in the order of its moment, every past day sealed.
 */
export async function makeCity(app: App, size: CitySize, onDay: (day: Day, done: number) => void = () => {}): Promise<World> {
	const from = plusDays(size.today, -365 * size.years);
	const world = await makeWorld(app, size.points, {from, to: plusDays(size.today, -1)});
	app.clock.set(size.today);
	const now = app.clock.now();
	const count = daysBetween(from, size.today);
	const days: Days = {app, world, now, roll: dice(17), filed: {inspections: 0, hazards: 0, visits: new Map()}};
	const waiting = new Map<Day, Item[]>();
	for (let i = 0; i <= count; i++) {
		const day = plusDays(from, i);
		const share = (all: number) => Math.floor((all * (i + 1)) / count) - Math.floor((all * i) / count);
		const visits = i === count ? [] : visitsOf(days, day, {inspections: share(size.inspections), hazards: share(size.hazards)});
		await app.services.queue.submit(async db => writeDay(db, {world, day, visits, waiting}));
		await app.services.queue.submit(async db => sealDays(db, {now: i === count ? now : dueAt(plusDays(day, 1))}));
		onDay(day, (i + 1) / (count + 1));
	}
	await app.services.queue.submit(async db => {
		for (const [name, value] of [
			['inspection', days.filed.inspections],
			['hazard', days.filed.hazards],
		] as const)
			await takeNumbers(db, `${name}/${size.today.slice(0, 4)}`, value);
	});
	return world;
}

type Write = {world: World; day: Day; visits: Visit[]; waiting: Map<Day, Item[]>};

/** All that happened on a day: what was filed on it, and what was done that day with hazards found before. */
async function writeDay(db: Db, {world, day, visits, waiting}: Write): Promise<void> {
	const lives = visits.flatMap(visit => visit.hazards.map(moments => ({moments, visit})));
	await insertInspections(db, visits);
	await insertChecks(db, visits.map(acceptedOf), (one, index) => v5(`check/${index}`, one.ask.id));
	await addSlots(
		db,
		visits.map(({slot}) => slot),
	);
	await writeHazards(db, world, lives);
	for (const visit of visits) keep(waiting, inspectionItem(visit));
	for (const item of lives.flatMap(({moments}) => moments.map(hazardItem))) keep(waiting, item);
	const items = (waiting.get(day) ?? []).sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
	waiting.delete(day);
	await recordAll(db, items);
}

const keep = (waiting: Map<Day, Item[]>, item: Item): void => {
	const day = new Date(Date.parse(item.at) + 8 * 3_600_000).toISOString().slice(0, 10);
	const known = waiting.get(day);
	if (known) known.push(item);
	else waiting.set(day, [item]);
};

/** Rows as the hazards stand at the end, versions and dates of all their lives, the index of words. */
async function writeHazards(db: Db, world: World, lives: Array<{moments: Moment[]; visit: Visit}>): Promise<void> {
	const last = lives.map(({moments, visit}) => {
		const {hazard} = moments.at(-1)!;
		const words = [hazard.number, hazard.description, hazard.place, visit.spot.site.name].join(' ');
		return {hazard, text: searchable(words)};
	});
	await insertRows(
		db,
		'hazards',
		hazardColumns,
		last.map(({hazard, text}) => ({...hazardRow(hazard), search_text: text})),
	);
	await insertVersions(
		db,
		hazardVersions,
		lives.flatMap(({moments}) =>
			moments.map(({hazard, at}, i) => {
				const next = moments[i + 1];
				return {...versionOf(hazard, at), ...(next && {until: next.at})};
			}),
		),
	);
	await insertSpans(
		db,
		lives.flatMap(({moments}) => spansOf(moments, world.siteKinds(moments[0]!.hazard.siteId))),
	);
	const ids = last.map(({hazard}) => hazard.id);
	await markRepetitions(db, ids);
	const seqs = await seqsOf(db, ids);
	await addGrams(
		db,
		last.map(({hazard, text}) => ({...hazard, seq: seqs.get(hazard.id)!, text})),
	);
}

const hazardItem = ({at, actor, action, hazard}: Moment): Item => ({
	at,
	act: {actor, now: at, requestId: null},
	entry: {
		subject: `hazard:${hazard.id}`,
		version: hazard.version,
		action,
		after: hazard.version === 1 ? hazard : {...hazard, did: {move: action}},
	},
});

const inspectionItem = ({inspection, spot, list, hazards}: Visit): Item => ({
	at: inspection.registeredAt,
	act: {actor: inspection.filedBy, now: inspection.registeredAt, requestId: null},
	entry: {
		subject: `inspection:${inspection.id}`,
		version: 1,
		action: 'inspection-filing',
		after: {
			...inspection,
			checks: [{riskPointId: spot.id, domain: spot.domain, checklist: list.key}],
			hazardIds: hazards.map(([first]) => first!.hazard.id),
			seenAgain: [],
		},
	},
});

/** What the mapper of checks reads of an accepted filing. */
const acceptedOf = ({inspection, filing, spot, list}: Visit): Accepted =>
	({
		ask: {id: inspection.id},
		day: inspection.inspectedOn,
		checks: [
			{
				index: 0,
				point: {id: spot.id, communityId: spot.site.communityId, domain: spot.domain},
				list: {key: list.key},
				check: filing.checks[0],
			},
		],
	}) as unknown as Accepted;
