import {computed, shallowRef} from 'vue';
import type {Person, Role} from '../../domain/person.ts';
import {may, type Permission} from '../../domain/policy.ts';
import {ask, get, signInAgain, Trouble} from './server.ts';

/** Who is signed in; undefined until the server was asked, null when nobody is. */
export const me = shallowRef<Person | null | undefined>();
export const warnings = shallowRef<string[]>([]);
type Session = {person: Person; warnings: string[]};

const take = ({person, warnings: words}: Session): void => {
	me.value = person;
	warnings.value = words;
};

// Asked only where somebody signed in before: a first visit is no fault.
const mark = 'signed-in';

export async function recallSession(): Promise<void> {
	me.value = null;
	if (!localStorage.getItem(mark)) return;
	try {
		take(await ask<Session>('GET', '/api/session'));
	} catch (error) {
		if (!(error instanceof Trouble) || error.status !== 401) throw error;
		localStorage.removeItem(mark);
	}
}

/** Signs in; throws Trouble. Another person than the one whose session ended starts afresh. */
export async function signIn(account: string, password: string): Promise<void> {
	const before = me.value?.id;
	take(await ask<Session>('POST', '/api/session', {account, password}));
	localStorage.setItem(mark, 'yes');
	const resume = signInAgain.value;
	signInAgain.value = null;
	if (before !== undefined && before !== me.value!.id) location.assign('/');
	else resume?.();
}

export async function signOut(): Promise<void> {
	await ask('DELETE', '/api/session').catch(() => {});
	location.assign('/');
}

/** Whether the caller's roles allow it (rules §1.2): what may not be done is not offered. The server decides all the same. */
export const can = (permission: Permission): boolean => Boolean(me.value && may(me.value.roles, permission));
export const hasRole = (...roles: Role[]): boolean => Boolean(me.value?.roles.some(role => roles.includes(role)));
export const isAuditor = computed(() => hasRole('auditor'));

export type Welcome = {
	office: string;
	version: string;
	demo: boolean;
	warnings: string[];
	accounts: {account: string; name: string; roles: string}[];
};
export const welcome = shallowRef<Welcome | null>(null);
export const recallWelcome = async (): Promise<void> => {
	welcome.value = await get<Welcome>('/api/welcome').catch(() => null);
};
