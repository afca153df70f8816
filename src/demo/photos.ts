import path from 'node:path';
import sharp from 'sharp';
import {root} from '../root.ts';
import {sha256} from '../store/journal/journal.ts';
import type {Door} from './door.ts';
import {type Random, seeded} from './random.ts';

// So many are in the making while the office works; libvips has threads of its own.
const ahead = 4;

/** Uploads invented pictures, each with bytes of its own. */
export function createCamera(door: Door, random: Random): (account: string) => Promise<string> {
	// Read and shrunk once: decoding the same four pictures for every photo took a quarter of the building time.
	const bases = Promise.all([1, 2, 3, 4].map(async n => shrunk(path.join(root, `db/seeds/demo/photos/h${n}.jpg`))));
	const take = async () => {
		const [base, drawn] = [random.below(4), seeded(random.below(1e9))];
		const picture = framed((await bases)[base]!, drawn).composite([veil(drawn), veil(drawn)]);
		return picture.jpeg({quality: 72}).toBuffer();
	};
	const roll = Array.from({length: ahead}, take);
	let count = 0;
	let kept: Buffer | undefined;
	return async account => {
		roll.push(take());
		const taken = await roll.shift()!;
		// Now and then somebody sends an old photo again, saved anew.
		const isOld = ++count % 60 === 0 && kept !== undefined;
		const bytes = isOld ? await sharp(kept).jpeg({quality: 55}).toBuffer() : taken;
		if (count % 60 === 31) kept = taken;
		const hash = sha256(bytes);
		await door(account, 'put', `/api/photos/${hash}`, undefined, bytes);
		return hash;
	};
}

type Raw = Awaited<ReturnType<typeof shrunk>>;
const shrunk = async (file: string) => sharp(file).resize(800, 600).raw().toBuffer({resolveWithObject: true});

/** Another part of the picture, perhaps from the other side: photos of a real office do not look alike either. */
function framed({data, info}: Raw, random: Random) {
	const width = 400 + random.below(400);
	const height = Math.round(width * 0.75);
	const [left, top] = [random.below(info.width - width + 1), random.below(info.height - height + 1)];
	const part = sharp(data, {raw: info}).extract({left, top, width, height}).resize(640, 480);
	return random.chance(0.5) ? part.flop() : part;
}

/** Something else in the picture. */
function veil(random: Random) {
	const [width, height] = [140 + random.below(220), 120 + random.below(180)];
	const background = {r: random.below(256), g: random.below(256), b: random.below(256), alpha: 0.55};
	return {
		input: {create: {width, height, channels: 4 as const, background}},
		left: random.below(640 - width),
		top: random.below(480 - height),
	};
}
