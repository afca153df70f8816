import {existsSync} from 'node:fs';
import {readFile, writeFile} from 'node:fs/promises';
import {createRequire} from 'node:module';
import path from 'node:path';
import wawoff2 from 'wawoff2';
import type {Block} from '../../../reports/lib/blocks.ts';
import type {Paper} from '../../../reports/lib/draw.ts';
import {asText} from '../../../reports/lib/reading.ts';
import {rival, rivalFolder} from './rival.ts';

type Maker = {
	setFonts(fonts: Record<string, Record<string, string>>): void;
	setUrlAccessPolicy(allows: () => boolean): void;
	setLocalAccessPolicy(allows: () => boolean): void;
	createPdf(definition: object): {getBuffer(): Promise<Buffer>};
};

const {resolve} = createRequire(import.meta.url);

/** pdfmake from test/bench/package.json, installed outside the register, with the same fonts; undefined when it cannot be. */
export const openPdfmake = async (): Promise<((paper: Paper) => Promise<Buffer>) | undefined> => {
	const pdfmake = rival<Maker>('pdfmake');
	if (!pdfmake) return undefined;
	const serif = resolve('@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf');
	const black = resolve('@expo-google-fonts/noto-serif-sc/900Black/NotoSerifSC_900Black.ttf');
	const sans = resolve('@expo-google-fonts/noto-sans-sc/500Medium/NotoSansSC_500Medium.ttf');
	pdfmake.setUrlAccessPolicy(() => false);
	pdfmake.setLocalAccessPolicy(() => true);
	const kai = await unpackedKai();
	pdfmake.setFonts({serif: {normal: serif, bold: serif}, title: {normal: black}, hei: {normal: sans}, kai: {normal: kai}});
	return async paper => pdfmake.createPdf(definitionOf(paper)).getBuffer();
};

/** pdfkit, which draws for both, leaves blanks where a font is WOFF2. */
const unpackedKai = async (): Promise<string> => {
	const file = path.join(rivalFolder, 'kai.ttf');
	const packed = resolve('@fontsource/lxgw-wenkai/files/lxgw-wenkai-latin-500-normal.woff2');
	if (!existsSync(file)) await writeFile(file, await wawoff2.decompress(await readFile(packed)));
	return file;
};

/** The same words, table, codes and photos, laid out as pdfmake does it; asked for the same archive format, of which it leaves out the tags. */
const definitionOf = ({title, org, blocks, photos}: Paper) => ({
	...{version: '1.7', subset: 'PDF/A-2a', tagged: true, displayTitle: true, language: 'zh-CN', info: {title, author: org}},
	pageSize: 'A4',
	pageMargins: [79.4, 104.9, 73.7, 99.2],
	defaultStyle: {font: 'serif', fontSize: 16, lineHeight: 1.3, alignment: 'justify'},
	footer: (page: number) => ({text: `— ${page} —`, fontSize: 14, alignment: 'center'}),
	content: blocks.flatMap(block => contentOf(block, photos)),
});

const contentOf = (block: Block, photos: ReadonlyMap<string, Buffer>): object[] => {
	if (block.kind === 'organisation')
		return [{text: block.text, font: 'title', fontSize: 40, color: '#e60012', alignment: 'center'}];
	if (block.kind === 'title') return [{text: block.text, font: 'title', fontSize: 22, alignment: 'center'}];
	if (block.kind === 'section') return [{text: block.text, font: 'hei'}];
	if (block.kind === 'run-in') return [{text: [{text: block.heading, font: 'kai'}, block.text]}];
	if (block.kind === 'qr')
		return [
			{qr: block.url, fit: 77, eccLevel: 'M'},
			{text: block.captions.join(''), fontSize: 9},
		];
	if (block.kind === 'table') {
		const rows = block.rows.map(row => ('across' in row ? [row.across] : [...row]));
		const head = block.columns.map(column => ({text: column.head, font: 'hei'}));
		const widths = block.columns.map(({width}) => (width === 0 ? '*' : width * 10));
		return [{fontSize: 10, alignment: 'left', table: {headerRows: 1, widths, body: [head, ...rows]}}];
	}
	if (block.kind === 'photos') return pairsOf(block.photos).map(pair => ({columns: pair.map(photo => pictured(photo, photos))}));
	if (block.kind === 'receipt') {
		const body = block.rows.map(row => [row.flatMap(({label, blank}) => [label, blank]).join('　')]);
		return [{fontSize: 11, table: {widths: ['*'], body}}];
	}
	return [{text: asText([block]).trim()}];
};

const pairsOf = <Item>(list: Item[]): Item[][] => list.flatMap((_, at) => (at % 2 === 0 ? [list.slice(at, at + 2)] : []));
const pictured = ({sha256, caption}: {sha256: string; caption: string}, photos: ReadonlyMap<string, Buffer>) => ({
	stack: [
		{image: `data:image/jpeg;base64,${photos.get(sha256)!.toString('base64')}`, fit: [198, 149]},
		{text: caption, fontSize: 10.5, alignment: 'center'},
	],
});
