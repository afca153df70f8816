import {v7 as uuidv7} from 'uuid';
import type {PhotoLink} from '../../domain/inspections/filing-photos.ts';
import {type Paper, type Service, serviceFaults} from '../../domain/papers/paper.ts';
import {Problem, unprocessable} from '../../domain/problem.ts';
import type {Db} from '../../store/engine.ts';
import {photosAwaited} from '../../store/hazards/hazard-links.ts';
import {insertLinks} from '../../store/inspections/photos.ts';
import {savePaper} from '../../store/papers/papers.ts';
import {findPeople} from '../../store/people/people.ts';
import type {Context} from '../context.ts';
import {isDrawing, mustBeNumbered, paperView, visiblePaper} from './see-papers.ts';

export type ServiceBody = Omit<Service, 'recordedBy' | 'at'> & {id?: string};

/** 送达: who brought the paper to whom, when and how. A paper may be served more than once. */
export async function servePaper(db: Db, context: Context, id: string, {id: _, ...body}: ServiceBody) {
	const paper = await visiblePaper(db, context, id, {forUpdate: true});
	mustBeNumbered(paper);
	if (paper.state === 'drawing') throw isDrawing(paper.number);
	if (paper.state === 'void')
		throw new Problem(409, 'illegal-state', `${paper.number}已经作废，不能送达。`, [], {current: paper.state});
	const people = await findPeople(db, body.by);
	const unknown = body.by.flatMap((person, i) => (people.has(person) ? [] : [{path: `/by/${i}`, message: '没有这个人。'}]));
	const faults = [...unknown, ...serviceFaults(paper, body, context.today)];
	const shown = (['photo', 'consent'] as const).flatMap(name => (body[name] ? [{name, sha256: body[name]}] : []));
	const awaited = await photosAwaited(
		db,
		shown.map(({sha256}) => sha256),
	);
	if (awaited.length > 0) {
		const late = shown.filter(({sha256}) => awaited.includes(sha256));
		const errors = [...faults, ...late.map(({name}) => ({path: `/${name}`, message: '照片尚未上传。'}))];
		throw new Problem(422, 'photo-awaited', '照片尚未上传，请先上传照片。', errors, {missing: awaited});
	}
	if (faults.length > 0) throw unprocessable(faults);
	await insertLinks(
		db,
		shown.map(({sha256}) => linkOf(paper, sha256)),
	);
	const service: Service = {...body, recordedBy: context.actor, at: context.now};
	const served: Paper = {...paper, services: [...paper.services, service], version: paper.version + 1};
	await savePaper(db, context, served, {action: 'paper-served'});
	return paperView(served);
}

/** Whoever may see the paper's place may see the photo of its service. */
const linkOf = ({id, communityId, domain}: Paper, sha256: string): PhotoLink => ({
	id: uuidv7(),
	sha256,
	subject: `paper:${id}`,
	role: 'other',
	communityId,
	domain,
	metadata: null,
});
