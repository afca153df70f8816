/** Points (1/72 inch) in so many millimetres: every measure of this folder is in points, from the top left corner. */
export const mm = (millimetres: number): number => (millimetres * 72) / 25.4;

export const page = {width: mm(210), height: mm(297)};

/** The type area of GB/T 9704-2012 §5.2: 天头 37 mm, 订口 28 mm, 版心 156 × 225 mm. */
export const area = {left: mm(28), top: mm(37), width: mm(156), height: mm(225), bottom: mm(37 + 225)};

/** 3号 characters, 22 lines of 28 (GB/T 9704-2012 §5.2.3). */
export const bodySize = 16;
export const lead = area.height / 22;
/** What is left between two of 28 characters: −0.21 pt. */
export const tracking = (area.width - 28 * bodySize) / 27;
export const indent = 2 * (bodySize + tracking);

export const black = '#000000';
export const red = '#e60012';

/** The baseline of a line box: Chinese characters reach 0.86 em above it. */
export const baseline = (top: number, leading: number, size: number): number => top + (leading - size) / 2 + size * 0.86;
