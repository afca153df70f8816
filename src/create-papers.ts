import {createDrawing} from './drawing/pool.ts';
import type {Papers} from './papers.ts';

export const createPapers = ({fontDir}: {fontDir: string | undefined}): Papers =>
	createDrawing(fontDir ? {fontDir} : {}) as unknown as Papers;
