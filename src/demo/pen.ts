import sharp from 'sharp';
import {sha256} from '../store/journal/journal.ts';
import type {Door} from './door.ts';
import {type Random, seeded} from './random.ts';

const [width, height, glyphs] = [600, 240, 3];

/** Uploads invented signatures as they are written on a phone's glass: nobody's hand, each with bytes of its own. */
export function createPen(door: Door, random: Random): (account: string) => Promise<string> {
	return async account => {
		const bytes = await written(seeded(random.below(1e9)));
		const hash = sha256(bytes);
		await door(account, 'put', `/api/photos/${hash}`, undefined, bytes);
		return hash;
	};
}

const written = async (random: Random): Promise<Buffer> => {
	const strokes = Array.from({length: glyphs}, (_, i) => glyph(random, 110 + i * 160)).join('');
	const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="#fff"/>${strokes}</svg>`;
	return sharp(Buffer.from(svg)).png({palette: true}).toBuffer();
};

/** A few quick strokes around a middle: across, down, then hooks and dots. */
function glyph(random: Random, middle: number): string {
	const near = (at: number, by: number) => at + random.below(2 * by) - by;
	const stroke = (x: number, y: number, dx: number, dy: number) =>
		`<path d="M${near(x, 8)} ${near(y, 8)} q${near(dx / 2, 14)} ${near(dy / 2, 18)} ${near(dx, 10)} ${near(dy, 10)}" fill="none" stroke="#1c2733" stroke-width="${4 + random.below(3)}" stroke-linecap="round"/>`;
	const across = stroke(middle - 55, 80, 100, -12);
	const down = stroke(middle, 45, -10, 150);
	const hooks = Array.from({length: 3}, (_, i) => stroke(middle - 40 + i * 22, 100 + i * 18, 46, i % 2 === 0 ? 34 : -26));
	return [across, down, ...hooks, stroke(middle + 30, 150, 24, 40)].join('');
}
