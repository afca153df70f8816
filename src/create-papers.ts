import {createDrawing} from './drawing/pool.ts';
import type {Papers} from './papers.ts';

export const createPapers = ({fontDir}: {fontDir: string | undefined}): Papers => {
	const pool = createDrawing({fontDir});
	return {
		// What the worker does not know it refuses. That data and paper fit is compared in reports/index.ts.
		draw: (kind, data, options) => pool.draw(kind as never, data as never, options),
		layOut: (kind, data, options) => pool.layOut(kind as never, data as never, options),
		close: async () => pool.close(),
	};
};
