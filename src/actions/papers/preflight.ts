import type {NumberedData} from '../../domain/papers/kinds.ts';
import {glyphFaults} from '../../domain/papers/wording.ts';
import {Problem} from '../../domain/problem.ts';
import {canonical, sha256} from '../../store/journal/journal.ts';
import type {Context} from '../context.ts';
import {type PaperTools, photoFiles} from './finish-drawing.ts';
import {type PaperAsk, type Prepared, refusal} from './prepare/ask.ts';

export type IssueTools = PaperTools & {demo: boolean; production: boolean; publicUrl: string | undefined};

/** What the preparation asks for, for a paper that the caller makes. */
export const askOf = (
	tools: Pick<IssueTools, 'demo' | 'production' | 'publicUrl'>,
	{caller: {person}}: Context,
	given: Pick<PaperAsk, 'paperId' | 'code' | 'replyToken' | 'body' | 'origin'>,
): PaperAsk => ({
	...given,
	demo: tools.demo,
	lacksHttps: tools.production && !tools.publicUrl?.startsWith('https://'),
	actor: {id: person.id, roles: person.roles},
});

/** Laid out without being drawn: whatever would stop the drawing stops it here. */
export async function preflight(tools: IssueTools, context: Context, prepared: Prepared): Promise<void> {
	const {kind, photos, fields} = prepared;
	const options = {demo: tools.demo, draft: true, created: context.now, photoFiles: photoFiles(tools, photos)};
	const {missing} = await tools.papers.layOut(kind.kind, prepared.numbered(0).data, options).catch(error => {
		throw photoProblem(error);
	});
	if (missing.length > 0) {
		const detail = `字体中没有这些字：${missing.join('、')}。请更换后再签发；未编号。`;
		throw new Problem(422, 'missing-glyphs', detail, glyphFaults(fields, missing), {missing});
	}
}

export function photoProblem(error: unknown): unknown {
	const {code, sha256: hash} = error as {code?: string; sha256?: string};
	if ((code !== 'photo-broken' && code !== 'photo-missing') || !hash) return error;
	return refusal([{path: '/hazardIds', message: `照片损坏，读不出来：${hash}`}], 'photo-broken', [hash]);
}

export const hashOf = (data: NumberedData | unknown): string => sha256(canonical(data));
