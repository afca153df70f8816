import {type Instant, startOf} from '../../domain/days.ts';
import {type Hazard, isOpen} from '../../domain/hazards/hazard.ts';
import {
	againAndAgain,
	type KnownPhoto,
	type PhotoEvidence,
	photoSigns,
	type Subject,
	withSigns,
} from '../../domain/hazards/signs.ts';
import {alikeAmong} from '../../domain/inspections/likeness.ts';
import type {IntegrityTerms} from '../../domain/tables.ts';
import type {Db} from '../../store/engine.ts';
import {sightingsOfItems} from '../../store/hazards/earlier-hazards.ts';
import {findHazards, saveHazard} from '../../store/hazards/hazards.ts';
import {
	type PhotoLinkRow,
	type PhotoLooks,
	photoLinksOf,
	photoLooks,
	photosInBands,
	startsOf,
} from '../../store/inspections/photo-evidence.ts';
import {findSites} from '../../store/register/sites.ts';
import type {Context} from '../context.ts';
import {tableInForce} from '../register/tables.ts';

/** New hazards with what speaks against their evidence: their photos must be linked, the hazards themselves not yet inserted. */
export async function signNew(
	db: Db,
	context: Pick<Context, 'forms'>,
	found: ReadonlyArray<Omit<Subject, 'photos'> & {at: Instant}>,
): Promise<Hazard[]> {
	if (found.length === 0) return [];
	const terms = await tableInForce(db, context, 'integrity');
	const recurrence = await tableInForce(db, context, 'recurrence');
	const subjects = found.map(one => ({
		...one,
		photos: [...one.hazard.facts.photosBefore, ...one.hazard.facts.photosAfter],
	}));
	const evidence = await evidenceOf(
		db,
		subjects.flatMap(({photos}) => photos),
		terms,
		subjects,
	);
	const known = await sightingsOfItems(
		db,
		found.map(({hazard}) => hazard),
		recurrence.pointItemDays,
	);
	return subjects.map((subject, i) => {
		const {hazard, at} = subject;
		const same = (other: Hazard) => other.riskPointId === hazard.riskPointId && other.itemId === hazard.itemId;
		const inSet = found
			.slice(0, i)
			.map(one => one.hazard)
			.filter(same);
		const earlier = [...(known.get(`${hazard.riskPointId}/${hazard.itemId}`) ?? []), ...inSet];
		return withSigns(hazard, [...photoSigns(subject, evidence, terms, at), ...againAndAgain(hazard, earlier, recurrence, at)]);
	});
}

/** The hazard with what the photos given at a move say against it; they are linked already. */
export async function signMoved(db: Db, context: Context, hazard: Hazard, photos: readonly string[]): Promise<Hazard> {
	if (photos.length === 0) return hazard;
	const terms = await tableInForce(db, context, 'integrity');
	const [subject] = await subjectsOf(db, [hazard], () => photos);
	const evidence = await evidenceOf(db, photos, terms, [subject!]);
	return withSigns(hazard, photoSigns(subject!, evidence, terms, context.now));
}

/** Photos that arrive after their filing: whatever open hazard they now speak against says so in an entry of its own. */
export async function signArrived(db: Db, context: Context, hashes: readonly string[]): Promise<void> {
	const links = await photoLinksOf(db, hashes);
	if (!links.some(({subject}) => subject.startsWith('hazard:'))) return;
	const terms = await tableInForce(db, context, 'integrity');
	const evidence = await evidenceOf(db, hashes, terms, []);
	const ids = [...new Set(evidence.uses.map(({hazardId}) => hazardId))].sort();
	const open = (await findHazards(db, ids, {forUpdate: true})).filter(isOpen);
	const photosOf = ({id}: Hazard) => evidence.uses.filter(({hazardId}) => hazardId === id).map(({sha256}) => sha256);
	for (const subject of await subjectsOf(db, open, photosOf)) {
		const {hazard} = subject;
		const signed = withSigns(hazard, photoSigns(subject, evidence, terms, context.now));
		if (signed === hazard) continue;
		const act = {...context, actor: 'system'};
		await saveHazard(db, act, {...signed, version: hazard.version + 1}, {action: 'photo-arrived', body: {photos: hashes}});
	}
}

async function subjectsOf(
	db: Db,
	hazards: readonly Hazard[],
	photosOf: (hazard: Hazard) => readonly string[],
): Promise<Subject[]> {
	const starts = await startsOf(db, [...new Set(hazards.map(({inspectionId}) => inspectionId).filter(Boolean))]);
	const sites = await findSites(db, [...new Set(hazards.map(({siteId}) => siteId))]);
	return hazards.map(hazard => ({
		hazard,
		photos: photosOf(hazard),
		foundAt: starts.get(hazard.inspectionId) ?? startOf(hazard.foundOn),
		sitePosition: sites.get(hazard.siteId)?.position ?? null,
	}));
}

/** One query per kind for any number of photos. */
async function evidenceOf(
	db: Db,
	photos: readonly string[],
	{likenessBits}: IntegrityTerms,
	subjects: readonly Subject[],
): Promise<PhotoEvidence> {
	const hashes = [...new Set(photos)];
	const looks = await photoLooks(db, hashes);
	const seen = looks.flatMap(({sha256, likeness}) => (likeness === null ? [] : [{sha256, likeness}]));
	const near =
		seen.length > 0
			? await photosInBands(
					db,
					seen.map(({likeness}) => likeness),
				)
			: [];
	const alike = alikeAmong(seen, near, likenessBits);
	const links = await photoLinksOf(db, [...new Set([...hashes, ...alike.keys()])]);
	const own = new Map(subjects.map(({hazard}) => [hazard.id, hazard.inspectionId || null]));
	const uses = links
		.filter(({subject, role, isVoid}) => subject.startsWith('hazard:') && (role === 'before' || role === 'after') && !isVoid)
		.map(({subject, ...link}) => {
			const hazardId = subject.slice('hazard:'.length);
			return {...link, hazardId, inspectionId: own.get(hazardId) ?? link.inspectionId};
		});
	return {known: knownOf(hashes, looks, links), uses, alike};
}

/** What a filing says of a photo wins over what the photo says of itself; "no signal" is an answer too. */
function knownOf(hashes: readonly string[], looks: PhotoLooks[], links: PhotoLinkRow[]): Map<string, KnownPhoto> {
	const origins = new Map(looks.map(({sha256, origin}) => [sha256, origin]));
	const said = new Map(
		links
			.filter(({metadata}) => metadata)
			.reverse()
			.map(({sha256, metadata}) => [sha256, metadata!]),
	);
	return new Map(
		hashes.map(sha256 => {
			const {takenAt = origins.get(sha256)?.takenAt, position = origins.get(sha256)?.position} = said.get(sha256) ?? {};
			return [sha256, {sha256, ...(takenAt && {takenAt}), ...(position && position !== 'no-signal' && {position})}];
		}),
	);
}
