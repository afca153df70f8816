import {readFileSync} from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import {root} from '../root.ts';
import {sha256} from '../store/journal/journal.ts';
import type {Door} from './door.ts';
import type {Random} from './random.ts';

/** Uploads invented pictures, each with bytes of its own. */
export function createCamera(door: Door, random: Random): (account: string) => Promise<string> {
	const bases = [1, 2, 3, 4].map(n => readFileSync(path.join(root, `db/seeds/demo/photos/h${n}.jpg`)));
	return async account => {
		const bytes = await sharp(random.pick(bases))
			.resize(640, 480)
			.modulate({brightness: 0.85 + random.next() * 0.3, saturation: 0.8 + random.next() * 0.4})
			.jpeg({quality: 72})
			.toBuffer();
		const hash = sha256(bytes);
		await door(account, 'put', `/api/photos/${hash}`, undefined, bytes);
		return hash;
	};
}
