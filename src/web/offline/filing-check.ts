import type {Forms} from '../../domain/content.ts';
import {dayOf, type Instant} from '../../domain/days.ts';
import {decideFilings, type FiledPoint, type Filing, type FilingFacts, type Verdict} from '../../domain/inspections/filing.ts';
import type {FiledSlot} from '../../domain/inspections/filing-slots.ts';
import type {Person} from '../../domain/person.ts';
import {knownHazard} from './known-hazard.ts';
import type {PackSlot} from './pack-type.ts';
import {allPacks, checklists, communities, criteria, hazards, people, placeTypes, points, sites, slots} from './view.ts';

/** Decides a filing on the phone by the server's own rules, as far as the pack knows: every fault before it is sealed. */
export function decideHere(id: string, filing: Filing, filer: Person, now: Instant): Verdict {
	const ask = {id, key: id, filing, content: '', filer: filer.id, now, today: dayOf(now)};
	return decideFilings(factsOf(filing, filer), [ask])[0]!;
}

function factsOf(filing: Filing, filer: Person): FilingFacts {
	const colleagues = [...people.value.values()].map(one => ({...filer, ...one, certificate: one.certificate ?? null}));
	return {
		forms: formsOf(),
		replies: new Map(),
		taken: new Set(),
		sites: new Map([...sites.value].map(([id, site]) => [id, site])),
		points: new Map([...points.value].map(([id, point]) => [id, point as FiledPoint])),
		people: new Map([...colleagues, filer].map(one => [one.id, one])),
		grants: new Map([filer.id, ...filing.inspectors].map(id => [id, [wholeGrant]])),
		areas: [{id: whole, kind: 'subdistrict', parentId: null, name: ''}, ...areasOf()],
		routes: [],
		hazards: new Map([...hazards.value].map(([id, hazard]) => [id, knownHazard(hazard)])),
		slots: new Map([...slots.value].map(([id, slot]) => [id, heldSlot(slot)])),
		photos: new Set(Object.keys(filing.photos ?? {})),
		checked: new Set(),
		visits: new Map(),
		cap: null,
	};
}

const whole = 'whole';
// What a pack holds is what its person may see: scope was settled when it was made.
const wholeGrant = {
	areaId: whole,
	domains: null,
	fromOn: '2000-01-01',
	toOn: null,
	from: '2000-01-01T00:00:00.000Z',
	until: null,
};

function areasOf(): FilingFacts['areas'] {
	const own = [...communities.value.values()];
	const named = new Set(own.map(({id}) => id));
	const others = [...sites.value.values()].filter(({communityId}) => !named.has(communityId));
	return [...own, ...others.map(({communityId}) => ({id: communityId, name: ''}))].map(one => ({
		...one,
		kind: 'community',
		parentId: whole,
	}));
}

/** The parts of `forms/` that a pack carries; the others are empty and are asked for nothing here. */
function formsOf(): Forms {
	const empty = new Map<never, never>();
	const known = {
		checklists: checklists.value,
		criteria: criteria.value,
		placeTypes: new Map(placeTypes.value.map(one => [one.code, one])),
		departments: new Map(
			Object.entries(allPacks.value[0]?.texts.departments ?? {}).map(([code, title]) => [code, {code, title, kind: 'authority'}]),
		),
	};
	const unknown = {sectors: empty, items: empty, methods: empty, siteKinds: empty, paperKinds: empty, controlLevels: empty};
	return {...known, ...unknown, calendars: empty, tables: empty, tableFaults: () => [], publishedHashes: empty} as Forms;
}

const heldSlot = ({assigned, excused, ...slot}: PackSlot): FiledSlot => ({
	...slot,
	people: assigned?.people ?? null,
	...(excused && {excusedOn: excused.on}),
});
