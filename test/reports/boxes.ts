import {inflateSync} from 'node:zlib';

/** Text or picture as it stands in the file: points from the top left corner of its page. */
export type Box = {
	kind: 'text' | 'image';
	x: number;
	y: number;
	width: number;
	size: number;
	height: number;
	tag: string;
	color: string;
};
export type Page = {width: number; height: number; boxes: Box[]};

/** Where everything stands on the pages of one of our files, read from its own bytes: no tool need be at hand. */
export const pagesOf = (pdf: Buffer): Page[] => {
	const file = pdf.toString('latin1');
	const objects = new Map([...file.matchAll(/^(\d+) 0 obj\n([\s\S]*?)\nendobj/gm)].map(([, id, body]) => [id!, body!] as const));
	const of = (id: string | undefined) => objects.get(id ?? '') ?? '';
	const ref = (body: string, name: string) => new RegExp(`/${name} (\\d+) 0 R`).exec(body)?.[1];
	const widthsOf = (font: string): number[] => {
		const child = of(/\/DescendantFonts \[(\d+) 0 R\]/.exec(of(font))?.[1]);
		return (/\/W \[0 \[([^\]]*)\]\]/.exec(child)?.[1] ?? '').split(' ').map(Number);
	};
	const kids = /\/Kids \[([^\]]*)\]/.exec([...objects.values()].find(body => body.includes('/Type /Pages'))!)![1]!;
	return [...kids.matchAll(/(\d+) 0 R/g)].map(([, id]) => {
		const page = of(id);
		const [, width, height] = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(page)!;
		const resources = of(ref(page, 'Resources'));
		const fonts = new Map(
			[...resources.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name, font]) => [name!, widthsOf(font!)] as const),
		);
		return {width: Number(width), height: Number(height), boxes: boxesIn(streamOf(of(ref(page, 'Contents'))), fonts)};
	});
};

const streamOf = (body: string): string =>
	inflateSync(Buffer.from(/stream\n([\s\S]*)\nendstream/.exec(body)![1]!, 'latin1')).toString('latin1');

const pattern = new RegExp(
	[
		/\/(?<tag>\w+) <<[\s\S]*?>> BDC/,
		/(?<color>[\d.]+ [\d.]+ [\d.]+) rg BT (?<matrix>[-\d. ]+) Tm(?<shows>[\s\S]*?) ET/,
		/(?<placed>[-\d. ]+) cm\n\/I\d+ Do/,
	]
		.map(({source}) => source)
		.join('|'),
	'g',
);

const boxesIn = (content: string, fonts: ReadonlyMap<string, number[]>): Box[] => {
	let tag = '';
	const boxes: Box[] = [];
	for (const {groups} of content.matchAll(pattern)) {
		const {tag: next, color, matrix, shows, placed} = groups!;
		if (next) tag = next;
		else if (matrix) boxes.push({kind: 'text', tag, color: color!, ...textIn(matrix, shows!, fonts)});
		else if (placed) {
			const [width, , , height, x, y] = placed.trim().split(/\s+/).map(Number) as [
				number,
				number,
				number,
				number,
				number,
				number,
			];
			boxes.push({kind: 'image', tag, color: '', x, y: y + height, width, height: -height, size: 0});
		}
	}
	return boxes;
};

/** One line; its width is what the glyphs and the shifts between them add up to. */
const textIn = (matrix: string, shows: string, fonts: ReadonlyMap<string, number[]>) => {
	const [, , , , x, y] = matrix.trim().split(' ').map(Number) as [number, number, number, number, number, number];
	let [width, size] = [0, 0];
	for (const [, font, points, line] of shows.matchAll(/\/(F\d+) ([\d.]+) Tf \[([^\]]*)\] TJ/g)) {
		size = Number(points);
		for (const [, codes, shift] of line!.matchAll(/<([0-9a-f]*)>|(-?[\d.]+)/g)) {
			if (shift) width -= (Number(shift) * size) / 1000;
			for (const code of (codes ?? '').match(/.{4}/g) ?? [])
				width += ((fonts.get(font!)![Number.parseInt(code, 16)] ?? 0) * size) / 1000;
		}
	}
	return {x, y, width, size, height: size};
};
