import {type Day, daysBetween, minDay, plusDays, plusMilliseconds, startOf} from '../../src/domain/days.ts';
import type {Hazard, HazardState} from '../../src/domain/hazards/hazard.ts';
import {insertHazards, saveHazard, takeHazardNumbers} from '../../src/store/hazards/hazards.ts';
import type {App} from './app.ts';
import {type DistrictPoint, districtPoints, insertAll, makeDistrict} from './district.ts';
import {makeHazard} from './hazards.ts';
import {leadPath} from './leads.ts';
import {dice} from './lives.ts';
import {given} from './measures.ts';
import {idOf, type Office} from './office.ts';
import {putPlan, teamId} from './plans.ts';

type Size = {sites: number; hazards: number; today: Day};
type Life = {registered: Hazard; now: Hazard; at: string; movedAt: string};
type Roll = (sides: number) => number;

const open: HazardState[] = [
	'registered',
	'confirmed',
	'rectifying',
	'rectifying',
	'rectifying',
	'reported',
	'passed',
	'transferred',
];
const atOnce = 500;
const pick = <T>(roll: Roll, from: readonly T[]): T => from[roll(from.length)]!;

/** A district after a year of work: its points and their checks, a plan, hazards in every state, notices, measures, leads. */
export async function makeLargeOffice(app: App, office: Office, {sites, hazards, today}: Size): Promise<void> {
	const points = Math.floor((sites * 50) / 3);
	await makeDistrict(app, office, {points, pairs: 30, hazards: 0, today});
	const lives = await liveLives(app, office, districtPoints({points, today}).points, hazards, today);
	await makeNotices(app, office, lives);
	for (let i = 0; i < 120; i++) {
		const more = {title: `制度措施之${i + 1}`, dueOn: plusDays(today, i - 60), reviewOn: plusDays(today, i + 30)};
		const hazardIds = lives.slice(i * 7, i * 7 + 7).map(({now}) => now.id);
		await must(
			app.send('PUT', `/api/measures/${idOf(`measure ${i}`)}`, {as: office.manager, body: {...given, ...more, hazardIds}}),
		);
		const lead = {place: `桦苑路${i}号旁弄堂`, text: '楼道里停满电瓶车', photos: [], seenAt: app.clock.now()};
		await must(app.send('PUT', leadPath(String(i)), {as: office.gridWorker, body: lead}));
	}
	app.clock.forward(60_000);
	for (let i = 0; i < 3; i++)
		await must(app.send('POST', '/api/reports', {as: office.manager, body: {kind: 'weekly', on: plusDays(today, -7 * i)}}));
	await must(app.send('POST', '/api/list-issues', {as: office.manager, body: {list: 'hazards'}}));
	await must(putPlan(app, office, {teams: [teamId], from: today}));
}

async function must(answer: ReturnType<App['send']>): Promise<void> {
	const {status, bytes} = await answer;
	if (status >= 300) throw new Error(bytes.toString());
}

/** Registered over a year, most of them closed since; those of the last weeks stand anywhere between. */
async function liveLives(app: App, office: Office, points: readonly DistrictPoint[], count: number, today: Day): Promise<Life[]> {
	const roll = dice(11);
	const pattern = await makeHazard(app, office);
	const items = app.services.forms.checklists.get('fire/daily@1')!.items;
	const ages = Array.from({length: count}, () => roll(365)).sort((a, b) => b - a);
	const lives: Life[] = [];
	for (let done = 0; done < count; done += atOnce) {
		await app.services.queue.submit(async db => {
			const slice = ages.slice(done, done + atOnce);
			const numbers = await takeHazardNumbers(db, 'XH', Number(today.slice(0, 4)), slice.length);
			const made = slice.map((age, i): Life => {
				const item = pick(roll, items);
				const point = pick(roll, points);
				// Found on the visit of that day, as all are but those of a look back.
				const visit = point.lastCheckedOn ? {inspectionId: idOf(`${point.siteId} ${point.lastCheckedOn}`)} : {};
				const place = {siteId: point.siteId, riskPointId: point.id, communityId: point.areaId, ...visit};
				const what = {itemId: item.id, description: item.title, place: `${roll(9) + 1}层东侧通道`};
				const grade = pick(roll, [...Array(18).fill('general'), 'suspected-major', 'major'] as Hazard['grade'][]);
				return lifeOf(
					{...pattern, ...place, ...what, grade, id: idOf(`hazard ${done + i}`), number: numbers[i]!},
					plusDays(today, -age),
					today,
					roll,
				);
			});
			const act = (now: string) => ({actor: office.inspector1.id, now, requestId: null});
			await insertHazards(
				db,
				made.map(({registered, at}) => ({
					act: act(at),
					hazard: registered,
					searchText: `${registered.number} ${registered.description}`,
				})),
			);
			for (const {now, movedAt} of made.filter(({now}) => now.version > 1))
				await saveHazard(db, act(movedAt), now, {action: 'confirmation'});
			lives.push(...made);
		});
	}
	return lives;
}

function lifeOf(pattern: Hazard, foundOn: Day, today: Day, roll: Roll): Life {
	const isOld = daysBetween(foundOn, today) > 30 && roll(20) > 0;
	const state = isOld ? pick(roll, ['closed', 'closed', 'closed', 'closed', 'void'] as const) : pick(roll, open);
	const movedOn = minDay(today, plusDays(foundOn, isOld ? 1 + roll(29) : 0));
	const movedAt = plusMilliseconds(startOf(movedOn), 3_600_000 + roll(3_600_000));
	const at = plusMilliseconds(startOf(foundOn), roll(3_000_000));
	const registered: Hazard = {
		...pattern,
		foundOn,
		registeredAt: at,
		dueOn: plusDays(foundOn, 3 + roll(20)),
		redFlag: roll(40) === 0,
	};
	const isMoved = state !== 'registered';
	const ending = isOld ? {endedAt: movedAt, closure: state === 'closed' ? ('reinspected' as const) : null} : {};
	return {registered, now: isMoved ? {...registered, ...ending, state, version: 2} : registered, at, movedAt};
}

/** A notice for every third hazard that is past confirmation, by its row. */
async function makeNotices(app: App, office: Office, lives: readonly Life[]): Promise<void> {
	const noticed = lives.filter(({now}, i) => i % 3 === 0 && !['registered', 'confirmed', 'void'].includes(now.state));
	const service = JSON.stringify([
		{how: 'direct', on: '2026-03-02', by: [], receivedBy: '店长', recordedBy: office.manager.id, at: app.clock.now()},
	]);
	await insertAll(
		app,
		'papers',
		noticed.map(({now, movedAt}, i) => ({
			id: idOf(`paper ${i}`),
			kind: 'rectification-notice',
			year: 2026,
			ordinal: i + 1,
			number: `新桦安改〔2026〕${i + 1}号`,
			state: 'issued',
			site_id: now.siteId,
			community_id: now.communityId,
			title: '安全隐患整改通知书',
			snapshot: '{}',
			verify_code: `code${i}`,
			issued_by: office.manager.id,
			allocated_at: movedAt,
			issued_at: movedAt,
			services: i % 5 === 0 ? '[]' : service,
			version: 1,
		})),
	);
	await insertAll(
		app,
		'paper_hazards',
		noticed.map(({now}, i) => ({paper_id: idOf(`paper ${i}`), hazard_id: now.id, round: 1})),
	);
}
