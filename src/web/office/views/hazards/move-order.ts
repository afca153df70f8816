import type {MoveName} from '../../../../domain/hazards/move-titles.ts';
import type {Hazard} from './move-fields.ts';

/** What carries a hazard on from its state, the likeliest first; what waits for a decision comes before all. */
const onward: Partial<Record<Hazard['state'], MoveName[]>> = {
	registered: ['confirmation'],
	confirmed: ['notice', 'five-in-place'],
	noticed: ['five-in-place'],
	rectifying: ['rectification-reports', 'reinspections', 'notice'],
	reported: ['reinspections'],
	passed: ['close-out'],
	transferred: ['transfer-replies'],
	closed: ['lookbacks'],
};

export function firstMoves({state, grade, overdue, moves, redFlag, facts}: Hazard): MoveName[] {
	const isUntold = redFlag && !facts.transfers && !facts.notifications;
	const wanted: MoveName[] = [
		'extension-decisions',
		'site-gone-decisions',
		...(isUntold ? (['notifications'] as const) : []),
		...(onward[state] ?? []),
		...(grade === 'suspected-major' ? (['major-decisions'] as const) : []),
		...(overdue && state !== 'registered' && state !== 'reported' ? (['supervisions'] as const) : []),
	];
	return [...new Set(wanted)].filter(move => moves.includes(move)).slice(0, 4);
}
