import sharp from 'sharp';
import {papers} from '../../reports/index.ts';
import type {Block} from '../../reports/lib/blocks.ts';
import {type Composed, compose} from '../../reports/lib/compose.ts';
import {drawPaper, type Paper} from '../../reports/lib/draw.ts';
import {type Fonts, openFonts} from '../../reports/lib/fonts.ts';
import {headOf, photosIn} from '../../reports/lib/reading.ts';
import type {NoticeData} from '../../src/domain/papers/paper.ts';

let opening: Promise<Fonts> | undefined;
export const fonts = (): Promise<Fonts> => {
	opening ??= openFonts({fontDir: process.env.FONT_DIR || undefined});
	return opening;
};

export const notice = papers['rectification-notice'];

export const makeNotice = (changes: Partial<NoticeData> = {}): NoticeData => ({...notice.sample, ...changes});

/** A notice about so many hazards, without photos. */
export const noticeOf = (count: number): NoticeData => {
	const hazards = Array.from({length: count}, (_, at) => ({...notice.sample.hazards[at % 4]!, photos: []}));
	return makeNotice({hazards});
};

export const greyPhoto = (width: number, height: number): Promise<Buffer> =>
	sharp({create: {width, height, channels: 3, background: '#8a9090'}})
		.jpeg()
		.toBuffer();

/** A small picture for every photo the blocks name. */
export const greyPhotos = async (blocks: Block[]): Promise<Map<string, Buffer>> => {
	const bytes = await greyPhoto(40, 30);
	return new Map(photosIn(blocks).map(sha256 => [sha256, bytes]));
};

export const composed = async (blocks: Block[]): Promise<Composed> =>
	compose({blocks, photos: await greyPhotos(blocks), stamp: ''}, await fonts());

export const paperOf = async (blocks: Block[], changes: Partial<Paper> = {}): Promise<Paper> => ({
	...headOf(blocks),
	created: '2026-03-03T02:00:00.000Z',
	demo: false,
	draft: false,
	blocks,
	photos: await greyPhotos(blocks),
	...changes,
});

export const drawn = async (blocks: Block[], changes: Partial<Paper> = {}) =>
	drawPaper(await paperOf(blocks, changes), await fonts());
