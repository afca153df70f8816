import {isUnsent} from '../../domain/field/parcel.ts';
import {type OutboxEntry, outboxFileName, outboxFileType, outboxLine} from '../../domain/inspections/outbox-file.ts';
import type {Person} from '../../domain/person.ts';
import {now, today} from './clock.ts';
import {database} from './database.ts';
import {parcels} from './outbox.ts';

/** Everything unsent of a person as the file that the office imports; a line at a time, so that a thousand photos fit. */
export async function outboxFile(person: Person, app: string): Promise<File> {
	const own = parcels.value.filter(one => one.personId === person.id && isUnsent(one)).reverse();
	const hashes = [...new Set(own.flatMap(({photos}) => photos))];
	const db = await database();
	const head = {format: 1 as const, kind: 'outbox' as const, exportedAt: now(), personId: person.id, app};
	const parts: BlobPart[] = [outboxLine({...head, entries: own.length, photos: hashes.length})];
	for (const {method, path, body} of own) parts.push(outboxLine({entry: {method, path, body} as OutboxEntry}));
	for (const sha256 of hashes) {
		const kept = await db.get('photos', sha256);
		if (kept) parts.push(new Blob([outboxLine({photo: {sha256, type: kept.blob.type, base64: await base64Of(kept.blob)}})]));
	}
	parts.push(outboxLine({end: true}));
	return new File(parts, outboxFileName(person.name, today()), {type: outboxFileType});
}

const base64Of = (blob: Blob): Promise<string> =>
	new Promise((resolve, reject) => {
		const reader = new FileReader();
		reader.onload = () => resolve(String(reader.result).slice(String(reader.result).indexOf(',') + 1));
		reader.onerror = () => reject(reader.error ?? new Error('unreadable'));
		reader.readAsDataURL(blob);
	});

/** Hands it on: by the phone's own sharing where that takes files, else as a download. */
export async function handOn(file: File): Promise<void> {
	if (navigator.canShare?.({files: [file]})) {
		try {
			await navigator.share({files: [file], title: file.name});
			return;
		} catch (error) {
			if (error instanceof DOMException && error.name === 'AbortError') return;
		}
	}
	const link = document.createElement('a');
	link.href = URL.createObjectURL(file);
	link.download = file.name;
	link.click();
	setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
