import {drawPaper, type Paper} from '../../../reports/lib/draw.ts';
import {openFonts} from '../../../reports/lib/fonts.ts';
import {cpuOf, median} from './cpu.ts';
import {openPdfmake} from './pdfmake.ts';
import {another, samplePaper} from './sample.ts';

// One way of drawing in a process of its own, so that neither pays for what the other leaves to be collected:
// measure.js own|pdfmake NAME prints the median of the CPU milliseconds of one warm paper; nothing when it cannot run.
const [way, name = 'rectification-notice'] = process.argv.slice(2);
const paper = await samplePaper(name);
const draw = way === 'own' ? await own() : await openPdfmake();
if (draw) {
	for (let round = 0; round < 20; round++) await draw(another(paper, round));
	const spent: number[] = [];
	for (let round = 0; round < 40; round++) spent.push(await cpuOf(() => draw(another(paper, round))));
	process.stdout.write(String(median(spent)));
}

async function own() {
	const fonts = await openFonts({fontDir: process.env.FONT_DIR});
	return async (each: Paper) => (await drawPaper(each, fonts)).pdf;
}
