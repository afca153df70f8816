import type {Hazard} from '../../domain/hazards/hazard.ts';
import {movesFor} from '../../domain/hazards/hazard-moves.ts';
import {readVerifyCode} from '../../domain/number.ts';
import type {NoticeData} from '../../domain/papers/paper.ts';
import {hasNumber, type NumberedPaper} from '../../domain/papers/paper.ts';
import {
	mustHold,
	type ReplyMay,
	type ReplyPart,
	type ReplyToken,
	replyFaults,
	standingInWords,
} from '../../domain/papers/reply.ts';
import type {Role} from '../../domain/person.ts';
import {Problem, unprocessable} from '../../domain/problem.ts';
import type {Db} from '../../store/engine.ts';
import {findHazards} from '../../store/hazards/hazards.ts';
import {findPaper, savePaper} from '../../store/papers/papers.ts';
import {findReplyToken, useReplyToken} from '../../store/papers/reply-tokens.ts';
import type {Context} from '../context.ts';
import {moveHazard} from '../hazards/move-hazard.ts';
import {type Arrived, registerPhotos} from '../inspections/register-photo.ts';

type Held = {token: ReplyToken; paper: NumberedPaper; data: NoticeData; hazards: Hazard[]};

/** What a link leads to; undefined when there is no such link, 410 when it holds no longer. */
export async function heldBy(
	db: Db,
	{now}: Pick<Context, 'now'>,
	text: string,
	lock = {forUpdate: false},
): Promise<Held | undefined> {
	const code = readVerifyCode(text);
	const token = code === null ? undefined : await findReplyToken(db, code, lock);
	const paper = token && (await findPaper(db, token.paperId));
	if (!token || !paper || !hasNumber(paper) || paper.state === 'drawing') return undefined;
	const data = paper.snapshot.data as NoticeData;
	mustHold(token, paper.state === 'void', now, data.contact);
	const found = await findHazards(db, paper.hazardIds, lock);
	const hazards = paper.hazardIds.flatMap(id => found.find(hazard => hazard.id === id) ?? []);
	return {token, paper, data, hazards};
}

/** Who holds a link: no account, no role of the staff. */
const contactOf = (context: Context): Context => ({
	...context,
	actor: 'contact',
	caller: {
		// The table of moves knows this role (rules §1.1); nobody on the staff has it.
		person: {...context.caller.person, id: 'contact', roles: ['contact'] as unknown as Role[]},
		scope: 'all',
	},
});

const mayNow = (hazard: Hazard, {now, today}: Context): ReplyMay => {
	const moves = movesFor(hazard, {id: 'contact', roles: ['contact']}, {now, today, awaitedPhotos: []});
	return {
		report: moves.includes('rectification-reports'),
		extension: moves.includes('extension-requests'),
		// The plan of 安全生产法 art 41 is for what may be major.
		five: hazard.grade !== 'general' && moves.includes('five-in-place'),
	};
};

/** What the holder of a link sees: what his notice says, and what he may answer now. Nothing else of the register. */
export async function seeReplyForm(db: Db, context: Context, text: string) {
	const held = await heldBy(db, context, text);
	return held && formOf(held, context);
}

export type ReplyForm = ReturnType<typeof formOf>;

const formOf = ({token, paper, data, hazards}: Held, context: Context) => ({
	title: paper.title,
	number: paper.number,
	office: data.org,
	issuedOn: data.issuedOn,
	addressee: data.addressee,
	contact: data.contact,
	expiresAt: token.expiresAt,
	hazards: hazards.map((hazard, i) => {
		const printed = data.hazards.find(({number}) => number === hazard.number);
		const may = mayNow(hazard, context);
		return {
			order: i + 1,
			number: hazard.number,
			place: printed?.place ?? '',
			description: printed?.description ?? '',
			requirement: printed?.requirement ?? '',
			dueOn: hazard.dueOn,
			standing: standingInWords(hazard, may),
			...may,
		};
	}),
});

/**
 * The site answers: every hazard that it speaks of moves, or none does; then the link is used up. Photos are registered with
 * the answer that names them: those of a refused one are nobody's.
 */
export async function sendReply(
	db: Db,
	context: Context,
	text: string,
	{parts, arrived}: {parts: readonly ReplyPart[]; arrived: readonly Arrived[]},
) {
	const held = await heldBy(db, context, text, {forUpdate: true});
	if (!held) throw new Problem(404, 'not-found', '没有这个链接。');
	const {token, paper, hazards} = held;
	const faults = replyFaults(
		parts,
		hazards.map(hazard => mayNow(hazard, context)),
	);
	if (faults.length > 0) throw unprocessable(faults);
	const contact = contactOf(context);
	const named = new Set(parts.flatMap(photosOf));
	const photos = arrived.filter(({sha256}) => named.has(sha256));
	await registerPhotos(
		db,
		photos.map(photo => ({context: contact, photo})),
	);
	for (const [i, hazard] of hazards.entries())
		await movedBy(db, contact, hazard, parts[i]!).catch(error => rethrown(error, i, parts[i]!));
	await useReplyToken(db, token.id, context.now);
	await savePaper(db, contact, {...paper, version: paper.version + 1}, {action: 'paper-replied'});
	return {received: parts.filter(({action}) => action !== 'none').length, number: paper.number};
}

const photosOf = ({action, photos, attachments}: ReplyPart): string[] => {
	if (action === 'none') return [];
	return action === 'five' ? attachments : photos;
};

async function movedBy(db: Db, context: Context, {id}: Hazard, part: ReplyPart) {
	const {action, text, photos, dueOn, reason, safeguards} = part;
	if (action === 'report') await moveHazard(db, context, id, 'rectification-reports', {text: text.trim(), photos});
	if (action === 'extension') {
		const asked = {dueOn, reason: reason.trim(), safeguards: safeguards.trim(), photos};
		await moveHazard(db, context, id, 'extension-requests', asked);
	}
	if (action === 'five') await moveHazard(db, context, id, 'five-in-place', proposalOf(part));
}

/** Only what was filled in: the rest may have been proposed before. */
function proposalOf({measures, person, funds, finishOn, plan, attachments}: ReplyPart) {
	const texts = {measures: measures.trim(), person: person.trim(), funds: funds.trim(), dueOn: finishOn, plan: plan.trim()};
	const said = Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== ''));
	return {...said, ...(attachments.length > 0 && {attachments})};
}

/** The same faults, led to the fields of the form. */
function rethrown(error: unknown, i: number, {action}: ReplyPart): never {
	if (!(error instanceof Problem)) throw error;
	const fieldOf = (path: string) => (action === 'five' && path === '/dueOn' ? '/finishOn' : path);
	const faults = error.errors.map(({path, message}) => ({path: `${fieldOf(path)}-${i}`, message: `第${i + 1}项：${message}`}));
	throw new Problem(error.status, error.code, error.message, faults);
}
