import {v7} from 'uuid';
import type {Draft} from '../../domain/field/draft.ts';
import {sealed} from '../../domain/field/parcel.ts';
import type {Filing} from '../../domain/inspections/filing.ts';
import {photosNamed} from '../../domain/inspections/filing-photos.ts';
import {clockOffset, now, today} from './clock.ts';
import {draftsOf, keepDraft} from './drafts.ts';
import {seal} from './outbox.ts';
import type {PackPoint, PackSlot} from './pack-type.ts';
import {position} from './place.ts';
import {sendSoon} from './sender.ts';
import {checklists, points, sites, slots} from './view.ts';

/** One thing to check on a visit: a point, its checklist, and the slots that this settles. */
export type Task = {pointId: string; checklist: string; slotIds: string[]};

/** What is due at a site: open slots of the pack, those of one point and checklist together; else the point's own field of work. */
export function tasksAt(siteId: string, pointId?: string): Task[] {
	const open = [...slots.value.values()].filter(
		slot => slot.siteId === siteId && slot.outcome === 'open' && (pointId === undefined || slot.riskPointId === pointId),
	);
	const tasks = new Map<string, Task>();
	for (const slot of open.filter(mayBeChecked)) addSlot(tasks, slot);
	if (tasks.size > 0 || pointId === undefined) return [...tasks.values()];
	const point = points.value.get(pointId);
	const list = point && [...checklists.value.values()].find(({domain}) => domain === point.domain);
	return list ? [{pointId, checklist: list.key, slotIds: []}] : [];
}

const mayBeChecked = ({opensOn}: PackSlot): boolean => opensOn <= today();

function addSlot(tasks: Map<string, Task>, {riskPointId, checklist, id}: PackSlot): void {
	const key = `${riskPointId}/${checklist}`;
	const task = tasks.get(key) ?? {pointId: riskPointId, checklist, slotIds: []};
	tasks.set(key, {...task, slotIds: [...task.slotIds, id].slice(0, 5)});
}

export const openPointsOf = (siteId: string): PackPoint[] =>
	[...points.value.values()].filter(point => point.siteId === siteId && point.closedOn === null);

/** Begins a visit, or goes on with the one that is open at this site. */
export async function beginVisit(personId: string, siteId: string, tasks: Task[]): Promise<Draft> {
	const open = (await draftsOf(personId)).find(({filing}) => filing.siteId === siteId);
	if (open) return open;
	const pair = tasks.flatMap(({slotIds}) => slotIds.flatMap(id => slots.value.get(id)?.assigned?.people ?? []));
	const filing: Filing = {
		format: 1,
		siteId,
		kind: 'patrol',
		startedAt: now(),
		endedAt: now(),
		inspectors: [...new Set([personId, ...(pair.includes(personId) ? pair : [])])].slice(0, 2),
		met: null,
		outcome: 'inspected',
		checks: tasks.map(({pointId, checklist, slotIds}) => ({
			riskPointId: pointId,
			...(slotIds.length > 0 && {slotIds}),
			checklist,
			answers: {},
		})),
		photos: {},
	};
	const standing = {check: 0, section: 0, item: null, isClosing: false};
	return keepDraft({id: v7(), personId, revision: 0, updatedAt: now(), standing, opened: [[0]], filing});
}

/** What the phone knows of itself and where it is (rules §1.4). */
export function deviceNow(version: string) {
	const offset = clockOffset();
	return {
		filedAt: now(),
		...(offset !== undefined && {clockOffsetMs: offset}),
		position: position.value ?? ('no-signal' as const),
		app: version,
	};
}

/** The filing as it will be sent: ended now, with what the phone knows of itself. */
export function finished({filing}: Draft, version: string): Filing {
	const device = deviceNow(version);
	const {reason, checks, photos = {}, ...rest} = filing;
	const plain = {...rest, endedAt: now(), device};
	if (filing.outcome === 'could-not-inspect') {
		const places = checks.map(({riskPointId, slotIds}) => ({riskPointId, ...(slotIds && {slotIds})}));
		return {...plain, ...(reason !== undefined && {reason}), checks: places, photos};
	}
	const whole: Filing = {...plain, checks};
	const named = new Set(photosNamed(whole));
	// A photo of an answer that was changed since is nobody's any more.
	return {...whole, photos: Object.fromEntries(Object.entries(photos).filter(([sha]) => named.has(sha)))};
}

/** Seals the visit into the outbox and lets it go. */
export async function sealVisit(draft: Draft, filing: Filing): Promise<void> {
	const site = sites.value.get(filing.siteId);
	const names = filing.checks.map(({riskPointId}) => points.value.get(riskPointId)?.name ?? '').filter(Boolean);
	const fact = {
		id: draft.id,
		personId: draft.personId,
		kind: 'inspection' as const,
		title: `${site?.name ?? ''}：${names.slice(0, 2).join('、')}${names.length > 2 ? `等${names.length}处` : ''}`,
		siteId: filing.siteId,
		settles: filing.checks.flatMap(({slotIds}) => slotIds ?? []),
		method: 'PUT' as const,
		subjectId: draft.id,
		path: `/api/inspections/${draft.id}`,
		body: filing,
		photos: photosNamed(filing),
	};
	await seal(sealed(fact, now()), draft.id);
	sendSoon();
}
