import type {Rect} from './flow.ts';

export const thin = 0.5;
const thick = 1;

/** The ruling of a form as filled boxes: a stronger frame, thin rules at the given columns and rows. */
export const framed = (frame: Rect, columns: number[], rows: number[]): Rect[] => [
	...rows.map(y => ({x: frame.x, y: y - thin / 2, width: frame.width, height: thin})),
	...columns.map(x => ({x: x - thin / 2, y: frame.y, width: thin, height: frame.height})),
	...outline(frame, thick),
];

/** Four sides of a rectangle, drawn on its edge. */
export const outline = ({x, y, width, height}: Rect, weight: number): Rect[] => [
	{x: x - weight / 2, y: y - weight / 2, width: width + weight, height: weight},
	{x: x - weight / 2, y: y + height - weight / 2, width: width + weight, height: weight},
	{x: x - weight / 2, y: y - weight / 2, width: weight, height: height + weight},
	{x: x + width - weight / 2, y: y - weight / 2, width: weight, height: height + weight},
];
