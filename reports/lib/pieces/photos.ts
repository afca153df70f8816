import type {Photo, PhotoPair} from '../blocks.ts';
import {type Flow, isAtTop, newSheet, nodeIn, put, putLine, type Rect, room, snap} from '../flow.ts';
import {sizeOfJpeg} from '../jpeg.ts';
import {type Line, layOut} from '../lines.ts';
import {grey, mm} from '../page.ts';
import {outline} from '../rules.ts';

const frame = {width: mm(70), height: mm(52.5)};
const gap = mm(6);
const captionSize = 10.5;
const captionLead = 15;

/** The least height of two photos with their captions. */
export const photoRow = frame.height + captionLead + 12;

/** Two beside each other with their captions; a portrait keeps its shape inside the same frame. */
export const composePhotos = (flow: Flow, photos: Photo[], after: number): void => {
	const rows = Array.from({length: Math.ceil(photos.length / 2)}, (_, at) => photos.slice(2 * at, 2 * at + 2));
	composeRows(flow, rows, after);
};

/** 整改前 and 整改后; where there is no photo, an empty frame says so. */
export const composePairs = (flow: Flow, pairs: PhotoPair[], after: number): void =>
	composeRows(
		flow,
		pairs.map(({before, after: mended}) => [before, mended]),
		after,
	);

const composeRows = (flow: Flow, rows: (Photo | null)[][], after: number) => {
	rows.forEach((row, at) => {
		const captions = row.map(photo => (photo ? captionOf(flow, photo.caption) : []));
		const height = frame.height + 4 + Math.max(1, ...captions.map(lines => lines.length)) * captionLead + 5;
		const isLast = at === rows.length - 1;
		if (room(flow) < height + (isLast ? after : 0) && !isAtTop(flow)) newSheet(flow);
		const top = flow.y + 3;
		row.forEach((photo, side) => {
			const cell = {x: leftOf(flow) + side * (frame.width + gap), y: top, ...frame};
			if (photo) putPhoto(flow, photo, cell, captions[side]!);
			else putEmpty(flow, cell);
		});
		flow.y = top + height - 3;
	});
	snap(flow);
};

const leftOf = ({area}: Flow) => area.left + (area.width - 2 * frame.width - gap) / 2;

const captionOf = (flow: Flow, text: string) =>
	layOut(flow.fonts, [{role: 'fang', text}], {size: captionSize, width: frame.width, align: 'center', autospace: 0});

const putPhoto = (flow: Flow, {sha256, alt}: Photo, cell: Rect, caption: Line[]) => {
	const rect = fitted(flow.photos.get(sha256), sha256, cell);
	const bbox: [number, number, number, number] = [rect.x, rect.y, rect.x + rect.width, rect.y + rect.height];
	const figure = nodeIn(flow.root, 'Figure', {alt, bbox, placement: 'Block'});
	put(flow, {kind: 'image', sha256, ...rect, node: figure});
	const node = nodeIn(figure, 'Caption');
	flow.y = cell.y + cell.height + 3;
	for (const line of caption) putLine(flow, line, node, captionLead, cell.x);
};

const putEmpty = (flow: Flow, cell: Rect) => {
	put(flow, {kind: 'boxes', boxes: outline(cell, 0.5), color: grey, node: undefined});
	flow.y = cell.y + (cell.height - captionLead) / 2;
	for (const line of captionOf(flow, '无照片')) putLine(flow, line, nodeIn(flow.root, 'P'), captionLead, cell.x);
};

const fitted = (bytes: Buffer | undefined, sha256: string, cell: Rect): Rect => {
	if (!bytes) throw Object.assign(new Error(`没有照片 ${sha256}。`), {code: 'photo-missing', sha256});
	const size = sizeOfJpeg(bytes);
	if (!size) throw Object.assign(new Error(`照片 ${sha256} 不是完好的 JPEG。`), {code: 'photo-broken', sha256});
	const scale = Math.min(cell.width / size.width, cell.height / size.height);
	const [width, height] = [size.width * scale, size.height * scale];
	return {x: cell.x + (cell.width - width) / 2, y: cell.y + (cell.height - height) / 2, width, height};
};
