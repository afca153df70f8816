import {fontUses} from './drawing/font-lines.ts';
import {createDrawing} from './drawing/pool.ts';
import type {Papers} from './papers.ts';

export const createPapers = (places: {fontDir: string | undefined; cacheDir?: string}): Papers => {
	const pool = createDrawing(places);
	return {
		warmUp: async () => pool.warmUp(),
		fonts: async () => ({own: places.fontDir !== undefined, uses: fontUses(await pool.warmUp())}),
		// What the worker does not know it refuses. That data and paper fit is compared in reports/index.ts.
		draw: (kind, data, options) => pool.draw(kind as never, data as never, options),
		layOut: (kind, data, options) => pool.layOut(kind as never, data as never, options),
		close: async () => pool.close(),
	};
};
