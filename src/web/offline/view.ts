import {computed} from 'vue';
import {type Day, type Instant, maxDay, plusDays} from '../../domain/days.ts';
import type {Pack, PackChecklist, PackClosedHazard, PackHazard, PackPoint, PackSite, PackSlot} from './pack-type.ts';
import {kept, sitePacks} from './packs.ts';

/** Everything that the phone holds, the day's pack first: what it says of a thing wins over an older site pack. */
const packs = computed((): Pack[] => {
	const day = kept.value;
	const extra = sitePacks.value.map(({pack, loadedAt}) => ({pack, loadedAt}));
	const all = day ? [{pack: day.pack, loadedAt: day.loadedAt}, ...extra] : extra;
	return all.sort((a, b) => (a.loadedAt < b.loadedAt ? 1 : -1)).map(({pack}) => pack);
});

const byId = <T>(pick: (pack: Pack) => readonly T[], idOf: (one: T) => string) =>
	computed(() => {
		const found = new Map<string, T>();
		for (const one of packs.value.flatMap(pick)) if (!found.has(idOf(one))) found.set(idOf(one), one);
		return found;
	});

/** When the phone last heard of a site. */
export function loadedAtOf(siteId: string): Instant | undefined {
	const extra = sitePacks.value.filter(one => one.siteId === siteId).map(({loadedAt}) => loadedAt);
	const day = kept.value?.pack.sites.some(({id}) => id === siteId) ? [kept.value.loadedAt] : [];
	return [...extra, ...day].sort().at(-1);
}

export const sites = byId<PackSite>(
	({sites}) => sites,
	({id}) => id,
);
export const points = byId<PackPoint>(
	({riskPoints}) => riskPoints,
	({id}) => id,
);
export const slots = byId<PackSlot>(
	({slots}) => slots,
	({id}) => id,
);
/** The pack that speaks for each site: the newest that brings it. What it does not name there any more has ended. */
const speaking = byId<{siteId: string; pack: Pack}>(
	pack => pack.sites.map(({id}) => ({siteId: id, pack})),
	({siteId}) => siteId,
);
/** Every hazard that the phone knows, open or closed, as it last heard of it; a pack of an older build names no closed ones. */
export const knownHazards = byId<PackHazard | PackClosedHazard>(
	pack =>
		[...pack.openHazards, ...((pack as Partial<Pack>).closedHazards ?? [])].filter(
			({siteId}) => speaking.value.get(siteId)?.pack === pack,
		),
	({id}) => id,
);
export const isClosed = (hazard: PackHazard | PackClosedHazard): hazard is PackClosedHazard => 'closedOn' in hazard;
/** Open ones only: what counts, and what may be found a second time. */
export const hazards = computed(() => new Map([...knownHazards.value].filter(([, one]) => !isClosed(one))));
/** Closed ones that may be looked back at. */
export const closedHazards = computed(
	() => new Map([...knownHazards.value].flatMap(([id, one]) => (isClosed(one) ? [[id, one] as const] : []))),
);
export const checklists = byId<PackChecklist>(
	({checklists}) => checklists,
	({key}) => key,
);
export const criteria = byId<Pack['criteria'][number]>(
	({criteria}) => criteria,
	({id}) => id,
);
export const people = byId<Pack['people'][number]>(
	({people}) => people,
	({id}) => id,
);
export const communities = byId<Pack['communities'][number]>(
	({communities}) => communities,
	({id}) => id,
);
export const texts = computed(() => packs.value[0]?.texts);
export const placeTypes = computed(() => packs.value[0]?.routing.placeTypes ?? []);
export const allPacks = packs;

/** A code of `texts` in words; the code itself when the pack does not say. */
export const titleOf = (group: keyof Pack['texts'], code: string): string => texts.value?.[group][code] ?? code;

export const lastAnswersOf = (pointId: string): Record<string, string> =>
	packs.value.find(({lastAnswers}) => lastAnswers[pointId])?.lastAnswers[pointId] ?? {};

export type Stop = {site: PackSite; slots: PackSlot[]; hazards: PackHazard[]};

/** The first day on which a hazard may be looked at again: at once when it was reported, else the day after its deadline (rules §1.1). */
const lookOn = ({state, dueOn}: PackHazard, first: Day): Day =>
	state === 'reported' ? first : maxDay(first, plusDays(dueOn, 1));

/** The stops of a day, in the order in which to walk; what an earlier day left undone stands on the first. */
export function routeOf(day: Day, first: Day): Stop[] {
	const pack = kept.value?.pack;
	if (!pack) return [];
	const isOn = (on: Day | undefined) => on === day || (day === first && on !== undefined && on < day);
	const own = pack.slots.filter(({assigned}) => isOn(assigned?.on));
	const looks = pack.openHazards.filter(hazard => hazard.toReinspect && lookOn(hazard, first) === day);
	const ids = [...new Set([...own, ...looks].map(({siteId}) => siteId))];
	return ids.flatMap(id => {
		const site = sites.value.get(id);
		const ownSlots = own.filter(({siteId}) => siteId === id);
		return site ? [{site, slots: ownSlots, hazards: looks.filter(({siteId}) => siteId === id)}] : [];
	});
}

export const lastInspectionOf = (pointId: string): Pack['lastInspections'][string] | undefined =>
	packs.value.find(({lastInspections}) => lastInspections?.[pointId])?.lastInspections[pointId];
