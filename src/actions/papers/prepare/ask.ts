import type {PaperKind} from '../../../domain/content.ts';
import type {Day} from '../../../domain/days.ts';
import type {Hazard} from '../../../domain/hazards/hazard.ts';
import type {Actor, MoveBody, MoveName} from '../../../domain/hazards/hazard-moves.ts';
import type {NumberedData} from '../../../domain/papers/kinds.ts';
import type {Flag, Paper} from '../../../domain/papers/paper.ts';
import type {Field} from '../../../domain/papers/wording.ts';
import {type Fault, Problem} from '../../../domain/problem.ts';
import type {Db} from '../../../store/engine.ts';
import type {Organisation} from '../../../store/register/settings.ts';
import type {Context} from '../../context.ts';

/** What a person gives for a paper; which fields a kind takes is said in its own file. */
export type PaperBody = {
	id?: string;
	kind: string;
	siteId?: string;
	hazardIds?: string[];
	responsible?: string;
	contact?: {name: string; phone: string};
	cc?: string;
	dueOn?: Day;
	replaces?: string;
	inspectionId?: string;
	addressee?: string;
	level?: 'district' | 'city';
	demands?: string[];
	replyBy?: Day;
	cause?: string;
	harm?: string;
	difficulty?: string;
	enclosures?: string[];
};
export type PaperAsk = {
	paperId: string;
	/** The verify code. */
	code: string;
	/** Printed on a notice, once it is issued. */
	replyToken: string | null;
	body: PaperBody;
	origin: string;
	demo: boolean;
	lacksHttps: boolean;
	/** Who makes the moves that the paper stands for. */
	actor: Actor;
};
export type Moved = {hazard: Hazard; move: MoveName; body: MoveBody};
export type Lock = {forUpdate: boolean};

/** Everything that the preparation of a kind is given. */
export type Given = {db: Db; context: Context; ask: PaperAsk; kind: PaperKind; office: Organisation | undefined; lock: Lock};
/** What a kind makes of its facts: how the paper reads once it has a number, and what is wrong with it. */
export type Draft = {
	site: {id: string; communityId: string};
	/** The hazards it is about, as they will be then, with the round that it covers. */
	covers: Array<{hazard: Hazard; round: number}>;
	/** Those of them that it moves once it has its number, as they are then. Wrong persons and states throw (403, 409). */
	moves: () => Moved[];
	inspectionId: string | null;
	/** null: of several fields of work. */
	domain: string | null;
	data: (number: string) => NumberedData;
	/** Every text that a person wrote, with the place to put it right. */
	fields: Field[];
	/** Photos in the bytes, and those that must have arrived beside them. */
	photos: string[];
	awaited: string[];
	faults: Fault[];
	flags: Flag[];
};
/** Existence in scope (404) and states (409) are thrown; faults of the content are handed back, all of them (422). */
export type Prepare = (given: Given) => Promise<Draft>;
/** `takes`: the fields of the body beside those that every paper takes. */
export type PaperMaking = {takes: ReadonlyArray<keyof PaperBody>; prepare: Prepare};

/** What the number alone is missing from. */
export type Prepared = Draft & {
	kind: PaperKind;
	replaced: Paper | undefined;
	numbered: (n: number) => {number: string; data: NumberedData};
};

export const refusal = (faults: Fault[], code = 'rules', missing?: string[]): Problem =>
	new Problem(422, code, '文书不能签发，请按提示逐项改正；未编号。', faults, missing ? {missing} : {});
