import {createHash} from 'node:crypto';
import {parentPort, workerData} from 'node:worker_threads';
import {type PaperKind, papers} from '../../reports/index.ts';
import {drawPaper, layOutPaper} from '../../reports/lib/draw.ts';
import {type FontPlaces, type Fonts, namesOf, openFonts} from '../../reports/lib/fonts.ts';
import {headOf, photosIn} from '../../reports/lib/reading.ts';
import type {Fault, FontNames, Job, Outcome} from './job.ts';
import {readPhotos} from './photos.ts';

let opening: Promise<Fonts> | undefined;

parentPort!.on('message', async (job: Job) => {
	const outcome = await perform(job).catch((error: unknown): Outcome => ({id: job.id, fault: faultOf(error)}));
	parentPort!.postMessage(outcome, outcome.drawing ? [outcome.drawing.pdf.buffer as ArrayBuffer] : []);
});

const perform = async (job: Job): Promise<Outcome> => {
	opening ??= open();
	if (job.task === 'open') return {id: job.id, fonts: await warmUp(await opening)};
	const {id, task, kind, data, options} = job;
	const blocks = (papers[kind] as PaperKind<typeof data>).blocks(data);
	const photos = await readPhotos(options.photoFiles, photosIn(blocks));
	if (task === 'lay-out') return {id, layout: layOutPaper({blocks, photos}, await opening)};
	const {demo, draft, created} = options;
	const {pdf, pages, missing} = await drawPaper({...headOf(blocks), created, demo, draft, blocks, photos}, await opening);
	const sha256 = createHash('sha256').update(pdf).digest('hex');
	return {id, drawing: {pdf: new Uint8Array(pdf), sha256, pages, missing}};
};

/** A fault is told to whoever waits for the fonts, and only then. */
const open = (): Promise<Fonts> => {
	const fonts = openFonts(workerData as FontPlaces);
	fonts.catch(() => undefined);
	return fonts;
};

/** An invented notice, drawn for nobody: the second one takes a tenth of the time. */
const warmUp = async (fonts: Fonts): Promise<FontNames> => {
	const {blocks, sample} = papers['rectification-notice'];
	const plain = blocks({...sample, hazards: sample.hazards.map(hazard => ({...hazard, photos: []}))});
	const created = '2026-01-01T00:00:00.000Z';
	await drawPaper({...headOf(plain), created, demo: false, draft: false, blocks: plain, photos: new Map()}, fonts);
	return namesOf(fonts);
};

const faultOf = (error: unknown): Fault => {
	const {code = 'drawing-failed', message = String(error), sha256} = error as Partial<Fault>;
	return {code, message, ...(sha256 === undefined ? {} : {sha256})};
};
