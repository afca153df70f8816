import type {Instant} from '../../src/domain/days.ts';
import {add, type BalanceSplit, balanceKey, emptySheet, enter, type Sheet} from '../../src/domain/figures/balance.ts';
import {datesOf} from '../../src/domain/figures/dates.ts';
import type {Event, World} from './histories.ts';

/** The slow sheet: every hazard's pictures one after the other; `isIn` says whether a community is looked at. */
export function slowSheet(
	events: readonly Event[],
	{places}: Pick<World, 'places'>,
	{after, until}: {after: Instant; until: Instant},
	split: BalanceSplit,
	isIn: (communityId: string, domain: string) => boolean = () => true,
): Sheet {
	const sheet = emptySheet();
	const kinds = new Map(places.map(({siteId, siteKind}) => [siteId, siteKind]));
	const lives = new Map<string, Event[]>();
	for (const event of events) lives.set(event.hazard.id, [...(lives.get(event.hazard.id) ?? []), event]);
	const side = ({hazard}: Event) => {
		const dates = datesOf(hazard);
		const key = balanceKey(split, dates, kinds.get(hazard.siteId)!);
		return {key: isIn(hazard.communityId, hazard.domain) ? key : null, standing: dates.standing};
	};
	for (const life of lives.values()) {
		for (const [name, moment] of [
			['opening', after],
			['closing', until],
		] as const) {
			const last = life.findLast(({at}) => at <= moment);
			const stood = last && side(last);
			if (stood?.standing !== 'open' || stood.key === null) continue;
			add(sheet, name, stood.key, 1);
			sheet.total[name]++;
		}
		for (const [i, event] of life.entries()) {
			const before = life[i - 1];
			if (event.at > after && event.at <= until)
				enter(sheet, {before: before ? side(before) : null, after: side(event), count: 1});
		}
	}
	return sheet;
}
