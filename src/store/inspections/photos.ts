import type {Instant} from '../../domain/days.ts';
import type {PhotoOrigin} from '../../domain/inspections/exif.ts';
import type {PhotoLink} from '../../domain/inspections/filing-photos.ts';
import {bandsOf} from '../../domain/inspections/likeness.ts';
import type {Photo, PhotoType} from '../../domain/inspections/photo.ts';
import type {Scope} from '../../domain/scope.ts';
import type {Db} from '../engine.ts';
import {type LeadSight, visibleLeads} from '../hazards/leads.ts';
import {type Columns, insertRows, marks, select} from '../rows.ts';
import {scopeSql} from '../scope.ts';

/** `likeness`: 64 bits in hexadecimal, null for a plain surface; `origin`: what the photo says of itself. */
export type StoredPhoto = Photo & {likeness: string | null; origin: PhotoOrigin; uploadedBy: string; uploadedAt: Instant};
type Row = {
	id: string;
	type: PhotoType;
	size: number;
	width: number;
	height: number;
	uploaded_by: string;
	uploaded_at: string;
	phash: string | null;
	taken_at: string | null;
	lat: number | null;
	lng: number | null;
	accuracy: number | null;
};

const columns: Columns = {
	id: 'text',
	type: 'text',
	size: 'integer',
	width: 'integer',
	height: 'integer',
	uploaded_by: 'text',
	uploaded_at: 'text',
	phash: 'text',
	band_1: 'integer',
	band_2: 'integer',
	band_3: 'integer',
	band_4: 'integer',
	taken_at: 'text',
	lat: 'double precision',
	lng: 'double precision',
	accuracy: 'double precision',
};

export async function findPhoto(db: Db, sha256: string): Promise<StoredPhoto | undefined> {
	const [row] = await select<Row>(db, 'select * from photos where id = ?', [sha256]);
	return row && fromRow(row);
}

/** Which of these photos have arrived. */
export async function photosPresent(db: Db, hashes: readonly string[]): Promise<Set<string>> {
	const present = new Set<string>();
	for (let i = 0; i < hashes.length; i += 400) {
		const slice = hashes.slice(i, i + 400);
		for (const {id} of await select<{id: string}>(db, `select id from photos where id in ${marks(slice)}`, slice))
			present.add(id);
	}
	return present;
}

export async function insertPhotos(db: Db, photos: StoredPhoto[]): Promise<void> {
	await insertRows(
		db,
		'photos',
		columns,
		photos.map(({sha256, uploadedBy, uploadedAt, likeness, origin: {takenAt, position}, ...photo}) => ({
			...photo,
			id: sha256,
			uploaded_by: uploadedBy,
			uploaded_at: uploadedAt,
			phash: likeness,
			...(likeness && Object.fromEntries(bandsOf(likeness).map((band, i) => [`band_${i + 1}`, band]))),
			taken_at: takenAt ?? null,
			lat: position?.lat ?? null,
			lng: position?.lng ?? null,
			accuracy: position?.accuracy ?? null,
		})),
	);
}

const linkColumns: Columns = {
	id: 'text',
	sha256: 'text',
	subject: 'text',
	role: 'text',
	community_id: 'text',
	domain: 'text',
	metadata: 'text',
};

/** What photos belong to; the photo itself may arrive later. */
export async function insertLinks(db: Db, links: PhotoLink[]): Promise<void> {
	await insertRows(
		db,
		'photo_links',
		linkColumns,
		links.map(({sha256, subject, role, communityId, domain, metadata, id}) => ({
			id,
			sha256,
			subject,
			role,
			community_id: communityId,
			domain,
			metadata,
		})),
	);
}

const signatures = `('signature', 'inspector-signature')`;

/**
 * Whether a photo is linked to something in scope, to an inspection that the person filed, or to a lead that he may see
 * (rules §1.11). Signatures only count for those who may see them.
 */
export async function isLinkedInScope(
	db: Db,
	sha256: string,
	{scope, personId, seesSignatures, leads}: {scope: Scope; personId: string; seesSignatures: boolean; leads: LeadSight},
): Promise<boolean> {
	const inScope = scopeSql(scope);
	const inCommunity = scopeSql(scope, false);
	const lead = visibleLeads(leads);
	const rows = await select(
		db,
		`select 1 as one from photo_links where sha256 = ?${seesSignatures ? '' : ` and role not in ${signatures}`}
			and (${inScope.sql || '1 = 1'} or (domain is null and ${inCommunity.sql || '1 = 1'})
				or exists (select 1 from inspections i where i.id = substr(photo_links.subject, 12) and i.filed_by = ?)
				or exists (select 1 from leads where leads.id = substr(photo_links.subject, 6) and ${lead.sql})) limit 1`,
		[sha256, ...inScope.bindings, ...inCommunity.bindings, personId, ...lead.bindings],
	);
	return rows.length > 0;
}

export type SubjectPhoto = {sha256: string; role: string; isThere: boolean; metadata: string | null};

/** The photos of a subject in order of linking, each once per role. */
export async function photosOf(db: Db, subject: string): Promise<SubjectPhoto[]> {
	const rows = await select<{sha256: string; role: string; metadata: string | null; there: string | null}>(
		db,
		`select l.sha256, l.role, l.metadata, p.id as there from photo_links l left join photos p on p.id = l.sha256
			where l.subject = ? order by l.seq`,
		[subject],
	);
	const once = new Map(rows.map(row => [`${row.role}/${row.sha256}`, row]));
	return [...once.values()].map(({there, ...row}) => ({...row, isThere: there !== null}));
}

const fromRow = (row: Row): StoredPhoto => ({
	sha256: row.id,
	type: row.type,
	size: row.size,
	width: row.width,
	height: row.height,
	uploadedBy: row.uploaded_by,
	uploadedAt: row.uploaded_at,
	likeness: row.phash,
	origin: originFrom(row),
});

/** When and where, from the columns that say it. */
export const originFrom = ({taken_at, lat, lng, accuracy}: Pick<Row, 'taken_at' | 'lat' | 'lng' | 'accuracy'>): PhotoOrigin => ({
	...(taken_at !== null && {takenAt: taken_at}),
	...(lat !== null && lng !== null && {position: {lat, lng, ...(accuracy !== null && {accuracy})}}),
});
