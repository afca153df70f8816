import {createHash} from 'node:crypto';
import type {ExecutionContext} from 'ava';
import sharp from 'sharp';
import {plusMilliseconds} from '../../src/domain/days.ts';
import type {Answer, Check, Filing} from '../../src/domain/inspections/filing.ts';
import type {Person} from '../../src/domain/person.ts';
import {type App, startApp} from './app.ts';
import type {EngineKind} from './database.ts';
import {idOf, makeOffice} from './office.ts';
import {makePlace, type Place} from './places.ts';

const lists: Record<string, string> = {
	fire: 'fire/daily@1',
	gas: 'gas/merchant@1',
	construction: 'construction/site@1',
	underground: 'underground/daily@1',
};

export type FilingMaking = {
	place: Place;
	inspectors: Array<Pick<Person, 'id'>>;
	checklist?: string;
	/** Answers that are not plain passes, by item. */
	answers?: Record<string, Answer>;
	check?: Partial<Check>;
	more?: Partial<Filing>;
};

/** A whole valid patrol of one point just now: every item of a real checklist passes but those given. */
export function makeFiling(app: App, {place, inspectors, checklist, answers = {}, check = {}, more = {}}: FilingMaking): Filing {
	const list = app.services.forms.checklists.get(checklist ?? lists[place.domain]!)!;
	const passes = list.items.map((item): [string, Answer] => [
		item.id,
		item.answer.kind === 'number' ? {result: 'pass', value: item.answer.min ?? item.answer.max ?? 1} : {result: 'pass'},
	]);
	return {
		format: 1,
		siteId: place.siteId,
		kind: 'patrol',
		startedAt: plusMilliseconds(app.clock.now(), -40 * 60_000),
		endedAt: plusMilliseconds(app.clock.now(), -5 * 60_000),
		inspectors: inspectors.map(({id}) => id),
		met: {name: '周老板', position: '店长', phone: '13800001234'},
		outcome: 'inspected',
		checks: [{riskPointId: place.pointId, checklist: list.key, answers: {...Object.fromEntries(passes), ...answers}, ...check}],
		signature: {refused: '忙于营业'},
		device: {filedAt: app.clock.now(), app: 'test'},
		...more,
	};
}

export const inspectionPath = (name: string): string => `/api/inspections/${idOf(`inspection/${name}`)}`;
export const sha = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** A small photo with bytes of its own for every seed. */
export async function makePhoto(
	seed: number,
	{width = 64, height = 48, type = 'jpeg' as 'jpeg' | 'png' | 'webp'} = {},
): Promise<{bytes: Buffer; sha256: string}> {
	const background = {r: seed % 256, g: (seed * 7) % 256, b: (seed >> 8) % 256};
	const bytes = await sharp({create: {width, height, channels: 3, background}})
		[type]()
		.toBuffer();
	return {bytes, sha256: sha(bytes)};
}

/** Uploads a photo as a person; returns its hash. */
export async function upload(app: App, as: Pick<Person, 'id'>, seed: number): Promise<string> {
	const {bytes, sha256} = await makePhoto(seed);
	const answer = await app.send('PUT', `/api/photos/${sha256}`, {as, body: bytes});
	if (answer.status > 201) throw new Error(JSON.stringify(answer.body));
	return sha256;
}

type SlotMaking = {
	place: Place;
	name?: string;
	ordinal?: number;
	checklist?: string;
	opensOn?: string;
	dueOn: string;
	graceOn?: string;
	people?: string[];
	excusedOn?: string;
};

/** One due window of a point, put into the tables directly: the planning has tests of its own. */
export async function makeSlot(app: App, making: SlotMaking): Promise<string> {
	const {place, name = 'plan', ordinal = 1, dueOn, people} = making;
	const planId = idOf(`plan/${name}`);
	const id = idOf(`slot/${name}/${place.pointId}/${ordinal}`);
	const checklist = making.checklist ?? lists[place.domain]!;
	await app.services.queue.submit(async db => {
		const plan = {
			id: planId,
			name,
			checklist,
			scope: '{}',
			domain: place.domain,
			intervals: '{}',
			early_days: '{}',
			anchor: 'calendar',
			weekdays: '[]',
			holidays: 'keep',
			teams: '[]',
			from_on: '2026-01-01',
			grace_days: 0,
			campaign: 0,
			version: 1,
		};
		await db('plans').insert(plan).onConflict('id').ignore();
		await db('slots').insert({
			id,
			plan_id: planId,
			risk_point_id: place.pointId,
			site_id: place.siteId,
			community_id: place.communityId,
			domain: place.domain,
			level: 'low',
			checklist,
			ordinal,
			opens_on: making.opensOn ?? '2026-02-01',
			due_on: dueOn,
			grace_on: making.graceOn ?? dueOn,
			priority: 0,
			created_at: '2026-01-01T00:00:00.000Z',
			attempts: '[]',
			rhythm: '',
			...(making.excusedOn && {excused_on: making.excusedOn, excuse: JSON.stringify({by: null, reason: '停业'})}),
			...(people && {assigned_on: dueOn, pair_id: idOf('pair'), people: JSON.stringify(people)}),
		});
	});
	return id;
}

export const photo = 'ab'.repeat(32);
export const fail = {result: 'fail' as const, note: '通道堆放纸箱', photos: [photo]};

/** An office with one restaurant of one fire point, and the pair that inspects it. */
export async function startFiling(t: ExecutionContext, kind: EngineKind) {
	const app = await startApp(t, {kind});
	const office = await makeOffice(app);
	const place = await makePlace(app, office, {
		controls: [
			{kind: 'management', text: '通道巡查', owner: '店长', items: ['F01']},
			{kind: 'training', text: '员工培训', owner: '店长', items: ['F05']},
		],
	});
	return {app, office, place, pair: [office.inspector1, office.inspector2]};
}

export const countOf = async (app: App, table: string): Promise<number> =>
	Number(((await app.services.reader(table).count({n: '*'})) as [{n: number}])[0].n);

/** Rows of every table that a filing writes: a refusal leaves them as they were. */
export async function countAll(app: App): Promise<number[]> {
	const tables = ['inspections', 'checks', 'hazards', 'photo_links', 'journal', 'replies', 'counters'];
	return Promise.all(tables.map(async table => countOf(app, table)));
}

export const codesOf = ({flags}: {flags: Array<{code: string}>}): string[] => flags.map(({code}) => code).sort();
export const pathsOf = (body: {errors: Array<{path: string}>}): string[] => body.errors.map(({path}) => path);
