import {shallowRef} from 'vue';
import {troubleOf} from '../../domain/field/answer.ts';
import type {Person} from '../../domain/person.ts';
import {call} from './api.ts';
import {database} from './database.ts';

/** Who uses this phone. Known without a network; the server's own session may have ended meanwhile. */
export const person = shallowRef<Person | null>(null);
/** Whether the server wants the password again before it takes anything. */
export const needsSignIn = shallowRef(false);

export async function recallPerson(): Promise<void> {
	person.value = ((await (await database()).get('settings', 'person')) as Person | undefined) ?? null;
}

/** Signs in; throws a sentence for the screen. */
export async function signIn(account: string, password: string): Promise<void> {
	let reply: Awaited<ReturnType<typeof call>>;
	try {
		reply = await call('POST', '/api/session', {account, password});
	} catch {
		throw new Error('连不上服务器。首次登录需要网络，请到有信号的地方再试。');
	}
	const said = reply.body as {person?: Person} | undefined;
	if (reply.status !== 200 || !said?.person) throw new Error(troubleOf(reply)?.detail ?? '登录没有成功，请稍后再试。');
	await (await database()).put('settings', said.person, 'person');
	person.value = said.person;
	needsSignIn.value = false;
}

/** Ends the session and forgets what was loaded for the person. Unsent work is the caller's to settle first. */
export async function signOut(): Promise<void> {
	await call('DELETE', '/api/session').catch(() => {});
	const db = await database();
	const id = person.value?.id;
	const transaction = db.transaction(['settings', 'packs', 'sitePacks', 'pictures'], 'readwrite');
	await transaction.objectStore('settings').delete('person');
	if (id !== undefined) {
		await transaction.objectStore('packs').delete(id);
		// What was begun and not sealed stays for its person; what was only shown goes.
		for (const shown of ['leads', 'my-month'])
			await transaction.objectStore('settings').delete(IDBKeyRange.bound(`${shown}/${id}`, `${shown}/${id}~`));
		for (const key of await transaction.objectStore('sitePacks').index('person').getAllKeys(id))
			await transaction.objectStore('sitePacks').delete(key);
	}
	await transaction.objectStore('pictures').clear();
	await transaction.done;
	person.value = null;
}
