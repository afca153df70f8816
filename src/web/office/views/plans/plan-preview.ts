import type {Static} from '@sinclair/typebox';
import {onScopeDispose, ref, shallowRef, watch} from 'vue';
import type {PlanBody, PreviewReply} from '../../../../contract/plans.ts';
import {recallNames} from '../../names.ts';
import {post, Trouble} from '../../server.ts';

export type Preview = Static<typeof PreviewReply>;
const pause = 500;
const mostNamed = 100;

/** What the plan would come to, asked anew when the typing rests; the last question wins. `of` is the body that `value` answers. */
export function usePreview(id: () => string, body: () => PlanBody | null) {
	const value = shallowRef<Preview | null>(null);
	const fault = shallowRef<Trouble | null>(null);
	const of = ref('');
	const isAsking = ref(false);
	const seconds = ref(0);
	let turn = 0;
	let timer: ReturnType<typeof setTimeout> | undefined;
	let ticks: ReturnType<typeof setInterval> | undefined;

	async function ask(key: string): Promise<void> {
		const mine = ++turn;
		isAsking.value = true;
		seconds.value = 0;
		clearInterval(ticks);
		ticks = setInterval(() => seconds.value++, 1000);
		try {
			const preview = await post<Preview>(`/api/plans/${id()}/preview`, JSON.parse(key));
			if (mine !== turn) return;
			[value.value, fault.value, of.value] = [preview, null, key];
			void nameAll(preview);
		} catch (error) {
			if (!(error instanceof Trouble)) throw error;
			if (mine === turn) fault.value = error;
		} finally {
			if (mine === turn) {
				isAsking.value = false;
				clearInterval(ticks);
			}
		}
	}
	function askSoon(wait = pause): void {
		const said = body();
		clearTimeout(timer);
		turn++;
		if (said === null) {
			[isAsking.value, value.value, fault.value] = [false, null, null];
			return;
		}
		const key = JSON.stringify(said);
		isAsking.value = true;
		timer = setTimeout(() => void ask(key), wait);
	}
	watch(
		() => JSON.stringify(body()),
		(_, before) => askSoon(before === undefined ? 0 : pause),
		{immediate: true},
	);
	onScopeDispose(() => {
		turn++;
		clearTimeout(timer);
		clearInterval(ticks);
	});
	return {
		value,
		fault,
		isAsking,
		seconds,
		/** Whether what stands beside the form is the effect of what stands in it. */
		isShown: (): boolean => !isAsking.value && fault.value === null && of.value === JSON.stringify(body()),
		again: () => askSoon(0),
	};
}

const nameAll = ({uncovered, moved}: Preview): Promise<void> =>
	recallNames([
		...uncovered.slice(0, mostNamed).flatMap(({siteId, riskPointId}) => [`site:${siteId}`, `risk-point:${riskPointId}`]),
		...moved.items.slice(0, mostNamed).flatMap(({siteId, riskPointId}) => [`site:${siteId}`, `risk-point:${riskPointId}`]),
	]);
