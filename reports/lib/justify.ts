import {type Box, gapBetween, type Line, type Placed, type Style, spareBetween} from './lines.ts';

type Setting = Style & {indent: number; last: boolean};
/** A glyph on its way to its place: whether the line may be opened behind it, and how much it may be closed. */
type Slot = Placed & {gap: 'none' | 'plain' | 'airy'; spare: number};

/** Gives every glyph of one line its advance, so that the line fills its measure or keeps its side. */
export const arrange = (boxes: Box[], setting: Setting): Line => {
	const slots = boxes.flatMap((box, at) => slotsOf(box, boxes[at + 1], setting));
	const measure = setting.width - setting.indent;
	const slack = measure - widthOf(slots);
	if (slack < -0.01) squeeze(slots, boxes, -slack);
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
		if (at < box.glyphs.length - 1 || !next) return {glyph, advance: own, gap: 'none', spare: 0};
		const advance = own + gapBetween(box, next, setting);
		return {glyph, advance, gap: kindOfGap(box, next), spare: spareBetween(box, next, setting)};
	});

const kindOfGap = (box: Box, next: Box): Slot['gap'] => {
	if (box.kind === 'space') return 'airy';
	const pair = `${box.kind} ${next.kind}`;
	if (pair === 'word word' || next.kind === 'space') return 'none';
	return pair === 'han word' || pair === 'word han' ? 'airy' : 'plain';
};

const widthOf = (slots: Slot[]) => slots.reduce((sum, slot) => sum + slot.advance, 0);

/** First the white of a mark at the right edge, then that of the marks inside. */
const squeeze = (slots: Slot[], boxes: Box[], excess: number) => {
	const last = boxes.at(-1)!;
	const trailing = last.kind === 'close' ? Math.min(last.blank, excess) : 0;
	slots.at(-1)!.advance -= trailing;
	const spare = slots.reduce((sum, slot) => sum + slot.spare, 0);
	if (spare === 0) return;
	const share = Math.min(1, (excess - trailing) / spare);
	for (const slot of slots) slot.advance -= slot.spare * share;
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
