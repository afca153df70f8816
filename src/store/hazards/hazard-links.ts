import {createHash} from 'node:crypto';
import type {Instant} from '../../domain/days.ts';
import type {Hazard} from '../../domain/hazards/hazard.ts';
import type {PhotoMetadata} from '../../domain/inspections/filing.ts';
import type {Db} from '../engine.ts';
import {insertRows, marks, select} from '../rows.ts';

export type PhotoRole = 'before' | 'after' | 'attachment';

/** Those of the hashes whose bytes have not been uploaded. */
export async function photosAwaited(db: Db, hashes: readonly string[]): Promise<string[]> {
	const wanted = [...new Set(hashes)];
	if (wanted.length === 0) return [];
	const rows = await select<{id: string}>(db, `select id from photos where id in ${marks(wanted)}`, wanted);
	const there = new Set(rows.map(({id}) => id));
	return wanted.filter(hash => !there.has(hash));
}

/** Makes photos readable with the hazard; the same photo in the same role is linked once. */
export async function linkHazardPhotos(
	db: Db,
	{id, communityId, domain}: Hazard,
	role: PhotoRole,
	hashes: readonly string[],
	details: Record<string, PhotoMetadata> = {},
): Promise<void> {
	await linkPhotos(db, {subject: `hazard:${id}`, communityId, domain, details}, role, hashes);
}

type Owner = {
	subject: string;
	communityId: string;
	domain: string | null;
	metadata?: PhotoMetadata | undefined;
	/** Of single photos, before what is said of all. */
	details?: Record<string, PhotoMetadata>;
};

/** Makes photos readable with what they belong to. */
export async function linkPhotos(db: Db, owner: Owner, role: PhotoRole, hashes: readonly string[]): Promise<void> {
	const wanted = [...new Set(hashes)];
	if (wanted.length === 0) return;
	const {subject, communityId, domain, metadata, details = {}} = owner;
	const said = (hash: string) => details[hash] ?? metadata;
	const linked = await select<{sha256: string}>(
		db,
		`select sha256 from photo_links where subject = ? and role = ? and sha256 in ${marks(wanted)}`,
		[subject, role, ...wanted],
	);
	const already = new Set(linked.map(({sha256}) => sha256));
	await insertRows(
		db,
		'photo_links',
		{id: 'text', sha256: 'text', subject: 'text', role: 'text', community_id: 'text', domain: 'text', metadata: 'text'},
		wanted
			.filter(hash => !already.has(hash))
			.map(hash => ({
				id: idOfLink(subject, role, hash),
				sha256: hash,
				subject,
				role,
				community_id: communityId,
				domain,
				metadata: said(hash) ? JSON.stringify(said(hash)) : null,
			})),
	);
}

const idOfLink = (...parts: string[]): string => createHash('sha256').update(parts.join('/')).digest('hex').slice(0, 32);

/** Whether the notice of the hazard's present round was issued and stands. */
export async function hasValidNotice(db: Db, {id, round}: Pick<Hazard, 'id' | 'round'>): Promise<boolean> {
	const rows = await select<{id: string}>(
		db,
		`select p.id from paper_hazards ph join papers p on p.id = ph.paper_id
			where ph.hazard_id = ? and ph.round = ? and p.kind = 'rectification-notice' and p.number is not null and p.state <> 'void' limit 1`,
		[id, round],
	);
	return rows.length > 0;
}

/** Numbers of the standing papers of a kind, by hazard; of those that stood at a moment when one is given. */
export async function paperNumbersOf(db: Db, kind: string, ids: string[], at?: Instant): Promise<Map<string, string[]>> {
	const numbers = new Map<string, string[]>();
	const stood =
		at === undefined
			? "p.number is not null and p.state <> 'void'"
			: 'p.allocated_at <= ? and (p.voided_at is null or p.voided_at > ?)';
	const moments = at === undefined ? [] : [at, at];
	for (let i = 0; i < ids.length; i += 400) {
		const slice = ids.slice(i, i + 400);
		const rows = await select<{hazard_id: string; number: string}>(
			db,
			`select ph.hazard_id, p.number from paper_hazards ph join papers p on p.id = ph.paper_id
				where p.kind = ? and ${stood} and ph.hazard_id in ${marks(slice)} order by p.seq`,
			[kind, ...moments, ...slice],
		);
		for (const {hazard_id, number} of rows) numbers.set(hazard_id, [...(numbers.get(hazard_id) ?? []), number]);
	}
	return numbers;
}
