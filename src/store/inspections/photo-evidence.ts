import type {PhotoOrigin} from '../../domain/inspections/exif.ts';
import type {PhotoMetadata} from '../../domain/inspections/filing.ts';
import {bandsOf} from '../../domain/inspections/likeness.ts';
import type {Db} from '../engine.ts';
import {marks, select} from '../rows.ts';
import {originFrom} from './photos.ts';

// A photo that thousands share is no evidence against one of them in particular: the first uses are enough.
const mostRows = 5000;
const slices = <T>(list: readonly T[], size: number): T[][] =>
	Array.from({length: Math.ceil(list.length / size)}, (_, i) => list.slice(i * size, (i + 1) * size));

export type PhotoLooks = {sha256: string; likeness: string | null; origin: PhotoOrigin};
type LooksRow = {
	id: string;
	phash: string | null;
	taken_at: string | null;
	lat: number | null;
	lng: number | null;
	accuracy: number | null;
};

/** Those of the photos that have arrived, with what they look like and say of themselves. */
export async function photoLooks(db: Db, hashes: readonly string[]): Promise<PhotoLooks[]> {
	const found: LooksRow[] = [];
	for (const slice of slices(hashes, 400)) {
		const sql = `select id, phash, taken_at, lat, lng, accuracy from photos where id in ${marks(slice)}`;
		found.push(...(await select<LooksRow>(db, sql, slice)));
	}
	return found.map(row => ({sha256: row.id, likeness: row.phash, origin: originFrom(row)}));
}

/** Photos that have a quarter of their likeness in common with one of these. */
export async function photosInBands(db: Db, likenesses: readonly string[]): Promise<Array<{sha256: string; likeness: string}>> {
	const found: Array<{id: string; phash: string}> = [];
	for (const slice of slices(likenesses, 200)) {
		const bands = [0, 1, 2, 3].map(i => [...new Set(slice.map(likeness => bandsOf(likeness)[i]!))]);
		const any = bands.map((values, i) => `band_${i + 1} in ${marks(values)}`).join(' or ');
		const sql = `select id, phash from photos where ${any} order by seq limit ${mostRows}`;
		found.push(...(await select<{id: string; phash: string}>(db, sql, bands.flat())));
	}
	return found.map(({id, phash}) => ({sha256: id, likeness: phash}));
}

export type PhotoLinkRow = {
	sha256: string;
	subject: string;
	role: string;
	order: number;
	metadata: PhotoMetadata | null;
	inspectionId: string | null;
	isVoid: boolean;
};
type LinkRow = {
	seq: number;
	sha256: string;
	subject: string;
	role: string;
	metadata: string | null;
	inspection_id: string | null;
	state: string | null;
};

/** What photos belong to, in order of linking. */
export async function photoLinksOf(db: Db, hashes: readonly string[]): Promise<PhotoLinkRow[]> {
	const found: LinkRow[] = [];
	for (const slice of slices(hashes, 400)) {
		const sql = `select l.seq, l.sha256, l.subject, l.role, l.metadata, h.inspection_id, h.state from photo_links l
			left join hazards h on h.id = substr(l.subject, 8) where l.sha256 in ${marks(slice)} order by l.seq limit ${mostRows}`;
		found.push(...(await select<LinkRow>(db, sql, slice)));
	}
	return found.map(({seq, metadata, inspection_id, state, ...row}) => ({
		...row,
		order: Number(seq),
		metadata: metadata === null ? null : (JSON.parse(metadata) as PhotoMetadata),
		inspectionId: inspection_id,
		isVoid: state === 'void',
	}));
}

/** When inspections began, by id. */
export async function startsOf(db: Db, inspections: readonly string[]): Promise<Map<string, string>> {
	const starts = new Map<string, string>();
	for (const slice of slices(inspections, 400)) {
		const sql = `select id, started_at from inspections where id in ${marks(slice)}`;
		for (const row of await select<{id: string; started_at: string}>(db, sql, slice)) starts.set(row.id, row.started_at);
	}
	return starts;
}
