import {type Day, dayOf} from '../../../../domain/days.ts';
import {changedBetween} from '../../conflict.ts';
import {gradeWords} from '../../words.ts';
import {inspectionOutcomeWords} from '../inspections/inspection-words.ts';
import {siteFields, siteFormOf} from './site-form.ts';
import type {Site, SiteFile} from './site-words.ts';

export type SiteEntry = {
	version: number;
	at: string;
	actorName: string | null;
	action: string;
	reason: string | null;
	after: unknown;
	before?: unknown;
};
/** One line of what happened at a site; `to` leads to the thing itself. */
export type Happening = {on: Day; at: string; kind: string; text: string; by: string; to?: string};

const titleOf = new Map(siteFields.map(({name, title}) => [name as string, title]));

/** Which fields a change of the site touched; telephones that the reader does not see are no change to him. */
function changeWords({before, after}: SiteEntry): string {
	if (!before) return '修改';
	const pictures = [before, after].map(picture => siteFormOf({...blankPicture, ...(picture as Site)}));
	const names = changedBetween(siteFields, pictures[0]!, pictures[1]!).map(name => titleOf.get(name) ?? name);
	return names.length > 0 ? `修改：${names.join('、')}` : '修改';
}
const blankPicture = {position: null, safetyManager: null, responsibilityLetter: null, tags: [], pauses: []};

const entryWords = (entry: SiteEntry): string => {
	if (entry.action === 'site-made') return '登记场所';
	const occupant = (entry.after as Site | null)?.occupant?.name;
	if (entry.action === 'occupancy') return `更换使用单位${occupant ? `为${occupant}` : ''}`;
	return changeWords(entry);
};

/** Everything that happened at a site, the latest first: its own changes, hazards, inspections and papers. */
export function happeningsOf(
	file: SiteFile,
	entries: readonly SiteEntry[],
	{itemTitle, personName}: {itemTitle: (id: string) => string; personName: (id: string) => string},
): Happening[] {
	const hazards = [...file.openHazards, ...file.endedHazards];
	const happenings: Happening[] = [
		...entries.map(entry => ({
			on: dayOf(entry.at),
			at: entry.at,
			kind: '场所',
			text: entryWords(entry) + (entry.reason ? `（${entry.reason}）` : ''),
			by: entry.actorName ?? '',
		})),
		...file.inspections.map(one => ({
			on: one.inspectedOn,
			at: `${one.inspectedOn}T01`,
			kind: '检查',
			text: `${one.number} ${inspectionOutcomeWords[one.outcome] ?? ''}`,
			by: one.inspectors.map(personName).join('、'),
			to: `/inspections/${one.id}`,
		})),
		...hazards.map(one => ({
			on: one.foundOn,
			at: `${one.foundOn}T02`,
			kind: '隐患',
			text: `发现${gradeWords[one.grade]}：${itemTitle(one.itemId)}（${one.number}）`,
			by: '',
			to: `/hazards/${one.id}`,
		})),
		...hazards.flatMap(one => (one.endedAt ? [endOf(one, one.endedAt)] : [])),
		...file.papers.flatMap(one => [
			...(one.issuedAt ? [paperLine(one, one.issuedAt, '签发')] : []),
			...(one.voidedAt ? [paperLine(one, one.voidedAt, '作废')] : []),
		]),
	];
	return happenings.sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
}

const ends: Record<string, string> = {closed: '销号', void: '作废', merged: '合并'};
const endOf = (one: SiteFile['endedHazards'][number], endedAt: string): Happening => ({
	on: dayOf(endedAt),
	at: endedAt,
	kind: '隐患',
	text: `${ends[one.state] ?? '结束'}：${one.number}`,
	by: '',
	to: `/hazards/${one.id}`,
});
const paperLine = (one: SiteFile['papers'][number], at: string, what: string): Happening => ({
	on: dayOf(at),
	at,
	kind: '文书',
	text: `${what}${one.title} ${one.number}`,
	by: '',
	to: `/papers/${one.id}`,
});
