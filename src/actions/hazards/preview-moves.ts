import {adviceFor} from '../../domain/hazards/deadline-advice.ts';
import type {Hazard} from '../../domain/hazards/hazard.ts';
import type {MoveBody, MoveName} from '../../domain/hazards/hazard-moves.ts';
import {Problem} from '../../domain/problem.ts';
import {isInScope} from '../../domain/scope.ts';
import type {Db} from '../../store/engine.ts';
import {findHazards} from '../../store/hazards/hazards.ts';
import type {Context} from '../context.ts';
import {decideFor} from './move-hazard.ts';

export type MovePreview = {
	id: string;
	number: string | null;
	version: number | null;
	after: (Pick<Hazard, 'state' | 'grade' | 'dueOn'> & {advice: string | null}) | null;
	problem: (Pick<Problem, 'status' | 'code' | 'errors'> & {detail: string}) | null;
};

/** What a move would make of each hazard, or why it would be refused, as the move itself decides; nothing is kept. */
export async function previewMoves(
	db: Db,
	context: Context,
	{move, hazardIds, body = {}}: {move: MoveName; hazardIds: string[]; body?: MoveBody},
): Promise<MovePreview[]> {
	const {scope} = context.caller;
	const found = await findHazards(db, hazardIds);
	const seen = new Map(found.filter(one => isInScope(scope, one.communityId, one.domain)).map(one => [one.id, one]));
	// A notice is moved by the paper itself, whose id nobody has yet.
	const asked = move === 'notice' ? {...body, paperId: 'preview'} : body;
	const previews: MovePreview[] = [];
	for (const id of hazardIds) previews.push(await previewOf(db, context, seen.get(id), {id, move, body: asked}));
	return previews;
}

async function previewOf(
	db: Db,
	context: Context,
	hazard: Hazard | undefined,
	{id, move, body}: {id: string; move: MoveName; body: MoveBody},
): Promise<MovePreview> {
	try {
		if (!hazard) throw new Problem(404, 'not-found', '没有找到这条隐患，或不在您的范围内。');
		const {hazard: next} = await decideFor(db, context, hazard, move, body);
		const advice = adviceFor(next, context.forms.calendars, context.today)?.sentence ?? null;
		const {state, grade, dueOn} = next;
		return {id, number: hazard.number, version: hazard.version, after: {state, grade, dueOn, advice}, problem: null};
	} catch (error) {
		if (!(error instanceof Problem)) throw error;
		const {status, code, message: detail, errors} = error;
		return {
			id,
			number: hazard?.number ?? null,
			version: hazard?.version ?? null,
			after: null,
			problem: {status, code, detail, errors: [...errors]},
		};
	}
}
