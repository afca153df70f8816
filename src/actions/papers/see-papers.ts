import {readFile} from 'node:fs/promises';
import type {PaperStep} from '../../domain/content.ts';
import {type Day, plusDays, startOf} from '../../domain/days.ts';
import {readVerifyCode} from '../../domain/number.ts';
import {
	type Genuineness,
	genuineness,
	type NumberedPaper,
	nameOf,
	type Paper,
	type PaperRecord,
	type PaperState,
} from '../../domain/papers/paper.ts';
import {draftStates, missingSteps} from '../../domain/papers/steps.ts';
import {draftsWaiting, type PaperWait} from '../../domain/papers/waits.ts';
import {Problem, unprocessable} from '../../domain/problem.ts';
import {isInScope} from '../../domain/scope.ts';
import type {Db} from '../../store/engine.ts';
import {siteNames} from '../../store/hazards/hazard-names.ts';
import {findHazards} from '../../store/hazards/hazards.ts';
import {sha256} from '../../store/journal/journal.ts';
import {isVisible} from '../../store/journal/subjects.ts';
import {listPapers, type PaperFilter} from '../../store/papers/paper-list.ts';
import {findPaper, findPaperByCode} from '../../store/papers/papers.ts';
import type {Context} from '../context.ts';
import {viewsOf} from '../hazards/view-hazard.ts';
import {kindInForce, kindsInForce} from './prepare/kind-in-force.ts';

/** A paper in the caller's scope: any of its hazards, or its inspection (rules §1.7). */
export async function visiblePaper(db: Db, {caller}: Context, id: string, lock = {forUpdate: false}): Promise<Paper> {
	const paper = await findPaper(db, id, lock);
	const subjects = paper ? [`paper:${id}`, ...(paper.inspectionId ? [`inspection:${paper.inspectionId}`] : [])] : [];
	for (const subject of subjects) if (await isVisible(db, subject, caller.scope, caller.person.id)) return paper!;
	throw new Problem(404, 'not-found', '没有这份文书，或不在您的范围内。');
}

export const isDrawing = (number: string): Problem =>
	new Problem(409, 'drawing', `${number}正在生成，请稍后再试。`, [], {retryAfter: 5});

/** 409 for a draft: it has neither number nor bytes. */
export function mustBeNumbered(paper: Paper): asserts paper is NumberedPaper {
	if (paper.number === null) throw new Problem(409, 'illegal-state', `${nameOf(paper)}尚未签发。`, [], {current: paper.state});
}

/** What is shown of a paper; the snapshot stays inside. */
export const recordView = (paper: PaperRecord, origin: string) => ({
	id: paper.id,
	kind: paper.kind,
	title: paper.title,
	number: paper.number,
	state: paper.state,
	siteId: paper.siteId,
	hazardIds: paper.hazardIds,
	inspectionId: paper.inspectionId,
	sha256: paper.sha256,
	pages: paper.pages,
	verifyUrl: paper.verifyCode && `${origin}/verify/${paper.verifyCode}`,
	issuedBy: paper.issuedBy,
	allocatedAt: paper.allocatedAt,
	issuedAt: paper.issuedAt,
	voidedAt: paper.voidedAt,
	voidReason: paper.voidReason,
	replaces: paper.replaces,
	replacedBy: paper.replacedBy,
	services: paper.services,
	drafters: paper.drafters,
	draftedAt: paper.draftedAt,
	steps: paper.steps,
	version: paper.version,
});

/** One paper; `needed`: the steps of its kind, where it may still be a draft. */
export const paperView = (paper: Paper, needed: readonly PaperStep[] = []) => ({
	...recordView(paper, ''),
	verifyUrl: paper.snapshot?.data.verifyUrl ?? null,
	flags: paper.snapshot?.flags ?? [],
	needs: draftStates.includes(paper.state) ? missingSteps(paper, needed) : [],
	asked: paper.asked,
});

/** One paper with its place and those of its hazards that the reader may see. */
export async function seePaper(db: Db, context: Context, id: string) {
	const paper = await visiblePaper(db, context, id);
	const {scope} = context.caller;
	const hazards = await findHazards(db, paper.hazardIds);
	const names = await siteNames(db, [paper.siteId]);
	return {
		...paperView(paper, (await kindInForce(db, context, paper.kind)).steps),
		siteName: names.get(paper.siteId)?.name ?? '',
		hazards: await viewsOf(
			db,
			context,
			hazards.filter(({communityId, domain}) => isInScope(scope, communityId, domain)),
		),
	};
}

type Filters = {
	kind?: string;
	site?: string;
	hazard?: string;
	state?: string;
	waits?: PaperWait;
	served?: boolean;
	q?: string;
	from?: Day;
	to?: Day;
};
type Query = Filters & {after?: string; limit?: number; count?: boolean};

/** 422 for one character: it would find nearly everything (rules §1.15). */
async function filterOf(db: Db, context: Context, {q, from, to, state, waits, ...rest}: Filters): Promise<PaperFilter> {
	if (q !== undefined && [...q.trim()].length < 2) throw unprocessable([{path: '/q', message: '至少两个字。'}]);
	return {
		...rest,
		...(state !== undefined && {states: state.split(',') as PaperState[]}),
		...(waits && {drafts: draftsWaiting(waits, await kindsInForce(db, context))}),
		...(q !== undefined && {q: q.trim()}),
		...(from && {since: startOf(from)}),
		...(to && {until: startOf(plusDays(to, 1))}),
	};
}

/** How many drafts in scope wait for a step. */
export async function countWaiting(db: Db, context: Context, waits: PaperWait): Promise<number> {
	const {scope, person} = context.caller;
	const filter = await filterOf(db, context, {waits});
	const {total} = await listPapers(db, {scope, personId: person.id}, filter, {limit: 1, count: true});
	return total ?? 0;
}

export async function seePapers(db: Db, context: Context, query: Query, origin: string) {
	const {caller} = context;
	const viewer = {scope: caller.scope, personId: caller.person.id};
	const page = {after: readAfter(query.after), limit: query.limit ?? 50, count: query.count ?? false};
	const {items, next, total} = await listPapers(db, viewer, await filterOf(db, context, query), page);
	const names = await siteNames(
		db,
		items.map(({siteId}) => siteId),
	);
	return {
		items: items.map(paper => ({...recordView(paper, origin), siteName: names.get(paper.siteId)?.name ?? ''})),
		next: next === null ? null : Buffer.from(JSON.stringify([next])).toString('base64url'),
		...(total !== undefined && {total}),
	};
}

function readAfter(text: string | undefined): number | undefined {
	if (text === undefined) return undefined;
	try {
		const [seq] = JSON.parse(Buffer.from(text, 'base64url').toString()) as unknown[];
		if (Number.isSafeInteger(seq)) return seq as number;
	} catch {
		// Falls through to the refusal.
	}
	throw new Problem(400, 'query', '查询条件不对，请按提示改正。', [{path: '/after', message: '应为上一页的 next。'}]);
}

/** The bytes that were issued, checked against their hash before they leave (rules §1.13). */
export async function seePdf(
	{reader, files}: {reader: Db; files: PaperFiles},
	context: Context,
	id: string,
): Promise<{pdf: Buffer; number: string; sha256: string}> {
	const paper = await visiblePaper(reader, context, id);
	mustBeNumbered(paper);
	if (paper.sha256 === null) throw isDrawing(paper.number);
	return {pdf: await bytesOf(files, paper.sha256), number: paper.number, sha256: paper.sha256};
}

type PaperFiles = {pathOf: (kind: 'papers', name: string) => string};

async function bytesOf(files: PaperFiles, hash: string): Promise<Buffer> {
	const pdf = await readFile(files.pathOf('papers', hash));
	if (sha256(pdf) !== hash) throw new Error(`the file of paper ${hash} is not the one that was issued`);
	return pdf;
}

const mostInBundle = 500;

/** Issued papers in scope, oldest first, with how each is read; void ones say so in their names. */
export async function seeBundle(
	{reader, files}: {reader: Db; files: PaperFiles},
	context: Context,
	{ids, ...filters}: Filters & {ids?: string},
) {
	const {scope, person} = context.caller;
	const viewer = {scope, personId: person.id};
	const filter = {...(await filterOf(reader, context, filters)), drawn: true, ...(ids !== undefined && {ids: ids.split(',')})};
	const {items, next} = await listPapers(reader, viewer, filter, {limit: mostInBundle, count: false});
	if (next !== null) throw unprocessable([{path: '/', message: `一次最多 ${mostInBundle} 份，请缩小范围。`}]);
	if (items.length === 0) throw new Problem(404, 'not-found', '没有符合条件的已签发文书。');
	return items.reverse().map(({number, state, sha256: hash, issuedAt}) => ({
		name: `${number}${state === 'void' ? '（作废）' : ''}.pdf`,
		at: issuedAt!,
		read: async () => bytesOf(files, hash!),
	}));
}

/** What the public learns from the code on a paper. */
export async function seeGenuineness(db: Db, text: string): Promise<Genuineness> {
	const code = readVerifyCode(text);
	const paper = code === null ? undefined : await findPaperByCode(db, code);
	return genuineness(paper, paper?.replacedBy ? await findPaper(db, paper.replacedBy) : undefined);
}
