/** Chances that are the same in every run with the same seed. */
export type Luck = {
	/** 0 … sides − 1. */
	roll: (sides: number) => number;
	pick: <T>(list: readonly T[]) => T;
	chance: (percent: number) => boolean;
	uuid: () => string;
	hex: (digits: number) => string;
};

/** Mulberry32: good enough, and seeds beside each other have nothing in common. */
export function luckOf(seed: number): Luck {
	let state = Math.imul(seed + 1, 0x9e37_79b1) >>> 0;
	const next = (): number => {
		state = (state + 0x6d2b_79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
	};
	const roll = (sides: number) => Math.floor(next() * sides);
	const hex = (digits: number) => Array.from({length: digits}, () => roll(16).toString(16)).join('');
	return {
		roll,
		pick: list => list[roll(list.length)] as never,
		chance: percent => roll(100) < percent,
		uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`,
		hex,
	};
}
