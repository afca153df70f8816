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
	const rounds = Promise.all(colours.map(async colour => Promise.all(sizes.map(async size => round(colour, size)))));
	const take = async () => {
		const [base, drawn] = [random.below(4), seeded(random.below(1e9))];
		const picture = framed((await bases)[base]!, drawn).composite(lit(await rounds, drawn));
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

/** Another part of the picture: photos of a real office do not look alike either. The line of words at its foot stays outside. */
function framed({data, info}: Raw, random: Random) {
	const width = 400 + random.below(240);
	const height = Math.round(width * 0.75);
	const [left, top] = [random.below(info.width - width + 1), random.below(Math.floor(info.height * 0.83) - height + 1)];
	return sharp(data, {raw: info}).extract({left, top, width, height}).resize(640, 480);
}

const sizes = [260, 360, 460];
const colours = ['#fff8e0', '#05080c'];

/** A soft round of light or shadow, drawn once: SVG for every photo would take half of the building time. */
async function round(colour: string, size: number) {
	const stops = [
		[0, 0.62],
		[0.5, 0.36],
		[1, 0],
	].map(([at, opacity]) => `<stop offset="${at}" stop-color="${colour}" stop-opacity="${opacity}"/>`);
	const fill = `<defs><radialGradient id="r">${stops.join('')}</radialGradient></defs><rect width="100%" height="100%" fill="url(#r)"/>`;
	const svg = Buffer.from(`<svg width="${size}" height="${size}">${fill}</svg>`);
	const {data, info} = await sharp(svg).ensureAlpha().raw().toBuffer({resolveWithObject: true});
	return {data, info};
}
type Round = Awaited<ReturnType<typeof round>>;

/** Light of a torch and shadows of a room, elsewhere in each picture. */
const lit = (rounds: Round[][], random: Random) =>
	[0, 1, 1, 0].map(kind => {
		const {data, info} = rounds[kind]![random.below(sizes.length)]!;
		return {input: data, raw: info, left: random.below(640 - info.width), top: random.below(480 - info.height)};
	});
