import type {Forms, Item} from '../content.ts';
import {type Day, daysBetween, type Instant} from '../days.ts';
import type {FiledPoint, FiledSite} from '../inspections/filing.ts';
import {daysOf, dueOnFor, type Hazard, type HazardGrade} from './hazard.ts';
import {proposedParties, type Route, routeOf} from './routing.ts';

/** What was found of one item at one point, whoever found it and however it came here. */
export type Finding = Pick<Hazard, 'id' | 'source' | 'inspectionId' | 'checklist' | 'recurrenceOf'> & {
	item: Item;
	point: FiledPoint;
	site: FiledSite;
	note: string;
	/** Measured, where the item asks for a number. */
	value?: number | undefined;
	place?: string | undefined;
	placeType?: string | undefined;
	criteria?: readonly string[] | undefined;
	dueOn?: Day | undefined;
	photosBefore: string[];
	/** Put right in the finders' presence: the photos that show it. */
	mended?: string[] | undefined;
	filers: string[];
	foundOn: Day;
	/** How its deadline is called in the hazard's own list. */
	why: 'filing' | 'lead';
	now: Instant;
	today: Day;
};
/** What a finding is judged by. */
export type FindingTerms = {forms: Forms; routes: readonly Route[]; areas: ReadonlyArray<{kind: string; name: string}>};

const blank = {
	number: '',
	state: 'registered',
	round: 1,
	extension: 'none',
	listing: 'none',
	siteGone: 'none',
	closure: null,
	duplicateOf: null,
	cause: null,
	endedAt: null,
	version: 1,
} as const;

/** The hazard that a finding registers, still without its number (rules §1.1, §1.10, §1.14). */
export function hazardOf(terms: FindingTerms, finding: Finding): Hazard {
	const {item, point, site, mended, foundOn, now} = finding;
	const dueOn = finding.dueOn ?? dueOnFor(item.due, foundOn, finding.today);
	const placeType = finding.placeType ?? (item.placeTypes?.length === 1 ? item.placeTypes[0]! : 'other');
	return {
		...blank,
		id: finding.id,
		source: finding.source,
		grade: gradeOf(terms.forms, item, finding.criteria),
		route: mended ? 'on-the-spot' : 'notice',
		redFlag: item.redFlag,
		recurrenceOf: finding.recurrenceOf,
		siteId: site.id,
		riskPointId: point.id,
		inspectionId: finding.inspectionId,
		itemId: item.id,
		checklist: finding.checklist,
		domain: point.domain,
		communityId: point.communityId,
		place: finding.place ?? point.place,
		placeType,
		description: describe(finding),
		requirement: requirementOf(terms.forms, item),
		criteria: criteriaOf(item, finding.criteria),
		controlIds: controlsOf(point, item),
		foundOn,
		registeredAt: now,
		dueOn,
		originalDays: finding.dueOn === undefined ? daysOf(item.due) : Math.max(0, daysBetween(foundOn, finding.dueOn)),
		responsible: site.occupant?.responsible ?? null,
		parties: partiesOf(terms, finding, placeType),
		facts: {
			filers: finding.filers,
			photosBefore: finding.photosBefore,
			photosAfter: mended ?? [],
			reports: [],
			reinspections: [],
			deadlines: [{dueOn, why: finding.why, at: now}],
		},
	};
}

/** The item proposes the grade; a direct criterion that supports it may raise it, a hint never does (rules §1.14). */
export function gradeOf(forms: Forms, item: Item, criteria: readonly string[] = []): HazardGrade {
	if (item.grade === 'suspected-major') return 'suspected-major';
	const isSupported = item.criteria?.some(({id, use}) => {
		const criterion = forms.criteria.get(id);
		return use === 'supports' && criteria.includes(id) && criterion?.mode === 'direct' && !criterion.effect;
	});
	return isSupported ? 'suspected-major' : 'general';
}

function describe({item, value, note}: Finding): string {
	const measured = item.answer.kind === 'number' && value !== undefined ? `实测${value}${item.answer.unit}。` : '';
	return `不符合“${item.title}”。${measured}${note}`.trim();
}

/** What must be done, and who else is written to because the rule binds him (rules §1.14). */
function requirementOf(forms: Forms, item: Item): string {
	if (!item.secondAddressee) return item.requirement;
	const title = forms.departments.get(item.secondAddressee)?.title ?? item.secondAddressee;
	return `${item.requirement}。同时告知${title}。`;
}

/** Those that the finders chose, and those that support what the item itself proposes. */
const criteriaOf = (item: Item, chosen: readonly string[] = []): string[] => {
	const own = item.grade === 'general' ? [] : (item.criteria ?? []).filter(({use}) => use === 'supports').map(({id}) => id);
	return [...new Set([...own, ...chosen])];
};

/** A failed item marks the controls that list it as failed: the heart of dual prevention (rules §1.14). */
const controlsOf = ({controls}: FiledPoint, item: Item): string[] =>
	controls.filter(({items}) => items.includes(item.id)).map(({id}) => id);

/** Three answer for it until a manager says otherwise; an item that no row of the table fits may name its department itself. */
function partiesOf({routes, areas}: FindingTerms, {item, point, site, note}: Finding, placeType: string): Hazard['parties'] {
	const route = routeOf(routes, {domain: point.domain, placeType, itemId: item.id, text: note});
	const parties = proposedParties(route, areas.find(area => area.kind === 'subdistrict')?.name ?? null, site);
	return {...parties, industry: parties.industry ?? item.route?.department ?? null};
}
