import type {Static} from '@sinclair/typebox';
import type {DashboardReply} from '../../../../contract/dashboard.ts';
import type {FiguresReply} from '../../../../contract/figures.ts';
import {plusMilliseconds} from '../../../../domain/days.ts';
import type {FigureId} from '../../../../domain/figures/figures.ts';
import {now} from '../../clock.ts';
import {get} from '../../server.ts';

export type Board = Static<typeof DashboardReply>;
export type Figures = Static<typeof FiguresReply>;
export type Figure = Figures['figures'][number];

const week = 7 * 86_400_000;
export const standing = ['overdue', 'major-open', 'open-hazards'] as const satisfies FigureId[];
export const monthly = ['rectification-rate', 'on-time-rate', 'coverage-rate'] as const satisfies FigureId[];

export type KeyFigures = {now: Figures; before: Map<string, number | null>};

export const loadBoard = (): Promise<Board> => get<Board>('/api/dashboard');
/** The figures at the head, and how those that stand at a moment stood a week ago. */
export async function loadKeyFigures(): Promise<KeyFigures> {
	const [present, past] = await Promise.all([
		get<Figures>('/api/figures', {figure: [...standing, ...monthly].join(',')}),
		get<Figures>('/api/figures', {figure: standing.join(','), asOf: plusMilliseconds(now(), -week)}),
	]);
	return {now: present, before: new Map(past.figures.map(({id, value}) => [id, value]))};
}
