import type {Static} from '@sinclair/typebox';
import type {BoardReply, SlotLine} from '../../../../contract/slots.ts';
import {type Day, plusDays, weekdayOf} from '../../../../domain/days.ts';

export type Slot = Static<typeof SlotLine>;
export type Board = Static<typeof BoardReply>;
export type Pair = Board['pairs'][number];
export type Place = {on: Day; pairId: string};
/** What a pair does at one site on one day: one visit, whatever it checks there. */
export type Card = {key: string; siteId: string; siteName: string; slots: Slot[]};
export type BoardCell = {minutes: number; cards: Card[]};

export const mondayOf = (day: Day): Day => plusDays(day, 1 - weekdayOf(day));
const levelOrder = ['major', 'significant', 'moderate', 'low'];

/** Slots of one place, site by site, the most urgent first. */
export function cardsOf(slots: readonly Slot[]): Card[] {
	const cards = new Map<string, Card>();
	for (const slot of slots) {
		const key = `${slot.siteId} ${slot.assigned?.on ?? ''} ${slot.assigned?.pairId ?? ''}`;
		const card = cards.get(key) ?? {key, siteId: slot.siteId, siteName: slot.siteName, slots: []};
		card.slots.push(slot);
		cards.set(key, card);
	}
	return [...cards.values()];
}

export const cellKey = ({on, pairId}: Place): string => `${on} ${pairId}`;

/** Every cell that holds anything. */
export function cellsOf(slots: readonly Slot[], visitMinutes: number): Map<string, BoardCell> {
	const byCell = new Map<string, Slot[]>();
	for (const slot of slots) {
		if (!slot.assigned) continue;
		const key = cellKey(slot.assigned);
		byCell.set(key, [...(byCell.get(key) ?? []), slot]);
	}
	return new Map(
		[...byCell].map(([key, own]) => {
			const cards = cardsOf(own);
			// What is let off takes no time.
			const counted = cards.filter(card => card.slots.some(({outcome}) => outcome !== 'excused'));
			const minutes = own.filter(({outcome}) => outcome !== 'excused').reduce((sum, slot) => sum + slot.minutes, 0);
			return [key, {minutes: minutes + counted.length * visitMinutes, cards}];
		}),
	);
}

export const highestLevel = ({slots}: Card): string =>
	levelOrder.find(level => slots.some(slot => slot.level === level)) ?? slots[0]!.level;
export const isOpen = ({outcome}: Pick<Slot, 'outcome'>): boolean => outcome === 'open';
export const openOf = ({slots}: Card): Slot[] => slots.filter(isOpen);

/** The days on which all of these may be done from today on; null when there is none. */
export function daysFor(slots: readonly Slot[], today: Day): {from: Day; to: Day} | null {
	const from = slots.reduce((latest, {opensOn}) => (opensOn > latest ? opensOn : latest), today);
	const to = slots.reduce((first, {graceOn}) => (graceOn < first ? graceOn : first), '9999-12-31');
	return from <= to ? {from, to} : null;
}
