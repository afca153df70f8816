import {v5} from 'uuid';
import {dueAt, yearOf} from '../../domain/days.ts';
import type {Hazard} from '../../domain/hazards/hazard.ts';
import {type Accepted, decideFilings, type Flag, type Verdict} from '../../domain/inspections/filing.ts';
import {hazardNumber, inspectionNumber} from '../../domain/number.ts';
import {Problem} from '../../domain/problem.ts';
import type {Db} from '../../store/engine.ts';
import {insertHazards, saveHazard} from '../../store/hazards/hazards.ts';
import {type Inspection, insertChecks, insertInspections} from '../../store/inspections/inspections.ts';
import {insertLinks} from '../../store/inspections/photos.ts';
import {canonical, recordAll} from '../../store/journal/journal.ts';
import {saveReplies} from '../../store/replies.ts';
import {takeNumbers} from '../../store/rows.ts';
import {addAttempts, settleSlots} from '../../store/schedule/slots.ts';
import type {Context} from '../context.ts';
import {signNew} from '../hazards/gather-signs.ts';
import {type FilingRequest, loadFilings, toAsk, unique} from './load-filings.ts';

type Reply = {status: number; body: unknown};
export type Filed = {
	id: string;
	number: string;
	hazards: Array<Pick<Hazard, 'id' | 'number' | 'grade' | 'route' | 'dueOn'> & {item: string; defect: number; dueAt: string}>;
	flags: Flag[];
};
/** An accepted filing with its numbers. */
type Numbered = {one: Accepted; context: Context; number: string; hazards: Accepted['hazards']; filed: Filed};

/** Files all waiting inspections in one transaction: load, decide, number, save (rules §2.1). A refusal costs no write. */
export async function fileInspections(db: Db, requests: FilingRequest[]): Promise<Array<Reply | Problem>> {
	const asks = requests.map(toAsk);
	const {facts, stored} = await loadFilings(db, requests, asks);
	const verdicts = decideFilings(facts, asks);
	const numbered = await numberAll(db, requests, verdicts);
	await save(db, await signed(db, numbered));
	const fresh = new Map(numbered.map(({one, filed}) => [one.ask.key, filed]));
	return verdicts.map(verdict => {
		if (verdict instanceof Problem) return verdict;
		if ('ask' in verdict) return {status: 201, body: fresh.get(verdict.ask.key)};
		const kept = stored.get(verdict.again);
		return {status: 200, body: kept ? JSON.parse(kept.body) : fresh.get(verdict.again)};
	});
}

/** Numbers from one block per counter; the year is that of allocation (rules §1.3). */
async function numberAll(db: Db, requests: FilingRequest[], verdicts: Verdict[]): Promise<Numbered[]> {
	const accepted = verdicts.flatMap((verdict, i) =>
		!(verdict instanceof Problem) && 'ask' in verdict ? [{one: verdict, context: requests[i]!.context}] : [],
	);
	const numbered: Numbered[] = [];
	for (const year of unique(accepted.map(({one}) => yearOf(one.ask.today)))) {
		const group = accepted.filter(({one}) => yearOf(one.ask.today) === year);
		const count = group.reduce((sum, {one}) => sum + one.hazards.length, 0);
		let next = await takeNumbers(db, `inspection/${year}`, group.length);
		let nextHazard = count > 0 ? await takeNumbers(db, `hazard/${year}`, count) : 0;
		for (const {one, context} of group) {
			const number = inspectionNumber(context.orgCode, year, next++);
			const hazards = one.hazards.map(made => ({
				...made,
				hazard: {...made.hazard, number: hazardNumber(context.orgCode, year, nextHazard++)},
			}));
			numbered.push({one, context, number, hazards, filed: replyOf(one, number, hazards)});
		}
	}
	return numbered;
}

const replyOf = (one: Accepted, number: string, hazards: Accepted['hazards']): Filed => ({
	id: one.ask.id,
	number,
	hazards: hazards.map(({hazard, defect}) => ({
		id: hazard.id,
		number: hazard.number,
		item: hazard.itemId,
		defect,
		grade: hazard.grade,
		route: hazard.route,
		dueOn: hazard.dueOn,
		dueAt: dueAt(hazard.dueOn),
	})),
	flags: one.flags,
});

/** The photos come first: what speaks against a hazard's evidence is told from their links. */
async function signed(db: Db, numbered: Numbered[]): Promise<Numbered[]> {
	if (numbered.length === 0) return [];
	await insertLinks(
		db,
		numbered.flatMap(({one}) => one.links),
	);
	const found = numbered.flatMap(({one: {ask, site}, hazards}) =>
		hazards.map(({hazard}) => ({hazard, foundAt: ask.filing.startedAt, sitePosition: site.position, at: ask.now})),
	);
	const hazards = new Map((await signNew(db, numbered[0]!.context, found)).map(hazard => [hazard.id, hazard]));
	return numbered.map(one => ({
		...one,
		hazards: one.hazards.map(made => ({...made, hazard: hazards.get(made.hazard.id)!})),
	}));
}

/** One insert per table for the whole set, the replies with it. */
async function save(db: Db, numbered: Numbered[]): Promise<void> {
	if (numbered.length === 0) return;
	const inspections = numbered.map(({one, number}) => ({
		inspection: inspectionOf(one, number),
		content: canonical(one.ask.filing),
	}));
	const accepted = numbered.map(({one}) => one);
	await insertInspections(db, inspections);
	await insertChecks(db, accepted, (one, index) => v5(`check/${index}`, one.ask.id));
	await insertHazards(db, numbered.flatMap(hazardRows));
	await recordAll(
		db,
		numbered.map((item, i) => ({act: item.context, entry: entryOf(item, inspections[i]!.inspection)})),
	);
	for (const {one, context} of numbered) await saveSightings(db, context, one);
	await saveSlots(db, accepted);
	await saveReplies(
		db,
		numbered.map(({one: {ask}, filed}) => ({
			id: ask.key,
			contentSha256: ask.content,
			personId: ask.filer,
			status: 201,
			body: JSON.stringify(filed),
			at: ask.now,
			expiresAt: null,
		})),
	);
}

const inspectionOf = ({ask, day, site, flags}: Accepted, number: string): Inspection => ({
	id: ask.id,
	number,
	siteId: site.id,
	communityId: site.communityId,
	kind: ask.filing.kind ?? 'patrol',
	outcome: ask.filing.outcome,
	startedAt: ask.filing.startedAt,
	endedAt: ask.filing.endedAt,
	inspectedOn: day,
	inspectors: ask.filing.inspectors,
	filedBy: ask.filer,
	registeredAt: ask.now,
	contentSha256: ask.content,
	flags,
});

const hazardRows = ({one, context, hazards}: Numbered) =>
	hazards.map(({hazard, note, checkIndex}) => {
		const item = one.checks[checkIndex]!.items.get(hazard.itemId)!;
		const searchText = [hazard.number, item.title, note, hazard.place, one.site.name].filter(Boolean).join(' ');
		return {act: context, hazard, searchText};
	});

/** A fact that never changes is one entry with the hash of its content (rules §2.2). */
const entryOf = ({one, hazards}: Numbered, inspection: Inspection) => ({
	subject: `inspection:${inspection.id}`,
	version: 1,
	action: 'inspection-filing',
	after: {
		...inspection,
		checks: one.checks.map(({point, list}) => ({riskPointId: point.id, domain: point.domain, checklist: list?.key ?? null})),
		hazardIds: hazards.map(({hazard}) => hazard.id),
		seenAgain: one.sightings.map(({hazard}) => hazard.id),
	},
});

async function saveSightings(db: Db, context: Context, {ask, sightings}: Accepted): Promise<void> {
	for (const {hazard, item, note, photos, mended} of sightings) {
		const body = {inspectionId: ask.id, item, note, photos, ...(mended.length > 0 && {mended: {photos: mended}})};
		await saveHazard(db, context, hazard, {action: 'seen-again', body});
	}
}

async function saveSlots(db: Db, accepted: Accepted[]): Promise<void> {
	const visited = accepted.flatMap(({ask, day, checks}) =>
		checks.flatMap(({settled}) => settled.map(({id}) => ({id, ask, day, inspected: ask.filing.outcome === 'inspected'}))),
	);
	await settleSlots(
		db,
		visited
			.filter(({inspected}) => inspected)
			.map(({id, ask, day}) => ({id, checkedOn: day, checkedAt: ask.filing.startedAt, inspectionId: ask.id})),
	);
	await addAttempts(
		db,
		visited
			.filter(({inspected}) => !inspected)
			.map(({id, ask, day}) => ({id, on: day, reason: ask.filing.reason ?? '', inspectionId: ask.id})),
	);
}
