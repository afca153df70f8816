import type {Basis, Forms} from '../../domain/content.ts';
import type {Instant} from '../../domain/days.ts';
import type {Hazard} from '../../domain/hazards/hazard.ts';
import {namedByFlags} from '../../domain/hazards/hazard-flags.ts';
import type {HazardRow} from '../../domain/hazards/list.ts';
import {hideNumbers, hidePersonal, type Sight} from '../../domain/personal.ts';
import type {Scope} from '../../domain/scope.ts';
import type {Db} from '../../store/engine.ts';
import {paperNumbersOf} from '../../store/hazards/hazard-links.ts';
import {type areaNames, type Occupant, personNames, type SiteNames, siteNames} from '../../store/hazards/hazard-names.ts';
import {visibleTargets} from '../../store/hazards/measures.ts';
import {mapInSlices} from '../map-in-slices.ts';
import {itemOf} from './view-hazard.ts';

/** When the list is taken, and the areas by their names then; `at` is undefined for the present. */
export type Moment = {moment: Instant; at: Instant | undefined; areas: Awaited<ReturnType<typeof areaNames>>};

/** For whom: numbers of hazards outside the scope are left out, telephones shown as far as the sight goes. */
export type Reader = {forms: Forms; scope: Scope; sight: Sight};

/** Hazards with the names that belong to them at the moment, in the same order. */
export async function hazardRowsOf(
	db: Db,
	{forms, scope, sight}: Reader,
	hazards: Hazard[],
	{moment, at, areas}: Moment,
): Promise<HazardRow[]> {
	const sites = await siteNames(
		db,
		hazards.map(({siteId}) => siteId),
		at,
	);
	const people = await personNames(
		db,
		hazards.flatMap(({facts}) => [...facts.filers, ...facts.reinspections.flatMap(({inspectors}) => inspectors)]),
		at,
	);
	const letters = await paperNumbersOf(
		db,
		'transfer-letter',
		hazards.filter(({facts}) => facts.transfers).map(({id}) => id),
		at,
	);
	const others = await visibleTargets(
		db,
		'hazards',
		[...new Set(hazards.flatMap(hazard => [...(hazard.duplicateOf ? [hazard.duplicateOf] : []), ...namedByFlags(hazard)]))],
		scope,
	);
	return mapInSlices(hazards, (hazard): HazardRow => {
		const site = sites.get(hazard.siteId);
		return {
			hazard,
			now: moment,
			sector: forms.sectors.get(hazard.domain)?.title ?? hazard.domain,
			siteName: site?.name ?? '',
			occupant: site?.occupant?.name ?? '',
			address: site?.address ?? '',
			community: areas.get(hazard.communityId)?.name ?? '',
			area: areaOf(hazard, site, areas),
			basis: basisOf(itemOf(forms, hazard)?.basis ?? []),
			contact: contactOf(hazard, site, sight),
			contactFor: other => contactOf(hazard, site, other),
			person: id => people.get(id)?.name ?? '',
			department: code => forms.departments.get(code)?.title ?? code,
			transferNumbers: letters.get(hazard.id) ?? [],
			duplicateNumber: others.get(hazard.duplicateOf ?? '') ?? '',
			recurrenceNumber: others.get(hazard.recurrenceOf ?? '') ?? '',
			numbers: others,
		};
	});
}

const areaOf = ({communityId}: Hazard, site: SiteNames | undefined, areas: Moment['areas']): string => {
	const community = areas.get(communityId)?.name ?? '';
	const grid = site && site.areaId !== communityId && site.communityId === communityId ? areas.get(site.areaId)?.name : undefined;
	return grid ? `${community} / ${grid}` : community;
};

/** A telephone as far as the reader may see it (rules §1.2). */
const contactOf = ({responsible}: Hazard, site: SiteNames | undefined, sight: Sight): string => {
	const occupant = hidePersonal(site?.occupant ?? {}, sight) as Occupant;
	return [hideNumbers(responsible ?? occupant.responsible ?? '', sight), occupant.phone].filter(Boolean).join(' ');
};

// Only what was compared with the text is printed as a clause (rules §1.14).
const basisOf = (basis: readonly Basis[]): string =>
	basis
		.filter(({status}) => status === 'cited')
		.map(({law, version, article}) => `《${law}》${version ? `（${version}）` : ''}${article ?? ''}`)
		.join('；') || '依据现行标准，条款待录入';
