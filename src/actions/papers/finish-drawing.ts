import {plusMilliseconds} from '../../domain/days.ts';
import {hasNumber, issuedReply, type NumberedPaper} from '../../domain/papers/paper.ts';
import type {Db} from '../../store/engine.ts';
import type {Act} from '../../store/journal/journal.ts';
import {findPaper, idsInDrawing, savePaper} from '../../store/papers/papers.ts';
import type {Queue} from '../../store/queue.ts';
import {saveReplies} from '../../store/replies.ts';

type Drawn = {pdf: Buffer; sha256: string; pages: number; missing: string[]};
type DrawOptions = {demo: boolean; draft: boolean; created: string; photoFiles: Record<string, string>};
/** What drawing and keeping a paper needs of the services. */
export type PaperTools = {
	reader: Db;
	queue: Queue;
	papers: {
		draw: (kind: string, data: unknown, options: DrawOptions) => Promise<Drawn>;
		layOut: (kind: string, data: unknown, options: DrawOptions) => Promise<Omit<Drawn, 'pdf' | 'sha256'>>;
	};
	files: {
		put: (kind: 'papers', name: string, bytes: Uint8Array) => Promise<void>;
		pathOf: (kind: 'papers' | 'photos', name: string) => string;
	};
	log: {error: (details: object, message: string) => void};
};

/** The third step of issuing (rules §1.13): bytes from the snapshot, synced on disk, then their hash in the database. */
export async function drawPaper(tools: PaperTools, act: Act, {id, kind, snapshot}: NumberedPaper): Promise<NumberedPaper> {
	const {data, draw, photos} = snapshot;
	const drawn = await tools.papers.draw(kind, data, {...draw, photoFiles: photoFiles(tools, photos)});
	if (drawn.missing.length > 0) throw new Error(`no glyphs for ${drawn.missing.join('')}`);
	await tools.files.put('papers', drawn.sha256, drawn.pdf);
	return tools.queue.submit(async db => markIssued(db, act, id, drawn));
}

export const photoFiles = ({files}: Pick<PaperTools, 'files'>, photos: readonly string[]): Record<string, string> =>
	Object.fromEntries(photos.map(sha => [sha, files.pathOf('photos', sha)]));

/** Whoever comes second finds it done: the same snapshot gave him the same bytes. */
async function markIssued(db: Db, act: Act, id: string, {sha256, pages}: Drawn): Promise<NumberedPaper> {
	const paper = (await findPaper(db, id, {forUpdate: true})) as NumberedPaper;
	if (paper.state !== 'drawing') return paper;
	const issued: NumberedPaper = {...paper, state: 'issued', sha256, pages, issuedAt: act.now, version: paper.version + 1};
	await savePaper(db, act, issued, {action: 'paper-issued'});
	const {request} = issued.snapshot;
	if (request) await keepReply(db, act, issued, request);
	return issued;
}

const kept = 400 * 86_400_000;

/** The reply is kept only now: until it exists, the paper itself answers for its id. */
async function keepReply(
	db: Db,
	{now}: Act,
	paper: NumberedPaper,
	{key, content}: {key: string; content: string},
): Promise<void> {
	const body = JSON.stringify(issuedReply(paper));
	const expiresAt = plusMilliseconds(now, kept);
	await saveReplies(db, [{id: key, contentSha256: content, personId: paper.issuedBy!, status: 201, body, at: now, expiresAt}]);
}

/**
 * Draws again what a stop left without bytes; called before the first request is taken. One that cannot be drawn is logged
 * and waits for the next start, or for the same request to come again.
 */
export async function finishDrawing(
	tools: PaperTools & {clock: {now: () => string}},
): Promise<{finished: number; failed: number}> {
	let failed = 0;
	const ids = await idsInDrawing(tools.reader);
	for (const id of ids) {
		const act: Act = {actor: 'system', now: tools.clock.now(), requestId: null};
		try {
			const paper = await findPaper(tools.reader, id);
			if (paper && hasNumber(paper)) await drawPaper(tools, act, paper);
		} catch (error) {
			failed++;
			tools.log.error({err: error, paper: id}, 'paper not drawn');
		}
	}
	return {finished: ids.length - failed, failed};
}
