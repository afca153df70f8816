import {type Cluster, clustersOf, normal, noStart} from './clusters.ts';
import {type Fonts, type Glyph, glyphOf, type Role} from './fonts.ts';
import {arrange} from './justify.ts';

export type Run = {role: Role; text: string};
/** Points, but `autospace` and `maxStretch` are ems per gap: a wider gap leaves the line ragged (narrow cells). */
export type Style = {
	size: number;
	width: number;
	indent?: number;
	align?: 'justify' | 'left' | 'center' | 'right';
	tracking?: number;
	autospace?: number;
	maxStretch?: number;
};
/** A cluster with its glyphs; `blank` is the white that a punctuation mark can give up (标点挤压). */
export type Box = Cluster & {glyphs: Glyph[]; width: number; blank: number; pitch: number};
export type Placed = {glyph: Glyph; advance: number};
/** A line ready to be drawn; `x` counts from the paragraph's left edge. */
export type Line = {placed: Placed[]; x: number; width: number; size: number; text: string};

/** Sets a paragraph in lines: 避头尾, 标点挤压, a little air between Chinese and Latin, both edges flush. */
export const layOut = (fonts: Fonts, runs: Run[], style: Style): Line[] => {
	if (!fonts.set) return setLines(fonts, runs, style);
	const key = JSON.stringify([runs, style]);
	const known = fonts.set.get(key) as Line[] | undefined;
	if (known) return known;
	const lines = setLines(fonts, runs, style);
	fonts.set.set(key, lines);
	return lines;
};

const setLines = (fonts: Fonts, runs: Run[], style: Style): Line[] => {
	const boxes = boxesOf(fonts, runs, style);
	const lines: Line[] = [];
	let at = 0;
	while (at < boxes.length) {
		while (lines.length > 0 && boxes[at]?.kind === 'space') at++;
		if (at >= boxes.length) break;
		const indent = lines.length === 0 ? (style.indent ?? 0) : 0;
		cutOverlong(boxes, at, style.width - indent, style);
		const measure = style.width - indent;
		const end = filled(boxes, at, lawful(boxes, endOfLine(boxes, at, measure, style), style), measure, style);
		lines.push(arrange(trimmed(boxes.slice(at, end)), {...style, indent, last: end >= boxes.length}));
		at = end;
	}
	return lines.length > 0 ? lines : [{placed: [], x: 0, width: 0, size: style.size, text: ''}];
};

/** The lines of a text that may hold line feeds. */
export const layOutEach = (fonts: Fonts, role: Role, text: string, style: Style): Line[] =>
	text.split('\n').flatMap(part => layOut(fonts, [{role, text: part}], style));

const boxesOf = (fonts: Fonts, runs: Run[], style: Style): Box[] => {
	const texts = runs.map(run => normal(run.text));
	const roles = runs.flatMap((run, at) => [...texts[at]!].map(() => run.role));
	return clustersOf(texts.join('')).map(cluster => {
		const glyphs = cluster.chars.map((char, at) => glyphOf(fonts, roles[cluster.start + at]!, char));
		return measured(cluster, glyphs, style);
	});
};

const measured = (cluster: Cluster, glyphs: Glyph[], style: Style): Box => {
	const pitch = cluster.kind === 'word' || cluster.kind === 'space' || cluster.kind === 'other' ? 0 : (style.tracking ?? 0);
	let width = 0;
	for (const glyph of glyphs) width += (glyph.advance * style.size) / 1000 + pitch;
	const {kind, chars, start, breakBefore} = cluster;
	// Thousands of these are made for a page: copying with ... took a tenth of the whole drawing.
	return {kind, chars, start, breakBefore, glyphs, width, pitch, blank: blankIn(cluster, glyphs[0]!, style.size)};
};

const blankIn = ({kind}: Cluster, glyph: Glyph, size: number) => {
	if (glyph.lost || glyph.advance < 900 || (kind !== 'close' && kind !== 'open')) return 0;
	const blank = kind === 'close' ? glyph.blank.right : glyph.blank.left;
	return (Math.max(0, Math.min(500, blank - 60)) * size) / 1000;
};

/** Natural space between two boxes; negative between punctuation marks that share their white. */
export const gapBetween = (before: Box, after: Box, style: Style): number => {
	const pair = `${before.kind} ${after.kind}`;
	if (pair === 'han word' || pair === 'word han') return style.size * (style.autospace ?? 0.125);
	if (pair === 'close open') return -Math.min(style.size / 2, (before.blank + after.blank) / 2);
	if (pair === 'close close') return -before.blank;
	return pair === 'open open' ? -after.blank : 0;
};

/** White at a boundary that a full line may still take away; a mark that begins a line gives none. */
export const spareBetween = (before: Box, after: Box, style: Style): number => {
	const white = (before.kind === 'close' ? before.blank : 0) + (after.kind === 'open' ? after.blank : 0);
	return white > 0 ? white + Math.min(0, gapBetween(before, after, style)) : 0;
};

/** A word that fills the line and is followed by a mark gives its last two characters to the next line, so that the mark does not begin it. */
const lawful = (boxes: Box[], end: number, style: Style): number => {
	const [before, after] = [boxes[end - 1]!, boxes[end]];
	if (!after || after.breakBefore || !noStart.has(after.chars[0]!) || before.kind !== 'word') return end;
	const count = before.chars.length - 2;
	if (count < 1) return end;
	boxes.splice(end - 1, 1, part(before, 0, count, style), {
		...part(before, count, before.chars.length, style),
		breakBefore: true,
	});
	return end;
};

/** So many ems between two characters look like gaps in a line. */
const gaping = 0.15;
/** Dates and telephone numbers are shorter. */
const leastSerial = 12;

/** A serial number that would leave the line before it gaping is broken behind one of its own marks (JC-XH-|2026-000451). */
const filled = (boxes: Box[], at: number, end: number, measure: number, style: Style): number => {
	const next = boxes[end];
	if (next?.kind !== 'word' || next.chars.length < leastSerial || style.maxStretch !== undefined) return end;
	if ((style.align ?? 'justify') !== 'justify') return end;
	const free = measure - naturalWidth(boxes.slice(at, end), style);
	if (free < (end - at - 1) * gaping * style.size) return end;
	const room = free - gapBetween(boxes[end - 1]!, next, style);
	const cut = next.chars.findLastIndex((char, i) => wordMarks.has(char) && part(next, 0, i + 1, style).width <= room) + 1;
	if (cut < 2 || cut > next.chars.length - 2) return end;
	boxes.splice(end, 1, part(next, 0, cut, style), {...part(next, cut, next.chars.length, style), breakBefore: true});
	return end + 1;
};

const naturalWidth = (boxes: Box[], style: Style): number =>
	boxes.reduce((sum, box, at) => sum + box.width + (at > 0 ? gapBetween(boxes[at - 1]!, box, style) : 0), 0);

/** How far the line reaches when its punctuation is squeezed to half of its white. */
const endOfLine = (boxes: Box[], at: number, measure: number, style: Style): number => {
	let width = 0;
	let give = 0;
	let lastBreak = 0;
	for (let end = at; end < boxes.length; end++) {
		const box = boxes[end]!;
		const before = end > at ? boxes[end - 1]! : undefined;
		const gap = before ? gapBetween(before, box, style) : 0;
		give += before ? spareBetween(before, box, style) : 0;
		if (before && box.breakBefore) lastBreak = end;
		const trailing = box.kind === 'close' ? box.blank : 0;
		const overflows = width + gap + box.width - trailing - give / 2 > measure + 0.01;
		// Without a lawful break the line breaks where it fits: better than running off the paper.
		if (overflows && before) return lastBreak > at ? lastBreak : end;
		width += gap + box.width;
	}
	return boxes.length;
};

const wordMarks = new Set('/?&=_-.@');

/** A word longer than the line is cut behind a mark inside it (2026-|03-02), otherwise where the line ends. */
const cutOverlong = (boxes: Box[], at: number, measure: number, style: Style) => {
	const box = boxes[at]!;
	if (box.chars.length < 2 || box.width <= measure) return;
	let width = 0;
	let count = 0;
	for (const glyph of box.glyphs) {
		width += (glyph.advance * style.size) / 1000 + box.pitch;
		if (width > measure) break;
		count++;
	}
	const marked = box.chars.slice(0, count).findLastIndex(char => wordMarks.has(char)) + 1;
	const cut = Math.max(1, marked || count);
	const [head, tail] = [part(box, 0, cut, style), part(box, cut, box.chars.length, style)];
	boxes.splice(at, 1, head, {...tail, breakBefore: true});
};

const part = (box: Box, from: number, to: number, style: Style): Box =>
	measured({...box, chars: box.chars.slice(from, to), start: box.start + from}, box.glyphs.slice(from, to), style);

const trimmed = (boxes: Box[]) => {
	let end = boxes.length;
	while (end > 1 && boxes[end - 1]!.kind === 'space') end--;
	return boxes.slice(0, end);
};
