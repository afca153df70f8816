import {computed, onBeforeUnmount, type Ref, ref, shallowRef} from 'vue';
import {onBeforeRouteLeave} from 'vue-router';
import {changedBetween, copyOf, type Difference, differencesOf, type FormField, mergedOf} from './conflict.ts';
import {useSaving} from './saving.ts';
import {get, put, Trouble} from './server.ts';

type Versioned = {version: number};
export type Conflict = {differences: Difference[]; by: string; at: string};
type Entry = {actorName: string | null; actor: string; at: string};

/** A form over one versioned thing: what was read, what is typed, and what another person saved meanwhile. */
export type Editing<T extends Versioned, F extends object> = {
	form: Ref<F>;
	isNew: boolean;
	isDirty: Ref<boolean>;
	isBusy: Ref<boolean>;
	fault: Ref<Trouble | null>;
	/** What is wrong with a field and everything in it. */
	at: (...paths: string[]) => string;
	conflict: Ref<Conflict | null>;
	/** Saves what was changed; null when it was refused, and nothing that was typed is lost. */
	save: () => Promise<T | null>;
	/** Goes on with the other person's picture; `taken` are the fields in which his words stand. */
	settle: (taken: readonly string[]) => void;
};

type Making<T extends Versioned, F extends object> = {
	path: string;
	/** Of its journal, 'site:…'. */
	subject: string;
	/** null when it is being made. */
	thing: T | null;
	/** Reads it anew; by default from `path`. */
	load?: () => Promise<T>;
	blank: F;
	formOf: (thing: T) => F;
	/** The body of the PUT; `changed` are the fields that differ from what was read, all of them for a new thing. */
	bodyOf: (form: F, changed: readonly string[]) => Record<string, unknown>;
	fields: ReadonlyArray<FormField<F>>;
};

export function useEditing<T extends Versioned, F extends object>(making: Making<T, F>): Editing<T, F> {
	const {path, subject, thing, blank, formOf, bodyOf, fields, load = async () => get<T>(path)} = making;
	const before = shallowRef<F>(thing ? formOf(thing) : blank);
	const form = ref(copyOf(before.value)) as Ref<F>;
	const version = ref(thing?.version);
	const {fault, isBusy, run, at} = useSaving();
	const conflict = shallowRef<Conflict | null>(null);
	let theirs: {form: F; version: number} | null = null;
	const isSaved = ref(false);
	const changed = computed(() => changedBetween(fields, before.value, form.value));
	const isDirty = computed(() => !isSaved.value && changed.value.length > 0);

	async function meet(): Promise<void> {
		const [current, entry] = await Promise.all([load(), lastEntry(subject)]);
		theirs = {form: formOf(current), version: current.version};
		const differences = differencesOf(fields, {before: before.value, theirs: theirs.form, mine: form.value});
		// The other save touched nothing that stands in this form: what was typed goes on.
		if (differences.length === 0) return settle([]);
		conflict.value = {differences, by: entry?.actorName ?? '', at: entry?.at ?? ''};
	}
	async function send(): Promise<T | null> {
		const names = thing ? changed.value : fields.map(({name}) => name);
		const body = bodyOf(form.value, names);
		try {
			const saved = await put<T>(path, thing ? {...body, version: version.value} : body);
			isSaved.value = true;
			return saved;
		} catch (error) {
			if (!(error instanceof Trouble) || error.code !== 'version-conflict') throw error;
			await meet();
			return null;
		}
	}
	const save = async (): Promise<T | null> => (await run(send)) ?? null;
	function settle(taken: readonly string[]): void {
		if (!theirs) return;
		form.value = mergedOf(form.value, theirs.form, taken);
		before.value = theirs.form;
		version.value = theirs.version;
		conflict.value = null;
	}
	return {form, isNew: thing === null, isDirty, isBusy, fault, at, conflict, save, settle};
}

async function lastEntry(subject: string): Promise<Entry | undefined> {
	const {items} = await get<{items: Entry[]}>('/api/journal', {subject, newest: true, limit: 1}).catch(() => ({items: []}));
	return items[0];
}

/** Asks before a form is left that holds something unsaved. */
export function useLeaveGuard(isDirty: Ref<boolean>): void {
	const words = '填写的内容还没有保存，确定离开吗？';
	onBeforeRouteLeave(() => !isDirty.value || window.confirm(words));
	const warn = (event: BeforeUnloadEvent): void => {
		if (isDirty.value) event.preventDefault();
	};
	window.addEventListener('beforeunload', warn);
	onBeforeUnmount(() => window.removeEventListener('beforeunload', warn));
}
