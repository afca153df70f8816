import {spawnSync} from 'node:child_process';
import {writeFile} from 'node:fs/promises';
import {fileURLToPath} from 'node:url';
import {drawPaper, layOutPaper} from '../../reports/lib/draw.ts';
import {openFonts} from '../../reports/lib/fonts.ts';
import {cpuOf, median} from './rivals/cpu.ts';
import {another, samplePaper} from './rivals/sample.ts';

/**
 * CPU of one warm paper, photos included, and of the same content through pdfmake in the same run; then 200 papers one
 * after the other: node dist/test/bench/notice.js [NAME] [out.pdf]
 */
const [name = 'rectification-notice', file] = process.argv.slice(2);
const rounds = 60;
const paper = await samplePaper(name);

const start = performance.now();
const fonts = await openFonts({fontDir: process.env.FONT_DIR});
const opened = performance.now();
const first = await drawPaper(paper, fonts);
const cold = performance.now();
for (let round = 0; round < 20; round++) await drawPaper(another(paper, round), fonts);
const spent: number[] = [];
for (let round = 0; round < rounds; round++) spent.push(await cpuOf(() => drawPaper(another(paper, round), fonts)));
spent.sort((a, b) => a - b);

const layoutMs: number[] = [];
for (let round = 0; round < rounds; round++) layoutMs.push(await cpuOf(async () => layOutPaper(another(paper, round), fonts)));
const batch = await batched(200);

const figures = {
	name,
	pages: first.pages,
	photos: paper.photos.size,
	kilobytes: Math.round(first.pdf.length / 1024),
	missing: first.missing,
	fontsMs: Math.round(opened - start),
	firstMs: Math.round(cold - opened),
	warmCpuMs: {median: median(spent), p90: spent[Math.floor(rounds * 0.9)]},
	layoutCpuMs: median(layoutMs),
	batchOf200: batch,
	mostRssMb: Math.round(process.resourceUsage().maxRSS / 1024),
	besidePdfmake: rivalled() ?? 'pdfmake could not be installed, not measured',
};
process.stdout.write(`${JSON.stringify(figures)}\n`);
if (file) await writeFile(file, first.pdf);

async function batched(count: number) {
	const began = performance.now();
	const cpu = process.cpuUsage();
	for (let at = 0; at < count; at++) await cpuOf(() => drawPaper(another(paper, at), fonts));
	const {user, system} = process.cpuUsage(cpu);
	const seconds = (performance.now() - began) / 1000;
	return {perSecond: Math.round(count / seconds), perCpuSecond: Math.round((count * 1e6) / (user + system))};
}

/** Turn about, so that both have the same neighbours on a shared machine. */
function rivalled() {
	const [theirs, ours]: [number[], number[]] = [[], []];
	for (let turn = 0; turn < 3; turn++) {
		theirs.push(measured('pdfmake'));
		ours.push(measured('own'));
	}
	const [pdfmake, own] = [median(theirs), median(ours)];
	if (!(pdfmake > 0)) return undefined;
	const timesFaster = Math.round((pdfmake / own) * 10) / 10;
	return {pdfmakeCpuMs: pdfmake, ownCpuMs: own, timesFaster, runs: {pdfmake: theirs, own: ours}};
}

function measured(way: 'own' | 'pdfmake'): number {
	const script = fileURLToPath(new URL('./rivals/measure.js', import.meta.url));
	return Number(spawnSync(process.execPath, [script, way, name], {encoding: 'utf8'}).stdout || Number.NaN);
}
