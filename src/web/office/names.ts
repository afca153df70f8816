import {shallowRef, triggerRef} from 'vue';
import {post, Trouble} from './server.ts';

const known = shallowRef(new Map<string, string>());
const most = 200;

/** Asks what subjects (`site:…`) are called; those asked before, or out of sight, cost nothing again. Throws nothing. */
export async function recallNames(subjects: readonly string[]): Promise<void> {
	const fresh = [...new Set(subjects)].filter(subject => !known.value.has(subject));
	try {
		for (let i = 0; i < fresh.length; i += most) {
			const slice = fresh.slice(i, i + most);
			const {names} = await post<{names: Record<string, string>}>('/api/subject-names', {subjects: slice});
			for (const subject of slice) known.value.set(subject, names[subject] ?? '');
		}
	} catch (error) {
		// A name is a help: the page stands without it.
		if (!(error instanceof Trouble)) throw error;
	}
	triggerRef(known);
}

/** What a subject is called, as far as it is known by now. */
export const nameOf = (subject: string): string => known.value.get(subject) ?? '';
