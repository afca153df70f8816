import type {Day} from '../days.ts';

export const outcomes = ['open', 'done', 'done-late', 'missed', 'not-inspectable', 'excused', 'superseded'] as const;
export type Outcome = (typeof outcomes)[number];
/** The dated facts of a slot; its outcome is never stored. */
export type SlotFacts = {
	opensOn: Day;
	dueOn: Day;
	graceOn: Day;
	checkedOn?: Day;
	attempts: readonly {on: Day}[];
	excusedOn?: Day;
	supersededOn?: Day;
};

type Ended = {by: 'check' | 'excuse' | 'supersession'; on: Day};

// The first fact ends the slot, and on one day a check goes first: a later fact never changes an outcome that was reported.
const endingFact = (slot: SlotFacts, today: Day): Ended | undefined => {
	const facts: Ended[] = [];
	if (slot.checkedOn) facts.push({by: 'check', on: slot.checkedOn});
	if (slot.excusedOn) facts.push({by: 'excuse', on: slot.excusedOn});
	if (slot.supersededOn) facts.push({by: 'supersession', on: slot.supersededOn});
	return facts
		.filter(fact => fact.on <= today && fact.on <= slot.graceOn)
		.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))[0];
};

const unvisited = (slot: SlotFacts, today: Day): Outcome => {
	if (today <= slot.graceOn) return 'open';
	return slot.attempts.some(({on}) => on >= slot.opensOn && on <= slot.graceOn) ? 'not-inspectable' : 'missed';
};

/** The outcome of a slot as of a day, from its dated facts alone (rules §1.5). */
export const outcomeOf = (slot: SlotFacts, today: Day): Outcome => {
	const ended = endingFact(slot, today);
	if (!ended) return unvisited(slot, today);
	if (ended.by === 'excuse') return 'excused';
	if (ended.by === 'supersession') return 'superseded';
	return ended.on <= slot.dueOn ? 'done' : 'done-late';
};

/** Whether a slot has its one outcome. */
export const isEnded = (slot: SlotFacts, today: Day): boolean => outcomeOf(slot, today) !== 'open';

/** Past its due day, within its grace, and still open. */
export const isOverdue = (slot: SlotFacts, today: Day): boolean => today > slot.dueOn && !isEnded(slot, today);

/** How and on which day a slot ended, or undefined while it is open; a missed one ends with its grace. */
export const endingOf = (slot: SlotFacts, today: Day): {by: Ended['by'] | 'miss'; endedOn: Day} | undefined => {
	const ended = endingFact(slot, today);
	if (ended) return {by: ended.by, endedOn: ended.on};
	return today > slot.graceOn ? {by: 'miss', endedOn: slot.graceOn} : undefined;
};

/** The slot that a check of this day settles: the one whose days hold it and which is still open, so a check after the grace settles the next. */
export const settledBy = <S extends SlotFacts>(slots: readonly S[], day: Day): S | undefined =>
	slots.find(slot => slot.opensOn <= day && day <= slot.graceOn && !isEnded(slot, day));

/** How many slots that had opened by a day have each outcome; `planned` is their number. */
export const tally = (slots: readonly SlotFacts[], today: Day): {planned: number; by: Record<Outcome, number>} => {
	const by = Object.fromEntries(outcomes.map(outcome => [outcome, 0])) as Record<Outcome, number>;
	const opened = slots.filter(slot => slot.opensOn <= today);
	for (const slot of opened) by[outcomeOf(slot, today)]++;
	return {planned: opened.length, by};
};
