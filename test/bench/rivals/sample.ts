import {readFile} from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import {type PaperKind, type PaperName, papers} from '../../../reports/index.ts';
import type {Block} from '../../../reports/lib/blocks.ts';
import type {Paper} from '../../../reports/lib/draw.ts';
import {headOf, photosIn} from '../../../reports/lib/reading.ts';

/** The sample of a kind, ready to be drawn. PHOTO_DIR may hold h1.jpg … instead of grey ones; DEMO=1, DRAFT=1 draw the stamps. */
export const samplePaper = async (name: string): Promise<Paper> => {
	const kind = papers[name as PaperName] as PaperKind<unknown>;
	const blocks = kind.blocks(kind.sample);
	return {
		...headOf(blocks),
		created: '2026-03-03T02:00:00.000Z',
		demo: process.env.DEMO === '1',
		draft: process.env.DRAFT === '1',
		blocks,
		photos: await photosOf(blocks),
	};
};

/** Another one, as those of an office differ: nothing can be remembered from the one before. */
export const another = (paper: Paper, at: number): Paper => {
	const blocks = paper.blocks.map(block => {
		if (block.kind === 'qr') return {...block, url: `${block.url.slice(0, -4)}${1000 + (at % 9000)}`};
		return block.kind === 'number' ? {...block, text: `${block.text}${at}`} : block;
	});
	return {...paper, ...headOf(blocks), blocks};
};

const photosOf = async (all: Block[]) => {
	const entries = await Promise.all(photosIn(all).map(async (sha256, at) => [sha256, await photo(at)] as const));
	return new Map(entries);
};

const photo = async (at: number): Promise<Buffer> => {
	if (process.env.PHOTO_DIR) return readFile(path.join(process.env.PHOTO_DIR, `h${(at % 4) + 1}.jpg`));
	return sharp({create: {width: 1200, height: 900, channels: 3, background: '#8a9090'}})
		.jpeg()
		.toBuffer();
};
