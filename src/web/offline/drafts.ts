import type {Draft} from '../../domain/field/draft.ts';
import {now} from './clock.ts';
import {database, strictly} from './database.ts';
import {releasePhotos} from './photos.ts';

/** Another page of this phone has gone on with the same inspection. */
export class StaleDraft extends Error {}

export const draftsOf = async (personId: string): Promise<Draft[]> =>
	(await (await database()).getAllFromIndex('drafts', 'person', personId)).sort((a, b) => (a.updatedAt < b.updatedAt ? 1 : -1));

export const draftOf = async (id: string): Promise<Draft | undefined> => (await database()).get('drafts', id);

/** Keeps it and says the revision that it now has; throws StaleDraft when a newer one is there. */
export async function keepDraft(draft: Draft): Promise<Draft> {
	const transaction = (await database()).transaction('drafts', 'readwrite', strictly);
	const known = await transaction.store.get(draft.id);
	if ((known?.revision ?? 0) !== draft.revision) {
		transaction.abort();
		await transaction.done.catch(() => {});
		throw new StaleDraft('本次检查已在另一个页面继续，请在那里填写，或者刷新本页。');
	}
	const kept = {...draft, revision: draft.revision + 1, updatedAt: now()};
	await transaction.store.put(kept);
	await transaction.done;
	return kept;
}

/** Gives an inspection up, with its photos. */
export async function dropDraft(id: string): Promise<void> {
	await (await database()).delete('drafts', id);
	await releasePhotos(id);
}
