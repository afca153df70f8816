import type {Reply} from './route.ts';

/** The number is Chinese: RFC 5987 carries it, the plain name is for what cannot read that. */
export const pdfReply = ({pdf, number, sha256}: {pdf: Buffer; number: string; sha256: string}): Reply => ({
	status: 200,
	body: pdf,
	headers: {
		'Content-Type': 'application/pdf',
		'Content-Disposition': `inline; filename="paper.pdf"; filename*=UTF-8''${encodeURIComponent(`${number}.pdf`)}`,
		'Cache-Control': 'private, no-cache',
		ETag: `"${sha256}"`,
	},
});

/** A drawing that is not kept. */
export const sheetReply = (pdf: Buffer, name: string): Reply => ({
	status: 200,
	body: pdf,
	headers: {
		'Content-Type': 'application/pdf',
		'Content-Disposition': `inline; filename="paper.pdf"; filename*=UTF-8''${encodeURIComponent(name)}`,
		'Cache-Control': 'private, no-store',
	},
});
