import type {Mark, Node, Sheet} from './flow.ts';
import type {Face} from './fonts.ts';
import type {Line} from './lines.ts';

/** The part of pdfkit's embedded font that we write to directly. Pinned: pdfkit 0.20.2. */
type Embedded = {
	id: string;
	scale: number;
	subset: {includeGlyph(id: number): number};
	widths: (number | undefined)[];
	unicode: (number[] | undefined)[];
	ref(): unknown;
};
type Image = {width: number; height: number};
/** pdfkit's document with the inner parts its types leave out. */
export type Inner = Omit<PDFKit.PDFDocument, 'page' | 'registerFont' | 'image'> & {
	_font: Embedded;
	page: {fonts: Record<string, unknown>};
	registerFont(name: string, font: unknown): void;
	openImage(bytes: Buffer): Image;
	image(image: Image, x: number, y: number, options: {width: number; height: number}): void;
};
export type Pen = {
	doc: Inner;
	photos: ReadonlyMap<string, Buffer>;
	faces: Map<Face, Embedded>;
	images: Map<string, Image>;
	elements: Map<Node, PDFKit.PDFStructureElement>;
};

export const penOf = (doc: Inner, photos: ReadonlyMap<string, Buffer>): Pen => ({
	doc,
	photos,
	faces: new Map(),
	images: new Map(),
	elements: new Map(),
});

/** Draws the marks of a page; neighbours of the same element share one marked content. */
export const inkSheet = (pen: Pen, sheet: Sheet): void => {
	sheet.marks.forEach((mark, at) => {
		if (at === 0 || sheet.marks[at - 1]!.node !== mark.node) openContent(pen, mark);
		inkMark(pen, mark);
		if (sheet.marks[at + 1] === undefined || sheet.marks[at + 1]!.node !== mark.node) pen.doc.endMarkedContent();
	});
};

const openContent = (pen: Pen, {node}: Mark) => {
	if (!node) pen.doc.markContent('Artifact', {type: 'Layout'});
	else elementOf(pen, node).add(pen.doc.markStructureContent(node.tag));
};

/** Elements come to be with their first mark, so their order is the reading order. */
const elementOf = (pen: Pen, node: Node): PDFKit.PDFStructureElement => {
	const known = pen.elements.get(node);
	if (known) return known;
	const parent = node.parent && elementOf(pen, node.parent);
	const element = pen.doc.struct(node.tag, node.options);
	// pdfkit has this attribute for its own tables only.
	if (node.options.colSpan) inner(element).dictionary.data.A = {O: 'Table', ColSpan: node.options.colSpan};
	if (parent) parent.add(element);
	else pen.doc.addStructure(element);
	pen.elements.set(node, element);
	return element;
};

const inner = (element: PDFKit.PDFStructureElement) => element as unknown as {dictionary: {data: Record<string, unknown>}};

const inkMark = (pen: Pen, mark: Mark) => {
	if (mark.kind === 'line') inkLine(pen, mark);
	else if (mark.kind === 'image') inkImage(pen, mark);
	else if (mark.kind === 'stroke') inkStroke(pen, mark);
	else pen.doc.addContent(`${filling(mark.color)} ${mark.boxes.map(boxPath).join(' ')} f`);
};

const inkStroke = (pen: Pen, {points, width, color, dash}: Extract<Mark, {kind: 'stroke'}>) => {
	const path = points.map(([x, y], at) => `${short(x)} ${short(y)} ${at === 0 ? 'm' : 'l'}`).join(' ');
	pen.doc.addContent(`q ${rgb(color)} RG ${short(width)} w [${dash ?? ''}] 0 d ${path} S Q`);
};

const boxPath = ({x, y, width, height}: {x: number; y: number; width: number; height: number}) =>
	`${short(x)} ${short(y)} ${short(width)} ${short(height)} re`;

const filling = (color: string) => `${rgb(color)} rg`;
const rgb = (color: string) => [1, 3, 5].map(at => short(Number.parseInt(color.slice(at, at + 2), 16) / 255)).join(' ');

const short = (value: number) => Math.round(value * 1000) / 1000;

const inkImage = (pen: Pen, {sha256, x, y, width, height}: Extract<Mark, {kind: 'image'}>) => {
	pen.doc.image(imageOf(pen, sha256), x, y, {width, height});
};

const imageOf = (pen: Pen, sha256: string): Image => {
	if (!pen.images.has(sha256)) pen.images.set(sha256, pen.doc.openImage(pen.photos.get(sha256)!));
	return pen.images.get(sha256)!;
};

/** One TJ for each face in the line. The page is upside down, therefore the mirrored matrix. */
const inkLine = (pen: Pen, mark: Extract<Mark, {kind: 'line'}>) => {
	if (mark.line.placed.length === 0) return;
	const [cos, sin] = [Math.cos(mark.turn ?? 0), Math.sin(mark.turn ?? 0)];
	const matrix = [cos, -sin, -sin, -cos, mark.x + mark.line.x * cos, mark.y - mark.line.x * sin].map(short);
	pen.doc.addContent(`${filling(mark.color)} BT ${matrix.join(' ')} Tm${shows(pen, mark.line)} ET`);
};

const shows = (pen: Pen, line: Line): string => {
	let out = '';
	let face: Face | undefined;
	for (const {glyph, advance} of line.placed) {
		if (glyph.face !== face) {
			out += `${face ? '>] TJ' : ''} /${useFace(pen, glyph.face).id} ${short(line.size)} Tf [<`;
			face = glyph.face;
		}
		out += codeOf(pen, glyph.face, glyph.id, glyph.lost ? '〓' : glyph.char, glyph.advance);
		const shift = glyph.advance - (advance * 1000) / line.size;
		if (Math.abs(shift) > 0.5) out += `>${Math.round(shift * 10) / 10}<`;
	}
	return `${out}>] TJ`;
};

const useFace = (pen: Pen, face: Face): Embedded => {
	const embedded = pen.faces.get(face) ?? embed(pen, face);
	pen.doc.page.fonts[embedded.id] ??= embedded.ref();
	return embedded;
};

const embed = (pen: Pen, face: Face): Embedded => {
	const name = `face${pen.faces.size}`;
	pen.doc.registerFont(name, face.font);
	pen.doc.font(name);
	pen.faces.set(face, pen.doc._font);
	return pen.doc._font;
};

/** Our own code points: those pdfkit would take are remembered in the shared font from the document before. */
const codeOf = (pen: Pen, face: Face, id: number, char: string, advance: number): string => {
	const embedded = pen.faces.get(face)!;
	const code = embedded.subset.includeGlyph(id);
	embedded.widths[code] ??= advance;
	embedded.unicode[code] ??= [char.codePointAt(0)!];
	return code.toString(16).padStart(4, '0');
};
