import {type AssignableSlot, assign, type Pair, type Workload} from './assign.ts';
import {serves} from './capacity.ts';

export const shortageReasons = {
	'no-pair': '没有一组能去：区域、领域或人员的范围不含该场所。',
	'no-workday': '到期前没有检查日。',
	'no-time': '能去的各组在到期前都已排满或不在岗。',
} as const;
export type ShortageReason = keyof typeof shortageReasons;

/** Why a slot cannot be in time. */
export function shortageOf(
	slot: Pick<AssignableSlot, 'areaId' | 'opensOn' | 'dueOn'>,
	{pairs, workdays}: Pick<Workload, 'pairs' | 'workdays'>,
): ShortageReason {
	if (!pairs.some(pair => serves(pair, slot.areaId))) return 'no-pair';
	return workdays.some(day => slot.opensOn <= day && day <= slot.dueOn) ? 'no-time' : 'no-workday';
}

const mostPairs = 32;
/** Minutes a day of a pair when there is none to go by (rules §1.5). */
const usualMinutes = 240;

/**
 * How many more pairs, allowed everywhere and out every day, it takes until nothing is late that anyone could help; null when
 * more than 32 do not suffice. Tried out, not estimated: doubled until it fits, then halved in between.
 */
export function pairsToAdd(work: Workload): number | null {
	const helpless = new Set(work.slots.filter(slot => shortageOf(slot, work) === 'no-workday').map(({id}) => id));
	const isEnough = (more: number) => assign(withMore(work, more)).late.every(id => helpless.has(id));
	if (isEnough(0)) return 0;
	let [low, high] = [0, 1];
	for (; !isEnough(high); high *= 2) {
		if (high >= mostPairs) return null;
		low = high;
	}
	while (high - low > 1) {
		const middle = (low + high) >> 1;
		if (isEnough(middle)) high = middle;
		else low = middle;
	}
	return high;
}

function withMore(work: Workload, more: number): Workload {
	const minutesPerDay = work.pairs.length > 0 ? Math.max(...work.pairs.map(pair => pair.minutesPerDay)) : usualMinutes;
	const extra = Array.from(
		{length: more},
		(_, i): Pair => ({id: `more ${i}`, people: [`more ${i}a`, `more ${i}b`], areas: null, minutesPerDay, off: []}),
	);
	return {...work, pairs: [...work.pairs, ...extra]};
}
