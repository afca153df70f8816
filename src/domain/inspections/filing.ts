import type {Forms, Item, ResolvedChecklist} from '../content.ts';
import {type Day, dayOf, type Instant} from '../days.ts';
import type {Hazard} from '../hazards/hazard.ts';
import type {Route} from '../hazards/routing.ts';
import type {Person} from '../person.ts';
import {type Fault, Problem} from '../problem.ts';
import {type AreaNode, isInScope, type Scope} from '../scope.ts';
import type {Device, Where} from './clock.ts';
import {filingFaults} from './filing-faults.ts';
import {flagsOf} from './filing-flags.ts';
import {hazardsOf, type MadeHazard, type Sighting} from './filing-hazards.ts';
import {linksOf, type PhotoLink} from './filing-photos.ts';
import {filingScope, type HeldGrant} from './filing-scope.ts';
import {type FiledSlot, settle} from './filing-slots.ts';

export const inspectionKinds = ['administrative', 'patrol'] as const;
export const inspectionOutcomes = ['inspected', 'could-not-inspect'] as const;
export const results = ['pass', 'fail', 'not-applicable', 'not-checked'] as const;
export const flagCodes = [
	'clock',
	'slot-other-pair',
	'checklist-withdrawn',
	'point-closed',
	'out-of-plan',
	'photo-awaited',
	'repeated',
	'not-countersigned',
	'over-cap',
	'colleague-ended',
	'imported',
] as const;
export type FlagCode = (typeof flagCodes)[number];
export type Flag = {code: FlagCode; detail: string};

/** One filing as a phone sends it (rules §1.4). */
export type Defect = {
	place?: string;
	placeType?: string;
	note?: string;
	photos?: string[];
	criteria?: string[];
	sameAs?: string;
	dueOn?: Day;
	mended?: {photos: string[]};
};
export type Answer = {
	result: (typeof results)[number];
	note?: string;
	value?: number;
	photos?: string[];
	mended?: {photos: string[]};
	defects?: Defect[];
};
export type Check = {riskPointId: string; slotIds?: string[]; checklist?: string; answers?: Record<string, Answer>};
export type PhotoMetadata = {
	takenAt?: Instant;
	position?: Where;
	source?: 'camera' | 'album';
};
export type Filing = {
	format?: 1;
	siteId: string;
	kind?: (typeof inspectionKinds)[number];
	startedAt: Instant;
	endedAt: Instant;
	inspectors: string[];
	approval?: {by: string; on: Day};
	inspectionCode?: string;
	codeWaived?: string;
	met?: {name: string; position?: string | null; phone?: string | null} | null;
	outcome: (typeof inspectionOutcomes)[number];
	reason?: string;
	checks: Check[];
	photos?: Record<string, PhotoMetadata>;
	remarks?: string;
	signatures?: {inspectors: (string | null)[]};
	signature?: {photo?: string; refused?: string; witness?: string};
	device?: Device;
};

export type FiledSite = {
	id: string;
	name: string;
	communityId: string;
	closedOn: Day | null;
	position: {lat: number; lng: number} | null;
	occupant: {name: string; responsible: string} | null;
};
export type FiledPoint = {
	id: string;
	siteId: string;
	communityId: string;
	domain: string;
	name: string;
	place: string;
	closedOn: Day | null;
	controls: {id: string; items: string[]}[];
};

/** Who files what, when. */
export type Ask = {
	id: string;
	/** Under which the reply is kept. */
	key: string;
	filing: Filing;
	/** SHA-256 of the body's canonical JSON. */
	content: string;
	filer: string;
	/** Who brought it in for the filer, by name. */
	importer?: string;
	now: Instant;
	today: Day;
};

/** Everything that the decision needs, loaded for a whole set. What the set itself adds is written back while it is decided. */
export type FilingFacts = {
	forms: Forms;
	replies: Map<string, {content: string; filer: string}>;
	/** Ids of inspections that exist. */
	taken: Set<string>;
	sites: Map<string, FiledSite>;
	points: Map<string, FiledPoint>;
	people: Map<string, Person>;
	grants: Map<string, HeldGrant[]>;
	areas: (AreaNode & {name: string})[];
	routes: Route[];
	hazards: Map<string, Hazard>;
	slots: Map<string, FiledSlot>;
	photos: Set<string>;
	/** `point|day` of checks that exist. */
	checked: Set<string>;
	/** `site|year` → administrative inspections. */
	visits: Map<string, number>;
	cap: number | null;
};

export type ReadCheck = {
	index: number;
	check: Check;
	point: FiledPoint;
	list: ResolvedChecklist | null;
	items: Map<string, Item>;
	settled: FiledSlot[];
};
export type Accepted = {
	ask: Ask;
	day: Day;
	site: FiledSite;
	checks: ReadCheck[];
	hazards: MadeHazard[];
	sightings: Sighting[];
	links: PhotoLink[];
	flags: Flag[];
};
/** `again`: the reply kept under the same key, or that of an earlier one of the same set. */
export type Verdict = Accepted | {again: string} | Problem;

/** Accepts or refuses each filing of a set, in order: the second of two alike gets the reply of the first. */
export function decideFilings(facts: FilingFacts, asks: Ask[]): Verdict[] {
	return asks.map(ask => {
		const verdict = decideOne(facts, ask);
		if (!(verdict instanceof Problem) && 'ask' in verdict) remember(facts, verdict);
		return verdict;
	});
}

function decideOne(facts: FilingFacts, ask: Ask): Verdict {
	const known = facts.replies.get(ask.key);
	if (known && known.content === ask.content && known.filer === ask.filer) return {again: ask.key};
	if (known || facts.taken.has(ask.id)) return new Problem(409, 'id-taken', '同一编号已提交过其他内容，请换一个编号。');
	if (!isId.test(ask.id)) return new Problem(400, 'schema', '检查编号格式不对。', [{path: '/id', message: '应为小写的 UUID。'}]);
	const scope = filingScope(facts, ask.filer, ask);
	const unseen = unseenFaults(facts, ask.filing, scope);
	if (unseen.length > 0) return new Problem(404, 'not-found', '没有找到，或不在您的范围内。', unseen);
	if (!ask.filing.inspectors.includes(ask.filer))
		return new Problem(403, 'wrong-person', '只能由参加检查的人员提交检查记录。', [
			{path: '/inspectors', message: '须包含提交人本人。'},
		]);
	const checks = readChecks(facts, ask);
	const {faults, missing} = filingFaults(facts, ask, checks, scope);
	if (faults.length + missing.length > 0) return refusal(faults, missing);
	return accept(facts, ask, checks);
}

const isId = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Sites and points that do not exist or that the filer's grants do not cover (rules §1.7). */
function unseenFaults({sites, points}: FilingFacts, filing: Filing, scope: Scope): Fault[] {
	const site = sites.get(filing.siteId);
	if (!site || !isInScope(scope, site.communityId)) return [{path: '/siteId', message: '没有这个场所，或不在您的范围内。'}];
	return filing.checks.flatMap(({riskPointId}, i) => {
		const point = points.get(riskPointId);
		if (point && isInScope(scope, point.communityId, point.domain)) return [];
		return [{path: `/checks/${i}/riskPointId`, message: '没有这个风险点，或不在您的范围内。'}];
	});
}

const readChecks = ({points, forms, slots}: FilingFacts, {filing}: Ask): ReadCheck[] =>
	filing.checks.map((check, index) => {
		const list = (filing.outcome === 'inspected' && forms.checklists.get(check.checklist ?? '')) || null;
		const items = new Map((list?.items ?? []).map(item => [item.id, item]));
		return {
			index,
			check,
			point: points.get(check.riskPointId)!,
			list,
			items,
			settled: settle([...slots.values()], check, dayOf(filing.startedAt), list),
		};
	});

function refusal(faults: Fault[], missing: Fault[]): Problem {
	const all = [...missing, ...faults];
	if (faults.length === 0)
		return new Problem(422, 'missing-answers', `还有 ${missing.length} 个检查项没有填，请按提示逐项补齐。`, all);
	return new Problem(422, 'rules', '检查记录不符合规定，请按提示逐项改正。', all);
}

function accept(facts: FilingFacts, ask: Ask, checks: ReadCheck[]): Accepted {
	const day = dayOf(ask.filing.startedAt);
	const site = facts.sites.get(ask.filing.siteId)!;
	const {made, sightings} = hazardsOf(facts, ask, {site, day, checks});
	return {
		ask,
		day,
		site,
		checks,
		hazards: made,
		sightings,
		links: linksOf(ask, site, checks, made, sightings),
		flags: flagsOf(facts, ask, checks, site),
	};
}

/** What later ones of the same set must see. */
function remember(facts: FilingFacts, {ask, day, checks, sightings}: Accepted): void {
	facts.replies.set(ask.key, {content: ask.content, filer: ask.filer});
	facts.taken.add(ask.id);
	for (const {hazard} of sightings) facts.hazards.set(hazard.id, hazard);
	if (ask.filing.kind === 'administrative') {
		const key = `${ask.filing.siteId}|${day.slice(0, 4)}`;
		facts.visits.set(key, (facts.visits.get(key) ?? 0) + 1);
	}
	if (ask.filing.outcome !== 'inspected') return;
	for (const {point, settled} of checks) {
		facts.checked.add(`${point.id}|${day}`);
		for (const slot of settled) facts.slots.set(slot.id, {...slot, checkedOn: day});
	}
}
