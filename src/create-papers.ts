import type {PaperData} from './domain/papers/paper.ts';
import {createDrawing, type DrawingPool, type DrawOptions} from './drawing/pool.ts';
import type {Papers} from './papers.ts';

type Draw<Kind extends keyof PaperData> = (
	pool: DrawingPool,
	data: PaperData[Kind],
	options: DrawOptions,
) => ReturnType<DrawingPool['draw']>;

/** The compiler compares here what the actions make with what each paper asks for. */
const kinds: {[Kind in keyof PaperData]: Draw<Kind>} = {
	'rectification-notice': async (pool, data, options) => pool.draw('rectification-notice', data, options),
};

export const createPapers = ({fontDir}: {fontDir: string | undefined}): Papers => {
	const pool = createDrawing({fontDir});
	return {
		async draw(kind, data, options) {
			const draw = Object.hasOwn(kinds, kind) ? kinds[kind as keyof PaperData] : undefined;
			// A kind that is not in the table is left to the worker, which refuses what it does not know.
			return draw ? draw(pool, data as PaperData[keyof PaperData], options) : pool.draw(kind as never, data as never, options);
		},
		close: async () => pool.close(),
	};
};
