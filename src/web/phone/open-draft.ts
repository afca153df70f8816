import {type Ref, shallowRef} from 'vue';
import {type Draft, isShown, type Standing} from '../../domain/field/draft.ts';
import type {PhotoMetadata} from '../../domain/inspections/filing.ts';
import {now} from '../offline/clock.ts';
import {isFull} from '../offline/database.ts';
import {draftOf, keepDraft, StaleDraft} from '../offline/drafts.ts';
import {keepPhoto, PhotoTrouble, releasePhotos} from '../offline/photos.ts';
import {position} from '../offline/place.ts';

export type OpenDraft = {
	draft: Ref<Draft>;
	/** Why the last change is not safe, in words. */
	trouble: Ref<string>;
	change: (work: (draft: Draft) => Draft) => void;
	stand: (standing: Partial<Standing>) => void;
	addPhoto: (blob: Blob, source: 'camera' | 'album') => Promise<string | null>;
	/** Lets a photo go that was taken from where it stood, unless it is shown elsewhere too. */
	dropPhoto: (sha256: string) => void;
	/** Resolves when everything so far is on disk. */
	settled: () => Promise<void>;
};

/** A visit under way: every touch is on the screen at once and on disk a moment later, in order. */
export async function openDraft(id: string): Promise<OpenDraft | null> {
	const found = await draftOf(id);
	if (!found) return null;
	const draft = shallowRef(found);
	const trouble = shallowRef('');
	let revision = found.revision;
	let isDirty = false;
	let saving: Promise<void> | undefined;

	async function save(): Promise<void> {
		while (isDirty) {
			isDirty = false;
			try {
				revision = (await keepDraft({...draft.value, revision})).revision;
				trouble.value = '';
			} catch (error) {
				trouble.value = wordsFor(error);
			}
		}
		saving = undefined;
	}
	const change: OpenDraft['change'] = work => {
		draft.value = work(draft.value);
		isDirty = true;
		saving ??= save();
	};
	return {
		draft,
		trouble,
		change,
		stand: standing => change(one => ({...one, standing: {...one.standing, ...standing}})),
		async addPhoto(blob, source) {
			try {
				const sha = await keepPhoto(blob, id);
				const about: PhotoMetadata = {takenAt: now(), source, position: position.value ?? 'no-signal'};
				change(one => ({...one, filing: {...one.filing, photos: {...one.filing.photos, [sha]: metadataOf(about, source)}}}));
				return sha;
			} catch (error) {
				trouble.value = wordsFor(error);
				return null;
			}
		},
		dropPhoto(sha256) {
			if (isShown(draft.value, sha256)) return;
			change(one => {
				const {[sha256]: _, ...photos} = one.filing.photos ?? {};
				return {...one, filing: {...one.filing, photos}};
			});
			void releasePhotos(id, sha256);
		},
		settled: async () => saving,
	};
}

/** When and where an album's picture was taken only the picture itself can say. */
const metadataOf = (about: PhotoMetadata, source: 'camera' | 'album'): PhotoMetadata => (source === 'camera' ? about : {source});

function wordsFor(error: unknown): string {
	if (error instanceof StaleDraft || error instanceof PhotoTrouble) return error.message;
	if (isFull(error)) return '手机存储已满，刚才的内容没有存住。请删除手机里不用的文件后，再点一次。';
	return '刚才的内容没有存住，请再点一次；仍不行时请导出后重新打开。';
}
