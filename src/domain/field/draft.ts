import type {Instant} from '../days.ts';
import type {Answer, Check, Defect, Filing} from '../inspections/filing.ts';

/** Where a person stood when the phone was put away: an item of a check, or the closing page. */
export type Standing = {check: number; section: number; item: string | null; isClosing: boolean};

/**
 * An inspection under way, kept on the phone after every touch. The filing is already in the form in which it will be sent.
 * `opened`: sections that were looked at, by check. `revision` tells two pages of one phone apart.
 */
export type Draft = {
	id: string;
	personId: string;
	revision: number;
	updatedAt: Instant;
	standing: Standing;
	opened: number[][];
	filing: Filing;
};

type Questions = {sections: {title: string; items: string[]}[]; items: {id: string; answer: {kind: string}}[]};

const answersOf = (draft: Draft, check: number): Record<string, Answer> => draft.filing.checks[check]?.answers ?? {};

/** The draft with one answer set, or taken back by null. */
export function answered(draft: Draft, check: number, itemId: string, answer: Answer | null): Draft {
	const {[itemId]: _, ...rest} = answersOf(draft, check);
	return withAnswers(draft, check, answer ? {...rest, [itemId]: answer} : rest);
}

function withAnswers(draft: Draft, check: number, answers: Record<string, Answer>): Draft {
	const checks = draft.filing.checks.map((one, i): Check => (i === check ? {...one, answers} : one));
	return {...draft, filing: {...draft.filing, checks}};
}

export const withOpened = (draft: Draft, check: number, section: number): Draft => {
	const opened = draft.filing.checks.map((_, i) => draft.opened[i] ?? []);
	if (opened[check]?.includes(section)) return draft;
	return {...draft, opened: opened.map((seen, i) => (i === check ? [...seen, section] : seen))};
};

/** Items that "the rest pass" may answer: unanswered, and no measured value is owed. */
const passable = (draft: Draft, check: number, {items}: Questions, ids: readonly string[]): string[] =>
	ids.filter(id => !answersOf(draft, check)[id] && items.find(item => item.id === id)?.answer.kind !== 'number');

/** Whether every section was opened: nobody passes what he has not had before his eyes. */
export const mayPassRest = (draft: Draft, check: number, {sections}: Questions): boolean =>
	sections.every((_, i) => draft.opened[check]?.includes(i));

/** Passes what is unanswered in the opened section `section`, or, once all were opened, in all (null). */
export function restPassed(draft: Draft, check: number, questions: Questions, section: number | null): Draft {
	if (section === null ? !mayPassRest(draft, check, questions) : !draft.opened[check]?.includes(section)) return draft;
	const sections = section === null ? questions.sections : [questions.sections[section]!];
	const ids = passable(
		draft,
		check,
		questions,
		sections.flatMap(({items}) => items),
	);
	const passed = Object.fromEntries(ids.map(id => [id, {result: 'pass'} as Answer]));
	return withAnswers(draft, check, {...answersOf(draft, check), ...passed});
}

export const unansweredIn = (draft: Draft, check: number, ids: readonly string[]): string[] =>
	ids.filter(id => !answersOf(draft, check)[id]);

/** A measured value judges itself by the item's bounds; null is no value yet. */
export const measured = ({min, max}: {min?: number; max?: number}, value: number): 'pass' | 'fail' =>
	(min !== undefined && value < min) || (max !== undefined && value > max) ? 'fail' : 'pass';

/** Every photo that the draft names. */
export const photosOfDraft = ({filing}: Draft): string[] => Object.keys(filing.photos ?? {});

/** Whether an answer, a defect or a signature shows the photo. */
export const isShown = ({filing}: Draft, sha256: string): boolean => {
	const {photos: _, ...rest} = filing;
	return JSON.stringify(rest).includes(sha256);
};

/** A defect without what was left blank. `mended` without an after-photo stays: it is a fault that must be seen. */
export const tidied = (defect: Defect): Defect => {
	const entries = Object.entries(defect).filter(([, value]) => value !== '' && !(Array.isArray(value) && value.length === 0));
	return Object.fromEntries(entries) as Defect;
};

/** The filing as it may leave: blank fields of its defects are not sent. */
export const withTidyDefects = (filing: Filing): Filing => ({
	...filing,
	checks: filing.checks.map(check => (check.answers ? {...check, answers: mapValues(check.answers, tidyAnswer)} : check)),
});

const tidyAnswer = (answer: Answer): Answer => (answer.defects ? {...answer, defects: answer.defects.map(tidied)} : answer);
const mapValues = <T>(values: Record<string, T>, work: (value: T) => T): Record<string, T> =>
	Object.fromEntries(Object.entries(values).map(([key, value]) => [key, work(value)]));

/** The draft with one of an item's defects changed; the item fails, if it did not before. */
export function withDefect(draft: Draft, check: number, itemId: string, index: number, part: Partial<Defect>): Draft {
	const before = answersOf(draft, check)[itemId];
	const defects = before?.result === 'fail' && before.defects?.length ? before.defects : [{}];
	const {note: _, ...kept} =
		before?.result === 'fail' ? before : {result: 'fail' as const, ...(before?.value !== undefined && {value: before.value})};
	const changed = defects.map((one, i) => (i === index ? {...one, ...part} : one));
	if (index >= defects.length) changed.push({...part});
	return answered(draft, check, itemId, {...kept, result: 'fail', defects: changed});
}
