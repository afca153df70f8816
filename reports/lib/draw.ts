import PDFDocument from 'pdfkit';
import type {Instant} from '../../src/domain/days.ts';
import type {Block} from './blocks.ts';
import {gatherBytes, type Inner as WithBytes} from './bytes.ts';
import {normal} from './clusters.ts';
import {compose} from './compose.ts';
import type {Fonts} from './fonts.ts';
import {type Inner, inkSheet, penOf} from './ink.ts';
import {escapeInfo, pdfUa} from './xmp.ts';

export type Paper = {
	title: string;
	number: string;
	org: string;
	/** The only time in the file: the same paper gives the same bytes. */
	created: Instant;
	demo: boolean;
	draft: boolean;
	blocks: Block[];
	/** JPEG by SHA-256, upright, as large as they are to be embedded. */
	photos: ReadonlyMap<string, Buffer>;
};
/** `missing` holds the characters that no font has; they stand as 〓 and the paper must not be issued. */
export type Drawn = {pdf: Buffer; pages: number; missing: string[]};

/** Draws a paper as PDF/A-2a and PDF/UA-1 on GB/T 9704-2012 pages. Rejects with code `photo-missing` or `photo-broken`. */
export const drawPaper = async (paper: Paper, fonts: Fonts): Promise<Drawn> => {
	const {sheets, missing} = compose({blocks: paper.blocks, photos: paper.photos, stamp: stampOf(paper)}, fonts);
	const doc = openDocument(paper);
	const end = gatherBytes(doc as unknown as WithBytes);
	const pen = penOf(doc as unknown as Inner, paper.photos);
	for (const sheet of sheets) {
		const {width, height} = sheet.format.page;
		doc.addPage({size: [width, height], margin: 0});
		inkSheet(pen, sheet);
	}
	return {pdf: end(), pages: sheets.length, missing};
};

/** Lays a paper out without drawing it: everything that could refuse it, in a fraction of the time. */
export const layOutPaper = ({blocks, photos}: Pick<Paper, 'blocks' | 'photos'>, fonts: Fonts): Omit<Drawn, 'pdf'> => {
	const {sheets, missing} = compose({blocks, photos, stamp: ''}, fonts);
	return {pages: sheets.length, missing};
};

const stampOf = ({demo, draft}: Paper) => `${demo ? '演示' : ''}${draft ? '草稿' : ''}`;

const openDocument = (paper: Paper) => {
	const created = new Date(paper.created);
	const doc = new PDFDocument({
		...{font: null as unknown as string, autoFirstPage: false, pdfVersion: '1.7', subset: 'PDF/A-2a'},
		...{tagged: true, lang: 'zh-CN', displayTitle: true},
		info: {
			Title: normal(paper.number ? `${paper.title}（${paper.number}）` : paper.title),
			Author: normal(paper.org),
			Creator: '双重预防台账',
			Producer: 'PDFKit',
			CreationDate: created,
			ModDate: created,
		},
	});
	doc.appendXML(pdfUa);
	escapeInfo(doc as unknown as Parameters<typeof escapeInfo>[0]);
	return doc;
};
