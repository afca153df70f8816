import {withoutNotice} from '../../domain/papers/notice.ts';
import type {Paper} from '../../domain/papers/paper.ts';
import {Problem} from '../../domain/problem.ts';
import {checkVersion} from '../../domain/versioned.ts';
import type {Db} from '../../store/engine.ts';
import {findHazards, saveHazard} from '../../store/hazards/hazards.ts';
import {savePaper} from '../../store/papers/papers.ts';
import type {Context} from '../context.ts';
import {isDrawing, mustBeNumbered, paperView, visiblePaper} from './see-papers.ts';

/** A void paper keeps its number and its bytes. Its hazards may be put on another notice of the same round. */
export async function voidPaper(db: Db, context: Context, id: string, body: {reason: string; version?: number}) {
	const paper = await visiblePaper(db, context, id, {forUpdate: true});
	checkVersion({...paperView(paper), version: paper.version}, body.version);
	mustBeNumbered(paper);
	if (paper.state === 'drawing') throw isDrawing(paper.number);
	if (paper.state === 'void') throw new Problem(409, 'illegal-state', `${paper.number}已经作废。`, [], {current: paper.state});
	const voided: Paper = {
		...paper,
		state: 'void',
		voidedAt: context.now,
		voidReason: body.reason,
		version: paper.version + 1,
	};
	await savePaper(db, context, voided, {action: 'paper-voided', reason: body.reason});
	await releaseHazards(db, context, paper, body.reason);
	return paperView(voided);
}

async function releaseHazards(db: Db, context: Context, paper: Paper, reason: string): Promise<void> {
	for (const hazard of await findHazards(db, paper.hazardIds, {forUpdate: true})) {
		const released = withoutNotice(hazard, paper.id);
		if (released)
			await saveHazard(db, context, released, {action: 'notice-voided', reason, body: {paperId: paper.id, number: paper.number}});
	}
}
