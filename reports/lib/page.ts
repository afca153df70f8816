/** Points (1/72 inch) in so many millimetres: every measure of this folder is in points, from the top left corner. */
export const mm = (millimetres: number): number => (millimetres * 72) / 25.4;

export type Area = {left: number; top: number; width: number; height: number; bottom: number};
/** A sheet of paper and the part that text may fill. */
export type Format = {page: {width: number; height: number}; area: Area};
export type FormatName = 'letter' | 'landscape' | 'card' | 'labels';

const areaOf = (left: number, top: number, width: number, height: number): Area => ({
	left: mm(left),
	top: mm(top),
	width: mm(width),
	height: mm(height),
	bottom: mm(top + height),
});
const upright = {width: mm(210), height: mm(297)};

/**
 * `letter`: the type area of GB/T 9704-2012 §5.2 (天头 37 mm, 订口 28 mm, 版心 156 × 225 mm). `landscape`: a wide table, bound
 * at its upper edge. `card` hangs on a wall and `labels` are cut apart: neither is bound.
 */
export const formats: Record<FormatName, Format> = {
	letter: {page: upright, area: areaOf(28, 37, 156, 225)},
	landscape: {page: {width: mm(297), height: mm(210)}, area: areaOf(20, 28, 257, 160)},
	card: {page: upright, area: areaOf(15, 15, 180, 267)},
	labels: {page: upright, area: areaOf(9, 10.5, 192, 276)},
};

/** That of a letter. */
export const {page, area} = formats.letter;

/** 3号 characters, 22 lines of 28 (GB/T 9704-2012 §5.2.3). */
export const bodySize = 16;
export const lead = area.height / 22;
/** What is left between two of 28 characters: −0.21 pt. */
export const tracking = (area.width - 28 * bodySize) / 27;
export const indent = 2 * (bodySize + tracking);

export const black = '#000000';
export const red = '#e60012';
export const grey = '#8c8c8c';

/** The baseline of a line box: Chinese characters reach 0.86 em above it. */
export const baseline = (top: number, leading: number, size: number): number => top + (leading - size) / 2 + size * 0.86;
