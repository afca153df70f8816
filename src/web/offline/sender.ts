import {ref, shallowRef} from 'vue';
import {readAnswer, troubleOf} from '../../domain/field/answer.ts';
import {type Answer, afterAnswer, dueParcels, type Parcel, waitAfter} from '../../domain/field/parcel.ts';
import {call, isReachable} from './api.ts';
import {now} from './clock.ts';
import {database} from './database.ts';
import {keepParcel, parcels, recallParcels} from './outbox.ts';
import {keptPhoto, photoSent} from './photos.ts';
import {needsSignIn, person} from './session.ts';

/** What is on its way at this moment: the parcel, and which of its photos. */
export const sending = shallowRef<{id: string; photo: number; photos: number} | null>(null);
/** Whether the last probe reached our own server; null before the first. */
export const isOnline = ref<boolean | null>(null);

const endOfTime = '9999-12-31T00:00:00.000Z';
let timer: ReturnType<typeof setTimeout> | undefined;
let misses = 0;
let isRunning = false;
let isWanted = false;
let isHurried = false;

/** Sends what is due, one thing at a time and in one page only; called as often as anyone likes. */
export function sendSoon(): void {
	isWanted = true;
	if (isRunning) return;
	clearTimeout(timer);
	void run();
}

async function run(): Promise<void> {
	isRunning = true;
	try {
		while (isWanted) {
			isWanted = false;
			await alone(sendAll);
		}
	} finally {
		isRunning = false;
		sending.value = null;
		plan();
	}
}

/** Two pages of one phone do not send the same thing at once; where there are no locks the server sorts it out. */
const alone = async (act: () => Promise<void>): Promise<void> =>
	navigator.locks ? navigator.locks.request('sender', {ifAvailable: true}, async lock => (lock ? act() : undefined)) : act();

async function sendAll(): Promise<void> {
	await recallParcels();
	const own = person.value?.id;
	if (own === undefined) return;
	const tried = new Set<string>();
	const until = isHurried ? endOfTime : now();
	isHurried = false;
	const next = () => dueParcels(parcels.value, own, until).find(({id}) => !tried.has(id));
	if (!next()) return;
	isOnline.value = await isReachable();
	misses = isOnline.value ? 0 : misses + 1;
	if (!isOnline.value || needsSignIn.value) return;
	for (let parcel = next(); parcel; parcel = next()) {
		tried.add(parcel.id);
		if (await sendOne(parcel)) return;
	}
}

/** Sends one; true when the round is over: nobody there, or nobody signed in. */
async function sendOne(parcel: Parcel): Promise<boolean> {
	try {
		const answer = await attempt(parcel);
		needsSignIn.value = answer.kind === 'sign-in';
		await keepParcel(afterAnswer(parcel, answer, now(), Math.random()));
		return answer.kind === 'sign-in';
	} catch (error) {
		// Cut off on the way, or nobody there: it may have arrived, so the same is sent again.
		misses++;
		isOnline.value = false;
		const why =
			error instanceof DOMException && error.name === 'TimeoutError' ? '网络太慢，没有等到回答。' : '网络中断，稍后续传。';
		await keepParcel(afterAnswer(parcel, {kind: 'later', why}, now(), Math.random()));
		return true;
	}
}

/** Photos first, each once: those that are there already are not sent again. */
async function attempt(parcel: Parcel): Promise<Answer> {
	for (const [photo, sha256] of parcel.photos.entries()) {
		sending.value = {id: parcel.id, photo: photo + 1, photos: parcel.photos.length};
		const refusal = await sendPhoto(sha256);
		if (refusal) return refusal;
	}
	sending.value = {id: parcel.id, photo: parcel.photos.length, photos: parcel.photos.length};
	return readAnswer(await call(parcel.method, parcel.path, parcel.body), parcel.subjectId, now());
}

async function sendPhoto(sha256: string): Promise<Exclude<Answer, {kind: 'accepted'}> | null> {
	const kept = await (await database()).get('photos', sha256);
	if (kept?.sentAt) return null;
	const blob = await keptPhoto(sha256);
	// The record goes without it: the server waits for the photo and says so (rules §1.11).
	if (!blob) return null;
	const reply = await call('PUT', `/api/photos/${sha256}`, blob);
	const said = reply.body as {sha256?: unknown} | undefined;
	if ((reply.status === 200 || reply.status === 201) && said?.sha256 === sha256) {
		await photoSent(sha256);
		return null;
	}
	const answer = readAnswer(reply, sha256, now());
	if (answer.kind !== 'accepted') return answer;
	return {kind: 'later', why: troubleOf(reply)?.detail ?? '照片没有收妥，稍后重试。'};
}

/** Wakes when the next parcel is due, or later and later while nobody is there. */
function plan(): void {
	const own = person.value?.id;
	const waiting = parcels.value.filter(one => one.personId === own && one.state === 'sealed');
	if (waiting.length === 0 || needsSignIn.value) return;
	const next = waiting.map(({nextAt}) => (nextAt === null ? 0 : Date.parse(nextAt) - Date.parse(now())));
	const wait = Math.max(1000, Math.min(...next), misses > 0 ? waitAfter(misses, Math.random()) : 0);
	clearTimeout(timer);
	timer = setTimeout(sendSoon, Math.min(wait, 600_000));
}

/** Whenever the phone says that something changed, try; what it says is not believed. */
export function watchNetwork(): void {
	for (const event of ['online', 'focus'] as const) globalThis.addEventListener(event, retryNow);
	document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && retryNow());
	globalThis.addEventListener('offline', () => {
		isOnline.value = false;
	});
}

/** A network that came back, or a person who looks: nothing waits for its turn any longer. */
export function retryNow(): void {
	misses = 0;
	isHurried = true;
	sendSoon();
}
