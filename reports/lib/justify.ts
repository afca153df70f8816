import {type Box, gapBetween, type Line, type Placed, type Style} from './lines.ts';

type Setting = Style & {indent: number; last: boolean};
/** A glyph on its way to its place: `gap` tells whether the line may be opened or closed behind it. */
type Slot = Placed & {box: Box; gap: 'none' | 'plain' | 'airy'};

/** Gives every glyph of one line its advance, so that the line fills its measure or keeps its side. */
export const arrange = (boxes: Box[], setting: Setting): Line => {
	const slots = boxes.flatMap((box, at) => slotsOf(box, boxes[at + 1], setting));
	const measure = setting.width - setting.indent;
	const slack = measure - widthOf(slots);
	if (slack < -0.01) squeeze(slots, boxes, -slack, setting.size);
	else if ((setting.align ?? 'justify') === 'justify' && !setting.last) stretch(slots, slack, setting);
	const width = widthOf(slots);
	return {
		placed: slots.map(({glyph, advance}) => ({glyph, advance})),
		x: setting.indent + side(setting, measure - (width - boxes.at(-1)!.pitch)),
		width,
		size: setting.size,
		text: boxes.map(box => box.chars.join('')).join(''),
	};
};

const slotsOf = (box: Box, next: Box | undefined, setting: Setting): Slot[] =>
	box.glyphs.map((glyph, at) => {
		const own = (glyph.advance * setting.size) / 1000 + box.pitch;
		if (at < box.glyphs.length - 1 || !next) return {glyph, box, advance: own, gap: 'none'};
		return {glyph, box, advance: own + gapBetween(box, next, setting), gap: kindOfGap(box, next)};
	});

const kindOfGap = (box: Box, next: Box): Slot['gap'] => {
	if (box.kind === 'space') return 'airy';
	const pair = `${box.kind} ${next.kind}`;
	if (pair === 'word word' || next.kind === 'space') return 'none';
	return pair === 'han word' || pair === 'word han' ? 'airy' : 'plain';
};

const widthOf = (slots: Slot[]) => slots.reduce((sum, slot) => sum + slot.advance, 0);

/** First the white of a mark at the right edge, then that of the marks inside. */
const squeeze = (slots: Slot[], boxes: Box[], excess: number, size: number) => {
	const last = boxes.at(-1)!;
	const trailing = last.kind === 'close' ? Math.min(last.blank, excess) : 0;
	slots.at(-1)!.advance -= trailing;
	const inner = slots.slice(0, -1).filter((slot, at) => {
		const next = slots[at + 1]!.box;
		return (slot.box.kind === 'close' && slot.box.blank > 0) || (next.kind === 'open' && next.blank > 0);
	});
	for (const slot of inner) slot.advance -= Math.min(size / 2, (excess - trailing) / inner.length);
};

/** Gaps beside Latin and word spaces open first, by an eighth of an em at most; the rest is shared by all. */
const stretch = (slots: Slot[], slack: number, setting: Setting) => {
	const gaps = slots.slice(0, -1).filter(slot => slot.gap !== 'none');
	if (gaps.length === 0 || slack / gaps.length > (setting.maxStretch ?? Number.POSITIVE_INFINITY) * setting.size) return;
	const airy = gaps.filter(slot => slot.gap === 'airy');
	const first = Math.min(slack, (airy.length * setting.size) / 8);
	for (const slot of airy) slot.advance += first / airy.length;
	for (const slot of gaps) slot.advance += (slack - first) / gaps.length;
};

const side = (setting: Setting, free: number) => {
	if (setting.align === 'center') return free / 2;
	return setting.align === 'right' ? free : 0;
};
