import {nameOf} from '../../domain/papers/paper.ts';
import {mustBeDraft} from '../../domain/papers/steps.ts';
import {Problem} from '../../domain/problem.ts';
import type {Context} from '../context.ts';
import {photoFiles} from './finish-drawing.ts';
import {type IssueTools, photoProblem} from './preflight.ts';
import {preparePaper} from './prepare/index.ts';
import {visiblePaper} from './see-papers.ts';
import {draftAsk} from './take-step.ts';

/** The draft as it would look, 草稿 across each page and blank where the number will stand. Drawn anew each time, never kept. */
export async function previewPaper(tools: IssueTools, context: Context, id: string, origin: string) {
	const paper = await visiblePaper(tools.reader, context, id);
	mustBeDraft(paper);
	const prepared = await preparePaper(tools.reader, context, draftAsk(paper, {origin, demo: tools.demo}));
	const {data} = prepared.numbered(0);
	const shown = {...data, number: data.number?.replace(/〕\d+/u, '〕　') ?? null};
	const options = {demo: tools.demo, draft: true, created: paper.draftedAt!, photoFiles: photoFiles(tools, prepared.photos)};
	const {pdf, missing} = await tools.papers.draw(paper.kind, shown, options).catch(error => {
		throw photoProblem(error);
	});
	if (missing.length > 0) throw new Problem(422, 'missing-glyphs', `字体中没有这些字：${missing.join('、')}。`, [], {missing});
	return {pdf, name: `${nameOf(paper)}.pdf`};
}
