import {computed, ref, shallowRef} from 'vue';
import {Trouble} from './server.ts';

/** What a form sends: whether it is under way, what the server refused and where. What was typed stays. */
export function useSaving() {
	const fault = shallowRef<Trouble | null>(null);
	const isBusy = ref(false);
	const messages = computed(() => {
		const found = new Map<string, string>();
		for (const {path, message} of fault.value?.errors ?? []) found.set(path, `${found.get(path) ?? ''}${message}`);
		return found;
	});
	/** The act's own answer; undefined when it was refused, and `fault` says why. */
	async function run<T>(act: () => Promise<T>): Promise<T | undefined> {
		isBusy.value = true;
		fault.value = null;
		try {
			return await act();
		} catch (error) {
			if (!(error instanceof Trouble)) throw error;
			fault.value = error;
			return undefined;
		} finally {
			isBusy.value = false;
		}
	}
	return {
		fault,
		isBusy,
		run,
		/** What is wrong with a field and everything in it. */
		at: (...paths: string[]): string =>
			paths
				.flatMap(path => [...messages.value].filter(([key]) => key === path || key.startsWith(`${path}/`)))
				.map(([, message]) => message)
				.join(''),
		/** How the thing stands by now, when somebody else changed it meanwhile. */
		current: <T>(): T | undefined =>
			fault.value?.code === 'version-conflict' ? (fault.value.more.current as T | undefined) : undefined,
	};
}
