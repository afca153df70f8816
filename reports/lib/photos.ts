import type {Photo} from './blocks.ts';
import {type Flow, isAtTop, newSheet, nodeIn, put, putLine, type Rect, room, snap} from './flow.ts';
import {sizeOfJpeg} from './jpeg.ts';
import {layOut} from './lines.ts';
import {area, mm} from './page.ts';

const frame = {width: mm(70), height: mm(52.5)};
const gap = mm(6);
const captionSize = 10.5;
const captionLead = 15;
const left = area.left + (area.width - 2 * frame.width - gap) / 2;

/** The least height of two photos with their captions. */
export const photoRow = frame.height + captionLead + 12;

/** Pairs with their captions; a portrait keeps its shape inside the same frame. */
export const composePhotos = (flow: Flow, photos: Photo[], after: number): void => {
	for (let at = 0; at < photos.length; at += 2) {
		const pair = photos.slice(at, at + 2);
		const captions = pair.map(photo => captionOf(flow, photo));
		const height = frame.height + 4 + Math.max(...captions.map(lines => lines.length)) * captionLead + 5;
		const isLast = at + 2 >= photos.length;
		if (room(flow) < height + (isLast ? after : 0) && !isAtTop(flow)) newSheet(flow);
		const top = flow.y + 3;
		pair.forEach((photo, side) => {
			putPhoto(flow, photo, {x: left + side * (frame.width + gap), y: top, ...frame}, captions[side]!);
		});
		flow.y = top + height - 3;
	}
	snap(flow);
};

const captionOf = (flow: Flow, {caption}: Photo) =>
	layOut(flow.fonts, [{role: 'fang', text: caption}], {size: captionSize, width: frame.width, align: 'center', autospace: 0});

const putPhoto = (flow: Flow, {sha256, alt}: Photo, cell: Rect, caption: ReturnType<typeof captionOf>) => {
	const rect = fitted(flow.photos.get(sha256), sha256, cell);
	const bbox: [number, number, number, number] = [rect.x, rect.y, rect.x + rect.width, rect.y + rect.height];
	const figure = nodeIn(flow.root, 'Figure', {alt, bbox, placement: 'Block'});
	put(flow, {kind: 'image', sha256, ...rect, node: figure});
	const node = nodeIn(figure, 'Caption');
	flow.y = cell.y + cell.height + 3;
	for (const line of caption) putLine(flow, line, node, captionLead, cell.x);
};

const fitted = (bytes: Buffer | undefined, sha256: string, cell: Rect): Rect => {
	if (!bytes) throw Object.assign(new Error(`没有照片 ${sha256}。`), {code: 'photo-missing', sha256});
	const size = sizeOfJpeg(bytes);
	if (!size) throw Object.assign(new Error(`照片 ${sha256} 不是完好的 JPEG。`), {code: 'photo-broken', sha256});
	const scale = Math.min(cell.width / size.width, cell.height / size.height);
	const [width, height] = [size.width * scale, size.height * scale];
	return {x: cell.x + (cell.width - width) / 2, y: cell.y + (cell.height - height) / 2, width, height};
};
