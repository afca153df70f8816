import {type Day, startOf} from '../../../domain/days.ts';
import type {Hazard} from '../../../domain/hazards/hazard.ts';
import type {Visit} from '../../../domain/papers/notice.ts';
import type {Flag} from '../../../domain/papers/paper.ts';
import type {PaperContact, PaperPerson} from '../../../domain/papers/paper-base.ts';
import {type Fault, Problem} from '../../../domain/problem.ts';
import {type Occupancy, type Occupant, occupantOf} from '../../../domain/register/occupancy.ts';
import type {Site} from '../../../domain/register/site.ts';
import {isInScope} from '../../../domain/scope.ts';
import type {Db} from '../../../store/engine.ts';
import {findHazards} from '../../../store/hazards/hazards.ts';
import {siteNameAt, visitsOf} from '../../../store/papers/paper-facts.ts';
import {findPeople} from '../../../store/people/people.ts';
import {findSite, occupanciesOf} from '../../../store/register/sites.ts';
import type {Context} from '../../context.ts';
import {type Given, refusal} from './ask.ts';

/** The site and the hazards that the body names, as far as the caller may see them; 404 naming the others, 422 without any. */
export async function siteAndHazards({
	db,
	context: {caller},
	ask: {body},
	lock,
}: Given): Promise<{site: Site; hazards: Hazard[]}> {
	const ids = body.hazardIds ?? [];
	const lacking = [
		...(body.siteId ? [] : [{path: '/siteId', message: '请选择场所。'}]),
		...(ids.length > 0 ? [] : [{path: '/hazardIds', message: '请选择隐患。'}]),
	];
	if (lacking.length > 0) throw refusal(lacking);
	const site = await findSite(db, body.siteId!);
	const found = await findHazards(db, ids, lock);
	const hazards = found.filter(({communityId, domain}) => isInScope(caller.scope, communityId, domain));
	const seen = new Set(hazards.map(({id}) => id));
	const faults: Fault[] = [
		...(site && isInScope(caller.scope, site.communityId) ? [] : [{path: '/siteId', message: '没有这个场所。'}]),
		...ids.flatMap((id, i) => (seen.has(id) ? [] : [{path: `/hazardIds/${i}`, message: `没有这条隐患：${id}`}])),
	];
	if (faults.length > 0) throw new Problem(404, 'not-found', '没有找到，或不在您的范围内。', faults);
	return {site: site!, hazards};
}

export type Addressed = {name: string; occupant: Occupant | null; flags: Flag[]};

/** The site and its occupant as of the day that the paper is about; what has changed since is flagged (rules §1.13). */
export async function addressedOn(db: Db, site: Site, {on, at}: {on: Day; at: string}): Promise<Addressed> {
	const occupancies = await occupanciesOf(db, site.id);
	const occupant = occupantOn(occupancies, on) ?? (occupancies.length === 0 ? site.occupant : null) ?? null;
	const name = (await siteNameAt(db, site.id, at)) ?? site.name;
	const present = site.occupant?.name ?? null;
	const changed = (occupant?.name ?? null) !== present;
	const flags: Flag[] = [
		...(changed
			? [
					{
						code: 'occupant-changed',
						detail: `检查日（${on}）的使用单位为${occupant?.name ?? '无'}，现为${present ?? '无'}。`,
					},
				]
			: []),
		...(name === site.name ? [] : [{code: 'site-renamed', detail: `检查日（${on}）的场所名称为${name}，现为${site.name}。`}]),
	];
	return {name, occupant, flags};
}

const occupantOn = (occupancies: Occupancy[], day: Day): Occupant | undefined => {
	const there = occupancies.find(({fromOn, toOn}) => fromOn <= day && (toOn === null || toOn >= day));
	return there && occupantOf(there);
};

/** Whom the reader of the paper may ring: who was named, else who issues it. */
export const contactOf = ({
	context,
	ask,
	office,
}: Pick<Given, 'context' | 'office'> & {ask: {body: Given['ask']['body']}}): PaperContact => {
	const {person} = context.caller;
	return ask.body.contact ?? {name: person.name, phone: person.phone ?? office?.phone ?? ''};
};

export const itemOf = ({forms}: Context, {checklist, itemId}: Hazard) =>
	forms.checklists.get(checklist)?.items.find(({id}) => id === itemId) ?? forms.items.get(itemId);

/** Inspectors as a paper names them: a certificate that had run out is left out. */
export async function inspectorsOn(db: Db, ids: readonly string[], day: Day): Promise<PaperPerson[]> {
	const people = await findPeople(db, [...new Set(ids)]);
	return ids.flatMap(id => {
		const person = people.get(id);
		if (!person) return [];
		const {name, certificate} = person;
		const isValid = certificate && (certificate.validTo === null || certificate.validTo >= day);
		return [{name, ...(isValid && {certificate: certificate.number})}];
	});
}

export type DatedVisit = Visit & {at: string};

/** The inspections that found the hazards; a hazard from elsewhere (a lead, a look-back) stands for itself. */
export async function loadVisits(db: Db, hazards: readonly Hazard[]): Promise<DatedVisit[]> {
	const rows = await visitsOf(db, [...new Set(hazards.map(({inspectionId}) => inspectionId).filter(Boolean))]);
	const known = new Set(rows.map(({id}) => id));
	const visits: DatedVisit[] = [];
	for (const {number, kind, inspectedOn: on, endedAt: at, inspectors, code} of rows)
		visits.push({number, kind, on, at, inspectors: await inspectorsOn(db, inspectors, on), ...(code && {code})});
	for (const {number, foundOn: on, facts} of hazards.filter(({inspectionId}) => !known.has(inspectionId)))
		visits.push({number, kind: 'patrol', on, at: startOf(on), inspectors: await inspectorsOn(db, facts.filers, on)});
	return visits;
}

export const lastOf = (visits: readonly DatedVisit[]): DatedVisit =>
	visits.reduce((latest, visit) => (visit.on >= latest.on ? visit : latest));

/** The value that all have in common. */
export const only = (values: readonly string[]): string | null => (new Set(values).size === 1 ? values[0]! : null);
