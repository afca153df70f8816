import {readFile, writeFile} from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import {type PaperKind, type PaperName, papers} from '../../reports/index.ts';
import type {Block} from '../../reports/lib/blocks.ts';
import {drawPaper, layOutPaper, type Paper} from '../../reports/lib/draw.ts';
import {openFonts} from '../../reports/lib/fonts.ts';
import {headOf, photosIn} from '../../reports/lib/reading.ts';
import {openPdfmake} from './rivals/pdfmake.ts';

/**
 * CPU of one warm paper, photos included, and of the same content through pdfmake in the same run; then 200 papers one
 * after the other: node dist/test/bench/notice.js [NAME] [out.pdf]
 * PHOTO_DIR may hold h1.jpg … to be used instead of grey ones. DEMO=1, DRAFT=1 draw the stamps.
 */
const [name = 'rectification-notice', file] = process.argv.slice(2);
const rounds = 60;

const kind = papers[name as PaperName] as PaperKind<unknown>;
const blocks = kind.blocks(kind.sample);
const paper: Paper = {
	...headOf(blocks),
	created: '2026-03-03T02:00:00.000Z',
	demo: process.env.DEMO === '1',
	draft: process.env.DRAFT === '1',
	blocks,
	photos: await photosOf(blocks),
};

const start = performance.now();
const fonts = await openFonts({fontDir: process.env.FONT_DIR});
const opened = performance.now();
const first = await drawPaper(paper, fonts);
const cold = performance.now();
for (let round = 0; round < 20; round++) await drawPaper(paper, fonts);
const spent: number[] = [];
for (let round = 0; round < rounds; round++) spent.push(await cpuOf(() => drawPaper(paper, fonts)));
spent.sort((a, b) => a - b);

const layoutMs: number[] = [];
for (let round = 0; round < rounds; round++) layoutMs.push(await cpuOf(async () => layOutPaper(paper, fonts)));
const batch = await batched(200);
const rssMb = Math.round(process.resourceUsage().maxRSS / 1024);
const rival = await rivalled();

const figures = {
	name,
	pages: first.pages,
	kilobytes: Math.round(first.pdf.length / 1024),
	missing: first.missing,
	fontsMs: Math.round(opened - start),
	firstMs: Math.round(cold - opened),
	warmCpuMs: {median: spent[rounds / 2], p90: spent[Math.floor(rounds * 0.9)]},
	layoutCpuMs: median(layoutMs),
	batchOf200: batch,
	mostRssMb: rssMb,
	besidePdfmake: rival ?? 'pdfmake could not be installed, not measured',
};
process.stdout.write(`${JSON.stringify(figures)}\n`);
if (file) await writeFile(file, first.pdf);

/** Papers that differ in their words, as those of an office do. */
async function batched(count: number) {
	const began = performance.now();
	const cpu = process.cpuUsage();
	for (let at = 0; at < count; at++) {
		const own = blocks.map(block =>
			'text' in block ? {...block, text: `${block.text}${block.kind === 'number' ? at : ''}`} : block,
		);
		await drawPaper({...paper, ...headOf(own), blocks: own}, fonts);
	}
	const {user, system} = process.cpuUsage(cpu);
	const seconds = (performance.now() - began) / 1000;
	return {perSecond: Math.round(count / seconds), perCpuSecond: Math.round((count * 1e6) / (user + system))};
}

/** Turn about, so that both have the same neighbours on a shared machine. */
async function rivalled() {
	const make = openPdfmake();
	if (!make) return undefined;
	for (let round = 0; round < 3; round++) await make(blocks, paper.photos);
	const [theirs, ours]: [number[], number[]] = [[], []];
	for (let round = 0; round < 20; round++) {
		theirs.push(await cpuOf(() => make(blocks, paper.photos)));
		ours.push(await cpuOf(() => drawPaper(paper, fonts)));
	}
	const [pdfmake, own] = [median(theirs), median(ours)];
	return {pdfmakeCpuMs: pdfmake, ownCpuMs: own, timesFaster: Math.round((pdfmake / own) * 10) / 10};
}

function median(list: number[]): number {
	return [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)]!;
}

async function cpuOf(work: () => Promise<unknown>) {
	const before = process.cpuUsage();
	await work();
	const {user, system} = process.cpuUsage(before);
	return Math.round((user + system) / 100) / 10;
}

async function photosOf(all: Block[]) {
	const entries = await Promise.all(photosIn(all).map(async (sha256, at) => [sha256, await photo(at)] as const));
	return new Map(entries);
}

async function photo(at: number) {
	if (process.env.PHOTO_DIR) return readFile(path.join(process.env.PHOTO_DIR, `h${(at % 4) + 1}.jpg`));
	return sharp({create: {width: 1200, height: 900, channels: 3, background: '#8a9090'}})
		.jpeg()
		.toBuffer();
}
