import {computed, onBeforeUnmount, onMounted, ref, shallowRef, watch} from 'vue';
import {useRouter} from 'vue-router';
import type {FieldMove} from '../../domain/field/moves.ts';
import {now} from '../offline/clock.ts';
import {isFull} from '../offline/database.ts';
import {judge} from '../offline/field-moves.ts';
import {blankSheet, bodyOf, dropSheet, keepSheet, type MoveSheet, sealSheet, sheetOf} from '../offline/move-sheets.ts';
import {keepPhoto, PhotoTrouble, releasePhotos} from '../offline/photos.ts';
import {leavePlace, position, watchPlace} from '../offline/place.ts';
import {person} from '../offline/session.ts';
import {knownHazards} from '../offline/view.ts';
import {version} from './version.ts';

/** 复查, 回头看 or 整改情况 under the pen: every touch is kept, the rules of the server are asked before it is sealed. */
export function useMoveSheet(move: FieldMove, hazardId: string, inspectors: string[] = []) {
	const router = useRouter();
	const hazard = computed(() => knownHazards.value.get(hazardId));
	const sheet = ref<MoveSheet>(blankSheet(inspectors, hazard.value));
	const trouble = shallowRef('');
	const isTried = shallowRef(false);
	const isReady = shallowRef(false);
	/** Whether there is anything to lose. */
	const isBegun = shallowRef(false);
	const body = computed(() => bodyOf(move, sheet.value, version));
	const verdict = computed(() => (hazard.value ? judge(hazard.value, move, body.value) : {refusal: null, faults: []}));

	const say = (error: unknown): void => {
		if (error instanceof PhotoTrouble) trouble.value = error.message;
		else if (isFull(error)) trouble.value = '手机存储已满，刚才的内容没有存住。请删除手机里不用的文件后，再点一次。';
		else trouble.value = '刚才的内容没有存住，请再点一次。';
	};
	const keep = (kept: MoveSheet): void => {
		if (isOver) return;
		isBegun.value = true;
		keepSheet(person.value!.id, move, hazardId, kept).catch(say);
	};
	let isOver = false;

	onMounted(async () => {
		watchPlace();
		const begun = await sheetOf(person.value!.id, move, hazardId);
		isBegun.value = begun !== undefined;
		if (begun) sheet.value = {...sheet.value, ...begun};
		isReady.value = true;
		watch(sheet, keep, {deep: true});
	});
	onBeforeUnmount(leavePlace);

	async function taken(blob: Blob, source: 'camera' | 'album'): Promise<void> {
		try {
			const sha = await keepPhoto(blob, sheet.value.id);
			const {photos, photoDetails} = sheet.value;
			if (photos.includes(sha)) return;
			const about = source === 'camera' ? {takenAt: now(), source, position: position.value ?? ('no-signal' as const)} : {source};
			sheet.value = {...sheet.value, photos: [...photos, sha], photoDetails: {...photoDetails, [sha]: about}};
			trouble.value = '';
		} catch (error) {
			say(error);
		}
	}

	function drop(sha: string): void {
		const {[sha]: _, ...photoDetails} = sheet.value.photoDetails;
		sheet.value = {...sheet.value, photos: sheet.value.photos.filter(one => one !== sha), photoDetails};
		void releasePhotos(sheet.value.id, sha);
	}

	/** Into the outbox, and back to the hazard that now says so. */
	async function seal(): Promise<void> {
		isTried.value = true;
		if (!hazard.value || verdict.value.refusal !== null || verdict.value.faults.length > 0) return;
		try {
			isOver = true;
			await sealSheet(person.value!.id, move, hazard.value, JSON.parse(JSON.stringify(body.value)) as typeof body.value);
			navigator.vibrate?.(40);
			await leave();
		} catch {
			isOver = false;
			trouble.value = '没有封存成功：手机存储可能已满。内容还在，请清理后再试。';
		}
	}

	async function giveUp(): Promise<void> {
		isOver = true;
		await dropSheet(person.value!.id, move, hazardId, sheet.value);
		await leave();
	}

	async function leave(): Promise<void> {
		if (history.state?.back === `/hazards/${hazardId}`) router.back();
		else await router.replace(`/hazards/${hazardId}`);
	}

	return {move, hazardId, hazard, sheet, trouble, isTried, isReady, isBegun, verdict, taken, drop, seal, giveUp};
}

export type MoveForm = ReturnType<typeof useMoveSheet>;
