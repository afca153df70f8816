import type {Day} from '../days.ts';
import type {Fault} from '../problem.ts';

/** Where a risk point is on the picture: parts of its width and height, from the upper left corner. */
export type Pin = {riskPointId: string; x: number; y: number};
/** A floor or ground of a site with the pins of its risk points. */
export type FloorPlan = {
	id: string;
	siteId: string;
	name: string;
	/** SHA-256 of the picture's bytes. */
	picture: string;
	width: number;
	height: number;
	pins: Pin[];
	closedOn: Day | null;
	version: number;
};

export const mostPlans = 30;
export const mostPins = 300;

/** To a ten-thousandth of the picture, so that sending the same again changes nothing. */
export const settlePins = (pins: readonly Pin[]): Pin[] =>
	pins.map(({riskPointId, x, y}) => ({riskPointId, x: rounded(x), y: rounded(y)}));
const rounded = (part: number): number => Math.round(part * 10_000) / 10_000;

/** Pins as they are kept: what the caller gave, and those of points that he does not see, which he cannot take away. */
export const pinsKept = (current: readonly Pin[], given: readonly Pin[], isSeen: (riskPointId: string) => boolean): Pin[] => [
	...current.filter(({riskPointId}) => !isSeen(riskPointId)),
	...settlePins(given),
];

/** Pins of points that the site has not, and points pinned twice. */
export const pinFaults = (pins: readonly Pin[], isKnown: (riskPointId: string) => boolean): Fault[] => {
	const ids = pins.map(({riskPointId}) => riskPointId);
	return pins.flatMap(({riskPointId}, i) => {
		const path = `/pins/${i}/riskPointId`;
		if (!isKnown(riskPointId)) return [{path, message: '该场所没有这个风险点。'}];
		return ids.indexOf(riskPointId) < i ? [{path, message: '一张图上一个风险点只标一处。'}] : [];
	});
};
