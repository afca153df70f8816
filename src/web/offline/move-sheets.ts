import {v7} from 'uuid';
import type {Instant} from '../../domain/days.ts';
import {type FieldMove, moveForms, sheetKey} from '../../domain/field/moves.ts';
import {sealed} from '../../domain/field/parcel.ts';
import type {MoveBody} from '../../domain/hazards/hazard-moves.ts';
import type {PhotoMetadata} from '../../domain/inspections/filing.ts';
import {now} from './clock.ts';
import {database, strictly} from './database.ts';
import {parcelOf, seal} from './outbox.ts';
import type {PackHazard} from './pack-type.ts';
import {releasePhotos} from './photos.ts';
import {sendSoon} from './sender.ts';
import {sites} from './view.ts';
import {deviceNow} from './visit.ts';

/** 复查, 回头看 or 整改情况 under the pen, kept at every touch until it is sealed. Texts are as they were typed. */
export type MoveSheet = {
	id: string;
	/** When, and about what: it may have left the pack when it is gone on with. */
	begunAt: Instant;
	about: {siteName: string; number: string};
	inspectors: string[];
	result: 'pass' | 'fail' | 'holds' | 'recurred' | null;
	newDueOn: string;
	text: string;
	cost: string;
	photos: string[];
	photoDetails: Record<string, PhotoMetadata>;
};

export const blankSheet = (inspectors: string[], hazard?: PackHazard): MoveSheet => ({
	id: v7(),
	begunAt: now(),
	about: {siteName: sites.value.get(hazard?.siteId ?? '')?.name ?? '', number: hazard?.number ?? ''},
	inspectors,
	result: null,
	newDueOn: '',
	text: '',
	cost: '',
	photos: [],
	photoDetails: {},
});

/** What was begun and not sealed. */
export async function sheetOf(personId: string, move: FieldMove, hazardId: string): Promise<MoveSheet | undefined> {
	const kept = (await (await database()).get('settings', sheetKey(personId, move, hazardId))) as MoveSheet | undefined;
	// Sealed just before the phone died: the parcel is the later truth.
	return kept && (await parcelOf(kept.id)) ? undefined : kept;
}

export async function keepSheet(personId: string, move: FieldMove, hazardId: string, sheet: MoveSheet): Promise<void> {
	const transaction = (await database()).transaction('settings', 'readwrite', strictly);
	await transaction.store.put(JSON.parse(JSON.stringify(sheet)), sheetKey(personId, move, hazardId));
	await transaction.done;
}

/** Gives one up, with its photos. */
export async function dropSheet(personId: string, move: FieldMove, hazardId: string, {id}: MoveSheet): Promise<void> {
	await (await database()).delete('settings', sheetKey(personId, move, hazardId));
	await releasePhotos(id);
}

/** The body of the move as it will leave, as far as it is filled in. */
export function bodyOf(move: FieldMove, sheet: MoveSheet, version: string): MoveBody & {id: string} {
	const {id, photos, inspectors, result} = sheet;
	const details = Object.entries(sheet.photoDetails).filter(([sha]) => photos.includes(sha));
	const about = {id, photos: [...photos], photoDetails: Object.fromEntries(details), device: deviceNow(version)};
	const text = sheet.text.trim();
	const cost = Number.parseFloat(`${sheet.cost}`);
	if (move === 'rectification-reports') return {...about, text, ...(cost >= 0 && {cost})};
	if (move === 'lookbacks') return {...about, ...(result && {result}), ...(text !== '' && {reason: text})};
	const again = result === 'fail' && sheet.newDueOn !== '' ? {newDueOn: sheet.newDueOn} : {};
	return {...about, inspectors: [...inspectors], ...(result && {result}), ...again, ...(text !== '' && {reason: text})};
}

const resultTitles: Record<string, string> = {pass: '合格', fail: '不合格', holds: '没有反复', recurred: '再次出现'};

/** Seals it into the outbox; what was under the pen goes with it. */
export async function sealSheet(
	personId: string,
	move: FieldMove,
	hazard: PackHazard,
	body: MoveBody & {id: string},
): Promise<void> {
	const site = sites.value.get(hazard.siteId)?.name ?? '';
	const verdict = resultTitles[body.result ?? ''] ?? '';
	const fact = {
		id: body.id,
		personId,
		kind: moveForms[move].kind,
		title: [site, hazard.item, verdict].filter(Boolean).join('：'),
		siteId: hazard.siteId,
		settles: [hazard.id],
		method: 'POST' as const,
		subjectId: hazard.id,
		path: `/api/hazards/${hazard.id}/${move}`,
		body,
		photos: body.photos ?? [],
	};
	await seal(sealed(fact, now()));
	await (await database()).delete('settings', sheetKey(personId, move, hazard.id));
	sendSoon();
}
