import {v7} from 'uuid';
import {type ParcelKind, sealed} from '../../domain/field/parcel.ts';
import type {PhotoMetadata} from '../../domain/inspections/filing.ts';
import {now} from './clock.ts';
import {seal} from './outbox.ts';
import type {PackHazard} from './pack-type.ts';
import {keepPhoto, releasePhotos} from './photos.ts';
import {position} from './place.ts';
import {sendSoon} from './sender.ts';
import {deviceNow} from './visit.ts';

/** 复查 or 整改情况 under the pen: its photos are owned by its id before it is sealed. */
export type Act = {id: string; photos: string[]; details: Record<string, PhotoMetadata>};
export const newAct = (): Act => ({id: v7(), photos: [], details: {}});

/** Keeps a photo of it; throws PhotoTrouble when the picture cannot be read. */
export async function withPhoto(act: Act, blob: Blob, source: 'camera' | 'album'): Promise<Act> {
	const sha = await keepPhoto(blob, act.id);
	const taken: PhotoMetadata = source === 'camera' ? {takenAt: now(), source, position: position.value ?? 'no-signal'} : {source};
	return {...act, photos: [...new Set([...act.photos, sha])], details: {...act.details, [sha]: taken}};
}

export function withoutPhoto(act: Act, sha: string): Act {
	void releasePhotos(act.id, sha);
	const {[sha]: _, ...details} = act.details;
	return {...act, photos: act.photos.filter(one => one !== sha), details};
}

/** Lets go of one that came to nothing. */
export const dropAct = ({id}: Act): Promise<void> => releasePhotos(id);

type Sealing = {personId: string; hazard: PackHazard; act: Act; version: string};

/** Seals a move on a hazard into the outbox; until the server has it the hazard counts as settled on this phone. */
async function sealMove(kind: ParcelKind, door: string, {personId, hazard, act, version}: Sealing, body: object): Promise<void> {
	const fact = {
		id: act.id,
		personId,
		kind,
		title: `${hazard.number} ${hazard.item.slice(0, 20)}`,
		siteId: hazard.siteId,
		settles: [hazard.id],
		method: 'POST' as const,
		subjectId: hazard.id,
		path: `/api/hazards/${hazard.id}/${door}`,
		body: {id: act.id, ...body, photos: act.photos, photoDetails: act.details, device: deviceNow(version)},
		photos: act.photos,
	};
	await seal(sealed(fact, now()));
	sendSoon();
}

export type Look = {inspectors: string[]; result: 'pass' | 'fail'; newDueOn?: string; reason?: string};
export const sealLook = (given: Sealing, look: Look): Promise<void> => sealMove('reinspection', 'reinspections', given, look);
export const sealReport = (given: Sealing, report: {text: string; cost?: number}): Promise<void> =>
	sealMove('rectification-report', 'rectification-reports', given, report);
