import type {Hazard} from '../../../domain/hazards/hazard.ts';
import {type Standing, siteFaults} from '../../../domain/papers/chain.ts';
import type {PaperBase, PaperPhoto, PaperSite} from '../../../domain/papers/paper-base.ts';
import {onOneLine, printed} from '../../../domain/papers/wording.ts';
import type {Site} from '../../../domain/register/site.ts';
import {standingPapers} from '../../../store/papers/paper-facts.ts';
import {type Draft, type Given, refusal} from './ask.ts';
import {type Addressed, only, siteAndHazards} from './facts.ts';

/** What every paper says of itself. */
export const baseOf = ({ask, kind, office, context}: Given): Omit<PaperBase, 'number'> => ({
	title: kind.title,
	org: office?.office ?? '',
	demo: ask.demo,
	issuedOn: context.today,
	verifyUrl: `${ask.origin}/verify/${ask.code}`,
});

/** Hazards of one site, those of another named (422). */
export async function hazardsOfSite(given: Given): Promise<{site: Site; hazards: Hazard[]}> {
	const found = await siteAndHazards(given);
	const strange = siteFaults(found.hazards, found.site.id);
	if (strange.length > 0) throw refusal(strange);
	return found;
}

export const notices = async ({db}: Given, hazards: readonly Hazard[]): Promise<Standing[]> =>
	standingPapers(
		db,
		'rectification-notice',
		hazards.map(({id}) => id),
	);

/** The same kind of paper that already stands for a hazard. */
export const already = async ({db, ask}: Given, hazards: readonly Hazard[]): Promise<Standing[]> =>
	standingPapers(
		db,
		ask.body.kind,
		hazards.map(({id}) => id),
	);

export const placeOf = ({place}: Hazard): string => onOneLine(place);

export const shownOf = (hazard: Hazard) => ({
	number: hazard.number,
	place: placeOf(hazard),
	description: printed(hazard.description),
});

export const photoOf = (hazard: Hazard, sha256: string, label = ''): PaperPhoto => ({
	sha256,
	caption: `${[...placeOf(hazard)].slice(0, 20).join('')}${label}`,
});

/** A long paper shows fewer photos of each hazard: about 120 in all, at least one of each. */
export const photosEach = (hazards: number, most = 4): number => Math.max(1, Math.min(most, Math.floor(120 / hazards)));

export const siteOnPaper = (site: Site, {name, occupant}: Addressed): PaperSite => ({
	name: onOneLine(occupant?.name ?? name),
	address: onOneLine([site.address, site.building].filter(Boolean).join(' ')),
	...(occupant?.uscc && {uscc: occupant.uscc}),
	...(occupant && {principal: onOneLine(occupant.responsible), phone: occupant.phone}),
});

/** What a paper about hazards says of itself beside its words. */
export const aboutHazards = (
	site: Site,
	hazards: readonly Hazard[],
	rounds: readonly number[] = hazards.map(({round}) => round),
): Pick<Draft, 'site' | 'covers' | 'moves' | 'inspectionId' | 'domain'> => ({
	site,
	covers: hazards.map((hazard, i) => ({hazard, round: rounds[i]!})),
	moves: () => [],
	inspectionId: only(hazards.map(({inspectionId}) => inspectionId)) || null,
	domain: only(hazards.map(({domain}) => domain)),
});
