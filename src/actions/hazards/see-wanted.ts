import type {Forms} from '../../domain/content.ts';
import {type Day, dayOf, type Instant, plusDays, plusInterval, startOf} from '../../domain/days.ts';
import {
	type Asking,
	answeredAt,
	askedAcross,
	askedAtSite,
	askingSentence,
	type Occurrence,
} from '../../domain/hazards/recurrence.ts';
import type {RecurrenceTerms} from '../../domain/tables.ts';
import type {Db} from '../../store/engine.ts';
import {siteNames} from '../../store/hazards/hazard-names.ts';
import {type LinkedMeasure, measuresByItem, registeredSince, repeatedAtSites} from '../../store/hazards/recurrence.ts';
import type {Context} from '../context.ts';
import {fromCursor, toCursor} from '../page-key.ts';
import {tableInForce} from '../register/tables.ts';
import {scopeOfReader} from './see-lists.ts';

type Class = {kind: 'site-item' | 'item'; domain: string; itemId: string; siteId: string | null};
type Found = Class & {asking: Asking; measures: LinkedMeasure[]; isAnswered: boolean};
export type WantedQuery = {
	kind?: Class['kind'];
	domain?: string;
	since?: Day;
	answered?: boolean;
	after?: string;
	limit?: number;
	count?: boolean;
};

/** Classes of hazards that came back and that no new or revised measure answers yet; computed from what the reader may see. */
export async function seeWanted(db: Db, context: Context, {after, limit = 50, count, ...query}: WantedQuery) {
	const terms = await tableInForce(db, context, 'recurrence');
	const all = (await classesOf(db, context, terms, query.since))
		.filter(({kind, domain}) => (!query.kind || kind === query.kind) && (!query.domain || domain === query.domain))
		.filter(({isAnswered}) => isAnswered === (query.answered ?? false))
		.sort((a, b) => compare(keyOf(b), keyOf(a)));
	const key = fromCursor<Key>(after, 'ss');
	const rest = key ? all.filter(one => compare(keyOf(one), key) < 0) : all;
	const page = rest.slice(0, limit);
	const names = await siteNames(
		db,
		page.flatMap(({asking}) => asking.hazards.map(({siteId}) => siteId)),
	);
	return {
		items: page.map(one => show(one, terms, context.forms, names)),
		next: rest.length > limit ? toCursor(keyOf(page.at(-1)!)) : null,
		scope: scopeOfReader(context.caller.scope, context.forms.sectors),
		...(count && {total: all.length}),
	};
}

type Key = [Instant, string];
const classKey = ({kind, domain, itemId, siteId}: Class): string => [kind, domain, itemId, siteId ?? ''].join(' ');
const keyOf = (one: Found): Key => [one.asking.since, classKey(one)];
const compare = (a: Key, b: Key): number =>
	a[0] < b[0] || (a[0] === b[0] && a[1] < b[1]) ? -1 : a[0] === b[0] && a[1] === b[1] ? 0 : 1;

/** Every class that asked since a day, by default in the last twelve months. */
async function classesOf(db: Db, {caller, today}: Context, terms: RecurrenceTerms, since?: Day): Promise<Found[]> {
	const from = since ?? plusInterval(today, 'P12M', -1);
	const before = plusDays(plusInterval(from, `P${terms.siteItemMonths}M`, -1), -Math.max(0, terms.pointItemDays - 365));
	const repeated = await repeatedAtSites(db, caller.scope, startOf(before), startOf(from));
	const recent = await registeredSince(db, caller.scope, startOf(plusDays(today, 1 - terms.acrossDays)));
	const measures = byItem(await measuresByItem(db));
	const atSites = grouped(repeated, ({domain, itemId, siteId}) => ({kind: 'site-item', domain, itemId, siteId})).flatMap(
		([one, hazards]) => {
			const own = linked(measures, one);
			const ask = (at: Instant | null) => askedAtSite(hazards, terms, {from: startOf(from), answeredAt: at});
			return decided(one, own, ask, answeredAt(own, 1));
		},
	);
	const across = grouped(recent, ({domain, itemId}) => ({kind: 'item', domain, itemId, siteId: null})).flatMap(
		([one, hazards]) => {
			const own = linked(measures, one);
			const ask = (at: Instant | null) => askedAcross(hazards, terms, {today, answeredAt: at});
			return decided(one, own, ask, answeredAt(own, terms.acrossSites));
		},
	);
	return [...atSites, ...across];
}

/** A class that asks, or that did until a measure answered it. */
function decided(
	one: Class,
	measures: LinkedMeasure[],
	ask: (at: Instant | null) => Asking | undefined,
	at: Instant | null,
): Found[] {
	const open = ask(at);
	const asking = open ?? ask(null);
	return asking ? [{...one, asking, measures, isAnswered: open === undefined}] : [];
}

function grouped(hazards: readonly Occurrence[], classOf: (hazard: Occurrence) => Class): Array<[Class, Occurrence[]]> {
	const found = new Map<string, [Class, Occurrence[]]>();
	for (const hazard of hazards) {
		const one = classOf(hazard);
		const known = found.get(classKey(one));
		if (known) known[1].push(hazard);
		else found.set(classKey(one), [one, [hazard]]);
	}
	return [...found.values()];
}

type ByItem = ReadonlyMap<string, LinkedMeasure[]>;
const itemKey = ({domain, itemId}: {domain: string; itemId: string}): string => `${domain} ${itemId}`;

function byItem(measures: readonly LinkedMeasure[]): ByItem {
	const found = new Map<string, LinkedMeasure[]>();
	for (const measure of measures) {
		const known = found.get(itemKey(measure));
		if (known) known.push(measure);
		else found.set(itemKey(measure), [measure]);
	}
	return found;
}

const linked = (measures: ByItem, one: Class): LinkedMeasure[] =>
	(measures.get(itemKey(one)) ?? []).filter(({siteIds}) => one.siteId === null || siteIds.includes(one.siteId));

function show(found: Found, terms: RecurrenceTerms, forms: Forms, names: Awaited<ReturnType<typeof siteNames>>) {
	const {kind, domain, itemId, siteId, asking, measures, isAnswered} = found;
	const item = [...forms.items.values()].find(one => one.domain === domain && one.id === itemId);
	return {
		kind,
		domain,
		itemId,
		item: item?.title ?? itemId,
		siteId,
		siteName: siteId === null ? null : (names.get(siteId)?.name ?? ''),
		why: asking.why,
		reason: askingSentence(asking, terms),
		since: dayOf(asking.since),
		answered: isAnswered,
		hazards: asking.hazards.map(({id, number, foundOn, siteId: site}) => ({
			id,
			number,
			foundOn,
			siteId: site,
			siteName: names.get(site)?.name ?? '',
		})),
		measures: measures.map(({measureId: id, number, title, progress, registeredAt, revisedAt}) => ({
			id,
			number,
			title,
			progress,
			registeredOn: dayOf(registeredAt),
			revisedOn: revisedAt && dayOf(revisedAt),
		})),
	};
}
