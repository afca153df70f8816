import {createHash} from 'node:crypto';
import sharp from 'sharp';
import {v7 as uuidv7} from 'uuid';
import type {Parcel} from '../../src/domain/field/parcel.ts';
import type {Phone} from './browser.ts';
import {makeFiling} from './filing.ts';
import type {PhoneWorld} from './phone-world.ts';

type Picture = {sha256: string; base: number; tail: number[]; owner: string};

/** Puts sealed checks with their photos into the phone's database, as the closing page would have, and says what they name. */
export async function fillOutbox(
	phone: Phone,
	world: PhoneWorld,
	{filings, photos, side = 400}: {filings: number; photos: number; side?: number},
) {
	const bases = await Promise.all([1, 2, 3, 4].map(async n => noise(n, side)));
	const pictures: Picture[] = [];
	const parcels: Parcel[] = [];
	for (let i = 0; i < filings; i++) {
		const id = uuidv7();
		const [from, to] = [i, i + 1].map(n => Math.floor((n * photos) / filings)) as [number, number];
		const own = Array.from({length: to - from}, (_, n) => picture(bases, from + n, id));
		pictures.push(...own);
		parcels.push(
			parcelOf(
				world,
				id,
				i,
				own.map(({sha256}) => sha256),
			),
		);
	}
	const encoded = bases.map(bytes => bytes.toString('base64'));
	for (let at = 0; at < pictures.length; at += 100)
		await phone.page.evaluate(keepPictures, {bases: encoded, pictures: pictures.slice(at, at + 100)});
	await phone.store('parcels', parcels);
	return {parcels, pictures};
}

/** A picture that does not shrink well, as of a dark basement. */
const noise = async (seed: number, side: number): Promise<Buffer> =>
	sharp({
		create: {
			width: side,
			height: Math.round(side * 0.75),
			channels: 3,
			background: '#555',
			noise: {type: 'gaussian', mean: 90 + seed * 10, sigma: 12},
		},
	})
		.jpeg({quality: 72})
		.toBuffer();

/** The same picture with other bytes behind its end: another hash, as of another photo. */
function picture(bases: readonly Buffer[], n: number, owner: string): Picture {
	const base = n % bases.length;
	const tail = [...Buffer.from(`photo ${owner} ${n}`)];
	const sha256 = createHash('sha256').update(bases[base]!).update(Buffer.from(tail)).digest('hex');
	return {sha256, base, tail, owner};
}

function parcelOf({app, office, tasks}: PhoneWorld, id: string, n: number, photos: string[]): Parcel {
	const {place, checklist, name} = tasks[n % tasks.length]!;
	const [first] = app.services.forms.checklists.get(checklist)!.items;
	const answers = photos.length > 0 ? {[first!.id]: {result: 'fail' as const, defects: [{photos}]}} : {};
	const body = makeFiling(app, {place, inspectors: [office.inspector1, office.inspector2], checklist, answers});
	return {
		id,
		personId: office.inspector1.id,
		kind: 'inspection',
		title: `${name}：营业场所`,
		siteId: place.siteId,
		settles: [],
		method: 'PUT',
		subjectId: id,
		path: `/api/inspections/${id}`,
		body: {...body, photos: Object.fromEntries(photos.map(sha => [sha, {source: 'camera'}]))},
		photos,
		sealedAt: app.clock.now(),
		state: 'sealed',
		attempts: 0,
		nextAt: null,
		delay: null,
		receipt: null,
		refusal: null,
	};
}

async function keepPictures({bases, pictures}: {bases: string[]; pictures: Picture[]}): Promise<void> {
	const bytes = bases.map(base => Uint8Array.from(atob(base), sign => sign.charCodeAt(0)));
	const db = await new Promise<IDBDatabase>(resolve => {
		const request = indexedDB.open('dual-prevention-phone');
		request.onsuccess = () => resolve(request.result);
	});
	const transaction = db.transaction('photos', 'readwrite');
	for (const {sha256, base, tail, owner} of pictures) {
		const blob = new Blob([bytes[base]!, new Uint8Array(tail)], {type: 'image/jpeg'});
		transaction.objectStore('photos').put({sha256, blob, size: blob.size, owners: [owner], sentAt: null});
	}
	await new Promise((resolve, reject) => {
		transaction.oncomplete = resolve;
		transaction.onerror = reject;
	});
	db.close();
}
