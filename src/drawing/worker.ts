import {createHash} from 'node:crypto';
import {parentPort, workerData} from 'node:worker_threads';
import {type PaperKind, papers} from '../../reports/index.ts';
import {drawPaper, layOutPaper} from '../../reports/lib/draw.ts';
import {type Fonts, openFonts} from '../../reports/lib/fonts.ts';
import {headOf, photosIn} from '../../reports/lib/reading.ts';
import type {Fault, Job, Outcome} from './job.ts';
import {readPhotos} from './photos.ts';

let opening: Promise<Fonts> | undefined;

parentPort!.on('message', async (job: Job) => {
	const outcome = await perform(job).catch((error: unknown): Outcome => ({id: job.id, fault: faultOf(error)}));
	parentPort!.postMessage(outcome, outcome.drawing ? [outcome.drawing.pdf.buffer as ArrayBuffer] : []);
});

const perform = async ({id, layOnly, kind, data, options}: Job): Promise<Outcome> => {
	const blocks = (papers[kind] as PaperKind<typeof data>).blocks(data);
	const photos = await readPhotos(options.photoFiles, photosIn(blocks));
	opening ??= openFonts(workerData as {fontDir?: string});
	if (layOnly) return {id, layout: layOutPaper({blocks, photos}, await opening)};
	const {demo, draft, created} = options;
	const {pdf, pages, missing} = await drawPaper({...headOf(blocks), created, demo, draft, blocks, photos}, await opening);
	const sha256 = createHash('sha256').update(pdf).digest('hex');
	return {id, drawing: {pdf: new Uint8Array(pdf), sha256, pages, missing}};
};

const faultOf = (error: unknown): Fault => {
	const {code = 'drawing-failed', message = String(error), sha256} = error as Partial<Fault>;
	return {code, message, ...(sha256 === undefined ? {} : {sha256})};
};
