/** Side of the grey picture that a likeness is made of. */
export const sampleSide = 32;
const low = 8;
/** Below this spread of grey a picture is a plain surface: whatever looks like it says nothing. */
const leastSpread = 4;

const frequencies = Array.from({length: low}, (_, k) => k + 1);
const cosines = frequencies.map(k =>
	Float64Array.from({length: sampleSide}, (_, n) => Math.cos(((2 * n + 1) / (2 * sampleSide)) * k * Math.PI)),
);

/** The lowest 8 × 8 waves of a 32 × 32 picture, without the even ones: by columns first, then by rows. */
function lowWaves(pixels: Uint8Array): number[] {
	const along = cosines.map(wave =>
		Float64Array.from({length: sampleSide}, (_, y) => wave.reduce((sum, c, x) => sum + c * pixels[sampleSide * y + x]!, 0)),
	);
	return along.flatMap(column => cosines.map(wave => wave.reduce((sum, c, y) => sum + c * column[y]!, 0)));
}

function spread(pixels: Uint8Array): number {
	const mean = pixels.reduce((sum, value) => sum + value, 0) / pixels.length;
	return Math.sqrt(pixels.reduce((sum, value) => sum + (value - mean) ** 2, 0) / pixels.length);
}

/** 64 bits of a 32 × 32 grey picture, as '0' and '1', like the npm package sharp-phash: which of its low waves are above their mean. */
export function likenessBits(pixels: Uint8Array): string {
	const waves = lowWaves(pixels);
	const mean = waves.reduce((sum, wave) => sum + wave, 0) / waves.length;
	return waves.map(wave => (wave > mean ? '1' : '0')).join('');
}

/** The likeness as 16 hexadecimal digits; null for a plain surface. */
export const likenessOf = (pixels: Uint8Array): string | null =>
	spread(pixels) < leastSpread
		? null
		: BigInt(`0b${likenessBits(pixels)}`)
				.toString(16)
				.padStart(16, '0');

/** The four quarters, 0…65,535: two likenesses that differ in at most three bits have one of them in common. */
export const bandsOf = (likeness: string): number[] =>
	[0, 4, 8, 12].map(from => Number.parseInt(likeness.slice(from, from + 4), 16));

type Halves = [number, number];
const halvesOf = (likeness: string): Halves => [
	Number.parseInt(likeness.slice(0, 8), 16),
	Number.parseInt(likeness.slice(8), 16),
];

function bitsIn(word: number): number {
	const pairs = word - ((word >>> 1) & 0x55555555);
	const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
	return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

const apart = (one: Halves, other: Halves): number => bitsIn(one[0] ^ other[0]) + bitsIn(one[1] ^ other[1]);

/** In how many of the 64 bits two likenesses differ. */
export const bitsApart = (one: string, other: string): number => apart(halvesOf(one), halvesOf(other));

type Looking = {sha256: string; likeness: string};

/** Which photos look alike, both ways; a photo does not look like itself. */
export function alikeAmong(asked: readonly Looking[], others: readonly Looking[], mostBits: number): Map<string, string[]> {
	const alike = new Map<string, Set<string>>();
	const add = (a: string, b: string) => alike.set(a, (alike.get(a) ?? new Set()).add(b));
	const known = others.map(({sha256, likeness}) => ({sha256, halves: halvesOf(likeness)}));
	for (const {sha256, likeness} of asked) {
		const own = halvesOf(likeness);
		for (const other of known) {
			if (sha256 === other.sha256 || apart(own, other.halves) > mostBits) continue;
			add(sha256, other.sha256);
			add(other.sha256, sha256);
		}
	}
	return new Map([...alike].map(([sha, found]) => [sha, [...found]]));
}
