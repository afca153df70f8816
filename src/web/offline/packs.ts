import {shallowRef} from 'vue';
import {millisecondsBetween} from '../../domain/days.ts';
import {troubleOf} from '../../domain/field/answer.ts';
import {now} from './clock.ts';
import {database, type KeptPack, type KeptSitePack} from './database.ts';
import type {Pack} from './pack-type.ts';
import {fetchPictures} from './pictures.ts';
import {needsSignIn} from './session.ts';

/** The day's pack and the sites that were fetched beside it, as one thing to look things up in. */
export const kept = shallowRef<KeptPack | null>(null);
export const sitePacks = shallowRef<KeptSitePack[]>([]);

export async function recallPacks(personId: string): Promise<void> {
	const db = await database();
	kept.value = (await db.get('packs', personId)) ?? null;
	sitePacks.value = await db.getAllFromIndex('sitePacks', 'person', personId);
}

const sentences: Record<number, string> = {403: '您的角色没有工作包。', 404: '没有找到，或不在您的范围内。'};

async function fetchPack(path: string, etag: string | null): Promise<{pack: Pack; etag: string | null; bytes: number} | null> {
	let response: Response;
	try {
		const headers: Record<string, string> = etag ? {'if-none-match': etag} : {};
		response = await fetch(path, {headers, credentials: 'same-origin', cache: 'no-store', signal: AbortSignal.timeout(60_000)});
	} catch {
		throw new Error('连不上服务器，请到有信号的地方再更新。已有的内容仍可使用。');
	}
	if (response.status === 304) return null;
	const type = response.headers.get('content-type') ?? '';
	const text = await response.text();
	if (response.status === 401) {
		needsSignIn.value = true;
		throw new Error('登录已失效，请重新登录后更新。');
	}
	if (response.status !== 200 || !type.includes('application/json')) {
		const trouble = troubleOf({status: response.status, type, body: parsed(text), retryAfter: null});
		throw new Error(trouble?.detail ?? sentences[response.status] ?? '服务器没有给出工作包，请稍后再试。');
	}
	const pack = parsed(text) as Pack | undefined;
	if (!pack || !Array.isArray(pack.slots)) throw new Error('回答的不是本系统（可能是上网登录页），请换一个网络再试。');
	return {pack, etag: response.headers.get('etag'), bytes: new Blob([text]).size};
}

const parsed = (text: string): unknown => {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
};

/** Loads the day's pack with everything it needs offline; says whether anything was new. Throws a sentence. */
export async function loadPack(personId: string): Promise<boolean> {
	const known = kept.value?.personId === personId ? kept.value : null;
	const fetched = await fetchPack('/api/pack?days=7', known?.etag ?? null);
	const fresh: KeptPack = fetched ? {personId, ...fetched, loadedAt: now()} : {...known!, loadedAt: now()};
	await (await database()).put('packs', fresh);
	kept.value = fresh;
	await fetchPictures(fresh.pack);
	return fetched !== null;
}

/** Fetches one more site. */
export async function loadSite(personId: string, siteId: string): Promise<void> {
	const fetched = (await fetchPack(`/api/sites/${encodeURIComponent(siteId)}/pack`, null))!;
	const fresh: KeptSitePack = {key: `${personId}/${siteId}`, personId, siteId, pack: fetched.pack, loadedAt: now()};
	await (await database()).put('sitePacks', fresh);
	sitePacks.value = [...sitePacks.value.filter(({key}) => key !== fresh.key), fresh];
	await fetchPictures(fetched.pack);
}

/** Hours since the pack was loaded, and whether its seven days are over: it still works, and says so. */
export function ageOf({loadedAt}: Pick<KeptPack, 'loadedAt'>): {hours: number; isOld: boolean} {
	const hours = Math.max(0, Math.floor(millisecondsBetween(loadedAt, now()) / 3_600_000));
	return {hours, isOld: hours >= 7 * 24};
}
