import {openSession} from '../../../src/actions/people/sign-in.ts';
import {systemClock} from '../../../src/clock.ts';
import type {ResolvedChecklist} from '../../../src/domain/content.ts';
import {plusMilliseconds} from '../../../src/domain/days.ts';
import type {Answer, Filing} from '../../../src/domain/inspections/filing.ts';
import {openEngine} from '../../../src/store/engine.ts';
import {insertPhotos, type StoredPhoto} from '../../../src/store/inspections/photos.ts';
import {sha256 as hashOf} from '../../../src/store/journal/journal.ts';
import {select} from '../../../src/store/rows.ts';
import type {Ask} from '../load.ts';
import {idOf} from '../office.ts';

const checklist = 'fire/daily@1';
const pairs = 40;
type Item = ResolvedChecklist['items'][number];
type Point = {id: string; site_id: string};
export type FilingAsk = Ask & {n: number};

/** A register's fire points of the first sites, and the sessions of its inspectors: what filings of a bench are made of. */
export async function openField(folder: string, items: readonly Item[]) {
	const engine = openEngine({folder});
	const now = systemClock.now();
	const points = await select<Point>(
		engine.reader,
		`select id, site_id from risk_points where domain = 'fire' and seq <= 500 order by seq`,
	);
	const secrets: string[] = [];
	for (let i = 0; i < pairs; i++)
		secrets.push((await engine.writer.transaction(async db => openSession(db, idOf(`city inspector ${2 * i}`), now))).secret);

	/** Filings of every item with three that fail, each with a photo of its own that has arrived; the same names give the same ids. */
	const filings = async (name: string, count: number): Promise<FilingAsk[]> => {
		const asks = Array.from({length: count}, (_, n): FilingAsk => {
			const pair = n % pairs;
			const filing = filingOf({point: points[n % points.length]!, pair, photos: photosOf(name, n), items});
			return {
				n,
				method: 'PUT',
				path: `/api/inspections/${idOf(`bench ${name} ${n}`)}`,
				headers: {authorization: `Bearer ${secrets[pair]}`, 'content-type': 'application/json'},
				body: JSON.stringify(filing),
			};
		});
		const photos = asks.flatMap(({n}) => photosOf(name, n)).map((hash, i) => photoRow(hash, i, now));
		for (let done = 0; done < photos.length; done += 1000)
			await engine.writer.transaction(async db => insertPhotos(db, photos.slice(done, done + 1000)));
		return asks;
	};
	return {filings, close: engine.close, secret: secrets[0]!};
}

const photosOf = (name: string, n: number): string[] => [0, 1, 2].map(i => hashOf(`${name} ${n} ${i}`));

function filingOf({point, pair, photos, items}: {point: Point; pair: number; photos: string[]; items: readonly Item[]}): Filing {
	const now = systemClock.now();
	const failed = items.filter(({answer}) => answer.kind !== 'number').slice(0, photos.length);
	const answerOf = (item: Item): Answer => {
		const at = failed.indexOf(item);
		if (at >= 0) return {result: 'fail', defects: [{place: '一层大堂', note: '堆放纸箱', photos: [photos[at]!]}]};
		return item.answer.kind === 'number' ? {result: 'pass', value: item.answer.min ?? item.answer.max ?? 1} : {result: 'pass'};
	};
	const answers = Object.fromEntries(items.map(item => [item.id, answerOf(item)]));
	return {
		format: 1,
		siteId: point.site_id,
		kind: 'patrol',
		startedAt: plusMilliseconds(now, -40 * 60_000),
		endedAt: plusMilliseconds(now, -5 * 60_000),
		inspectors: [idOf(`city inspector ${2 * pair}`), idOf(`city inspector ${2 * pair + 1}`)],
		met: {name: '周老板', position: '店长', phone: '021-00001234'},
		outcome: 'inspected',
		checks: [{riskPointId: point.id, checklist, answers}],
		signature: {refused: '忙于营业'},
		device: {filedAt: now, app: 'bench'},
	};
}

const photoRow = (sha256: string, i: number, now: string): StoredPhoto => ({
	sha256,
	type: 'image/jpeg',
	size: 200_000,
	width: 1600,
	height: 1200,
	likeness: hashOf(`likeness ${sha256}`).slice(0, 16),
	origin: {},
	uploadedBy: idOf(`city inspector ${i % pairs}`),
	uploadedAt: now,
});
