import {type Day, type Instant, isDay} from '../../days.ts';
import type {Device} from '../../inspections/clock.ts';
import type {PhotoMetadata} from '../../inspections/filing.ts';
import type {Role} from '../../person.ts';
import type {Fault} from '../../problem.ts';
import type {FiveInPlace, Hazard, HazardState} from '../hazard.ts';

/** Roles of staff, and 'contact' by reply token, and 'system'. */
export type MoveRole = Role | 'contact' | 'system';
export type Actor = {id: string; roles: readonly MoveRole[]};

/** What any move may carry; the HTTP schema has checked the shapes, the deciders check what each move needs. */
export type MoveBody = {
	reason?: string;
	photos?: string[];
	photoDetails?: Record<string, PhotoMetadata>;
	device?: Device;
	attachments?: string[];
	grade?: string;
	criteria?: string[];
	dueOn?: Day;
	requirement?: string;
	responsible?: string;
	parties?: Partial<Hazard['parties']>;
	onTheSpot?: string;
	cause?: string;
	paperId?: string;
	text?: string;
	cost?: number;
	inspectors?: string[];
	result?: string;
	newDueOn?: Day;
	safeguards?: string;
	granted?: boolean;
	approved?: boolean;
	department?: string;
	documentNumber?: string;
	decidedOn?: Day;
	to?: string;
	on?: Day;
	name?: string;
	form?: string;
	receipt?: string;
	level?: string;
	by?: string;
	listedOn?: Day;
	assessment?: string;
	basis?: string;
	enclosures?: string[];
	replyBy?: Day;
	kind?: string;
	removed?: boolean;
	caseNumber?: string;
	outcome?: string;
	of?: string;
	step?: string;
	communityId?: string;
} & Omit<FiveInPlace, 'dueOn' | 'attachments'>;

/** What a move must know beside the hazard. */
export type MoveContext = {
	now: Instant;
	today: Day;
	/** Hashes that the filing names and that have not arrived. */
	awaitedPhotos: readonly string[];
	/** Whether the paper of this round still stands; without it the hazard's own record decides. */
	hasValidNotice?: boolean;
	/** The hazard named by `of` of a duplicate, when it is in scope. */
	target?: Hazard;
	/** The departments of the routing table; any when absent. */
	departments?: readonly string[];
	/** Who would answer for it, where nobody was named. */
	proposedParties?: Hazard['parties'];
	/** The site asked for its reinspection before the deadline. */
	reinspectionAsked?: boolean;
	/** Flags of the hazard ("same hands", "within minutes"): a flagged close-out needs a reason. */
	flags?: readonly string[];
};

export type MoveResult = {
	hazard: Hazard;
	closed?: NonNullable<Hazard['closure']>;
	/** The other hazard of a duplicate, when it changes too. */
	survivor?: Hazard;
	/** A look-back found it again: the action registers a new hazard with this `recurrenceOf`. */
	recurrenceOf?: string;
};

export type Ask = {hazard: Hazard; actor: Actor; body: MoveBody; context: MoveContext};
/** `illegal` → 409, `wrong` → 403, `faults` → 422; otherwise `next` is what happens. */
export type Decision = {
	illegal?: string | false | undefined;
	wrong?: string | false | undefined;
	faults: readonly (Fault | false | undefined)[];
	next: () => Partial<Hazard> | (Omit<MoveResult, 'hazard' | 'closed'> & {change: Partial<Hazard>});
};
export type Decider = (ask: Ask) => Decision;

/** A change of state that a move can make; none for a move that only changes a track. */
export type Transition = readonly [from: HazardState | 'open', to: HazardState];
export type MoveRule = {
	/** Chinese, as on the button. */
	title: string;
	/** Of the request: below the hazard, or absolute. */
	path: string;
	from: readonly HazardState[] | 'open';
	roles: readonly MoveRole[];
	/** What it cannot do without, for the help page; the decider has the exact rule. */
	needs: readonly string[];
	to: readonly Transition[];
	decide: Decider;
};

export const has = (actor: Actor, ...roles: MoveRole[]): boolean => roles.some(role => actor.roles.includes(role));
export const fault = (path: string, message: string): Fault => ({path: `/${path}`, message});

/** A fault when a text is missing or blank. */
export const needText = (body: MoveBody, field: keyof MoveBody, name: string): Fault | false => {
	const text = body[field];
	return !(typeof text === 'string' && text.trim()) && fault(field, `请填写${name}。`);
};

/** A fault when a list is missing or empty. */
export const needSome = (body: MoveBody, field: keyof MoveBody, name: string): Fault | false => {
	const list = body[field];
	return !(Array.isArray(list) && list.length > 0) && fault(field, `请至少附上一${name}。`);
};

export const needChoice = (body: MoveBody, field: keyof MoveBody, choices: readonly string[], name: string): Fault | false =>
	!choices.includes(String(body[field])) && fault(field, `请选择${name}。`);

/** A fault when a day is missing, no day, or outside [from, to]. */
export const needDay = (
	body: MoveBody,
	field: keyof MoveBody,
	name: string,
	{from, to}: {from?: Day | undefined; to?: Day | undefined} = {},
): Fault | false => {
	const day = body[field];
	if (typeof day !== 'string' || !isDay(day)) return fault(field, `请填写${name}。`);
	if (from && day < from) return fault(field, `${name}不得早于${from}。`);
	return !!to && day > to && fault(field, `${name}不得晚于${to}。`);
};

export const needReason = (body: MoveBody) => needText(body, 'reason', '理由');
export const needPhotos = (body: MoveBody) => needSome(body, 'photos', '张照片');
export const needAttachments = (body: MoveBody) => needSome(body, 'attachments', '份附件');

/** The change with a later deadline, written down with its cause. */
export const withDeadline = (hazard: Hazard, dueOn: Day, why: string, at: Instant): Pick<Hazard, 'dueOn' | 'facts'> => ({
	dueOn,
	facts: {...hazard.facts, deadlines: [...hazard.facts.deadlines, {dueOn, why, at}]},
});

/** An open hazard ends: what was pending ends with it. */
export const ended = (
	hazard: Hazard,
	state: 'closed' | 'void' | 'merged',
	closure: Hazard['closure'],
	at: Instant,
	ending: NonNullable<Hazard['facts']['ending']>,
) => ({
	state,
	closure,
	endedAt: at,
	extension: hazard.extension === 'pending' ? ('none' as const) : hazard.extension,
	siteGone: 'none' as const,
	facts: {...hazard.facts, ending},
});

/** A set of optional members without the absent ones. */
export const given = <T extends object>(members: T): {[K in keyof T]?: Exclude<T[K], undefined>} =>
	Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as {
		[K in keyof T]?: Exclude<T[K], undefined>;
	};
