import {nextTick, onBeforeUnmount, onMounted, type Ref, ref, watch} from 'vue';

export type ListKeys = {open: (at: number) => void; toggle: (at: number) => void; search: () => void; turn: (by: 1 | -1) => void};

export const keyWords = [
	['j 或 ↓', '下一行'],
	['k 或 ↑', '上一行'],
	['Enter', '打开这一条'],
	['x', '选中或取消'],
	['/', '跳到查找'],
	['] 和 [', '下一页、上一页'],
	['?', '显示这些按键'],
] as const;

const isTyping = (target: EventTarget | null): boolean =>
	target instanceof HTMLElement &&
	(target.isContentEditable || target.closest('input, textarea, select, [role=combobox], [role=dialog], [role=menu]') !== null);

/** Walks a table by keys; `at` is the row that stands out, and the focus goes with it. `rowOf` finds its element. */
export function useListKeys(length: Ref<number>, rowOf: (at: number) => HTMLElement | undefined, keys: ListKeys) {
	const at = ref(0);
	const isShown = ref(false);
	watch(length, () => {
		at.value = 0;
	});
	async function go(to: number): Promise<void> {
		if (length.value === 0) return;
		at.value = Math.max(0, Math.min(length.value - 1, to));
		await nextTick();
		rowOf(at.value)?.focus();
	}
	/** The arrows belong to the page until the table has the focus; the letters are the table's. */
	const isInRow = (target: EventTarget | null): boolean => target instanceof Node && rowOf(at.value)?.contains(target) === true;
	const isOnRow = (target: EventTarget | null): boolean => target === rowOf(at.value);
	const always = (): boolean => true;
	const acts: Record<string, [isFor: (target: EventTarget | null) => boolean, act: () => void]> = {
		j: [always, () => void go(isInRow(document.activeElement) ? at.value + 1 : at.value)],
		k: [always, () => void go(at.value - 1)],
		ArrowDown: [isInRow, () => void go(at.value + 1)],
		ArrowUp: [isInRow, () => void go(at.value - 1)],
		Enter: [isOnRow, () => keys.open(at.value)],
		x: [() => length.value > 0, () => keys.toggle(at.value)],
		']': [always, () => keys.turn(1)],
		'[': [always, () => keys.turn(-1)],
		'/': [always, keys.search],
		'?': [
			always,
			() => {
				isShown.value = true;
			},
		],
	};
	function press(event: KeyboardEvent): void {
		if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
		const [isFor, act] = acts[event.key] ?? [];
		if (!act || !isFor?.(event.target)) return;
		event.preventDefault();
		act();
	}
	onMounted(() => document.addEventListener('keydown', press));
	onBeforeUnmount(() => document.removeEventListener('keydown', press));
	return {at, isShown, go};
}
