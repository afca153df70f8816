import {createRequire} from 'node:module';
import sharp from 'sharp';
import {cellOf, height, lanesOf, type Pixel, rows, streetY, width, within} from './ground.ts';
import {seeded} from './random.ts';

// Nothing is taken from any map: streets, houses and water are invented here, and the picture says so.
const fontfile = createRequire(import.meta.url).resolve('@expo-google-fonts/noto-sans-sc/500Medium/NotoSansSC_500Medium.ttf');
type Words = {text: string; at: Pixel; size: number; colour: string};

/** Words on a picture, their middle at a pixel. */
async function lettered(svg: string, words: readonly Words[]): Promise<Buffer> {
	const layers = words.map(async ({text, at, size, colour}) => {
		const marked = `<span foreground="${colour}">${text}</span>`;
		const image = sharp({text: {text: marked, font: `Noto Sans SC ${size}`, fontfile, rgba: true, dpi: 72}});
		const {data, info} = await image.png().toBuffer({resolveWithObject: true});
		return {input: data, left: Math.round(at.x - info.width / 2), top: Math.round(at.y - info.height / 2)};
	});
	return sharp(Buffer.from(svg))
		.composite(await Promise.all(layers))
		.flatten({background: '#ffffff'})
		.png({palette: true})
		.toBuffer();
}

const line = (pixels: readonly Pixel[]): string =>
	pixels.map(({x, y}, i) => `${i === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join(' ');
const stroke = (d: string, colour: string, size: number): string =>
	`<path d="${d}" fill="none" stroke="${colour}" stroke-width="${size}" stroke-linecap="round"/>`;

const streets = [...rows, rows.length].map(row =>
	line(Array.from({length: 41}, (_, i) => (i * width) / 40).map(x => ({x, y: streetY(row, x)}))),
);
const lanes = rows.flatMap(row =>
	lanesOf(row).map(({above, below}) =>
		line([
			{x: above, y: streetY(row, above)},
			{x: below, y: streetY(row + 1, below)},
		]),
	),
);

/** Houses in rows and a green here and there, the same at every building of the demo. */
function housesOf(community: number): string {
	const random = seeded(7_000 + community);
	const cell = cellOf(community);
	const places = [0.14, 0.32, 0.5, 0.68, 0.86].flatMap(u => [0.18, 0.39, 0.61, 0.82].map(v => [u, v] as const));
	return places
		.map(([u, v]) => {
			const {x, y} = within(cell, u, v);
			if (random.chance(0.12)) return `<ellipse cx="${x}" cy="${y}" rx="27" ry="17" fill="#cfe3c4"/>`;
			const [w, h] = [26 + random.below(26), 13 + random.below(13)];
			return `<rect x="${(x - w / 2).toFixed(1)}" y="${(y - h / 2).toFixed(1)}" width="${w}" height="${h}" fill="#dcd8d0" stroke="#c9c4ba"/>`;
		})
		.join('');
}

const river = `M0 ${height - 62} C ${width * 0.3} ${height - 100}, ${width * 0.6} ${height - 18}, ${width} ${height - 66}`;
const scale = `<path d="M${width - 420} ${height - 26} v-8 m0 8 h312.5 v-8" fill="none" stroke="#45525f" stroke-width="3"/>`;
const north = `<path d="M${width - 40} 30 l-12 34 l12 -8 l12 8 z" fill="#45525f"/>`;

/** The picture under the map: 1,600 by 1,200 pixels, invented from end to end. */
export async function drawGround(names: readonly string[]): Promise<Buffer> {
	const communities = 17;
	const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="#f1efe9"/>
		${stroke(river, '#b9d5e8', 44)}
		${Array.from({length: communities}, (_, i) => housesOf(i + 1)).join('')}
		${lanes.map(d => stroke(d, '#d8d3c8', 13) + stroke(d, '#ffffff', 10)).join('')}
		${streets.map(d => stroke(d, '#d8d3c8', 24) + stroke(d, '#ffffff', 20)).join('')}
		${scale}${north}</svg>`;
	const named = [...rows, rows.length].flatMap(row =>
		[230, 1050].map(x => ({text: names[row % names.length]!, at: {x, y: streetY(row, x)}, size: 15, colour: '#6d6a62'})),
	);
	const marks = [0.2, 0.5, 0.8].map(share => ({
		text: '演示',
		at: {x: width * share, y: height * (0.25 + share * 0.42)},
		size: 110,
		colour: '#e4ddd0',
	}));
	return lettered(svg, [
		...marks,
		...named,
		{text: '演示底图，虚构，不是真实地图', at: {x: 190, y: height - 26}, size: 22, colour: '#45525f'},
		{text: '500米', at: {x: width - 264, y: height - 44}, size: 17, colour: '#45525f'},
		{text: '北', at: {x: width - 40, y: 80}, size: 20, colour: '#45525f'},
	]);
}

type Room = {text: string; x: number; y: number; w: number; h: number};
const rooms: Room[] = [
	{text: '北楼梯', x: 60, y: 60, w: 180, h: 190},
	{text: '住户101—104', x: 240, y: 60, w: 420, h: 190},
	{text: '住户105—108', x: 660, y: 60, w: 300, h: 190},
	{text: '配电间', x: 960, y: 60, w: 180, h: 190},
	{text: '公共走道', x: 60, y: 250, w: 1080, h: 120},
	{text: '南楼梯', x: 60, y: 370, w: 180, h: 250},
	{text: '门厅', x: 240, y: 370, w: 320, h: 250},
	{text: '非机动车停放点', x: 560, y: 370, w: 340, h: 250},
	{text: '泵房', x: 900, y: 370, w: 240, h: 250},
];

/** An invented ground floor: 1,200 by 720 pixels. */
export async function drawFloor(): Promise<Buffer> {
	const walls = rooms.map(
		({x, y, w, h}) => `<rect x="${x}" y="${y}" width="${w}" height="${h}" fill="#fbfaf7" stroke="#56616c" stroke-width="5"/>`,
	);
	const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="720"><rect width="100%" height="100%" fill="#ffffff"/>${walls.join('')}
		<path d="M360 620 h80" stroke="#fbfaf7" stroke-width="8"/><path d="M360 620 a80 80 0 0 1 80 -80 v80" fill="none" stroke="#56616c" stroke-width="2"/></svg>`;
	return lettered(svg, [
		...rooms.map(({text, x, y, w}) => ({text, at: {x: x + w / 2, y: y + 28}, size: 20, colour: '#56616c'})),
		{text: '演示', at: {x: 980, y: 312}, size: 70, colour: '#e6e0d4'},
		{text: '一层平面图（演示，虚构）', at: {x: 600, y: 680}, size: 24, colour: '#45525f'},
	]);
}
