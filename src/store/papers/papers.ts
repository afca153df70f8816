import type {Hazard} from '../../domain/hazards/hazard.ts';
import type {Paper, PaperRecord, PaperState, Service, Snapshot} from '../../domain/papers/paper.ts';
import type {StepTaken} from '../../domain/papers/steps.ts';
import {type Db, isPostgres} from '../engine.ts';
import {type Act, canonical, record, sha256} from '../journal/journal.ts';
import {type Columns, insertRows, marks, select} from '../rows.ts';

export type PaperRow = {
	seq: number;
	id: string;
	kind: string;
	year: number | null;
	ordinal: number | null;
	number: string | null;
	state: PaperState;
	site_id: string;
	community_id: string;
	domain: string | null;
	inspection_id: string | null;
	title: string;
	snapshot: string;
	sha256: string | null;
	pages: number | null;
	verify_code: string | null;
	issued_by: string | null;
	allocated_at: string | null;
	issued_at: string | null;
	voided_at: string | null;
	void_reason: string | null;
	replaced_by: string | null;
	replaces: string | null;
	services: string;
	drafters: string;
	drafted_at: string | null;
	steps: string;
	asked: string | null;
	version: number;
};

export async function findPaper(db: Db, id: string, {forUpdate = false} = {}): Promise<Paper | undefined> {
	const lock = forUpdate && isPostgres(db) ? ' for update' : '';
	const [row] = await select<PaperRow>(db, `select * from papers where id = ?${lock}`, [id]);
	return row && paperFrom(db, row);
}

export async function findPaperByCode(db: Db, code: string): Promise<Paper | undefined> {
	const [row] = await select<PaperRow>(db, 'select * from papers where verify_code = ?', [code]);
	return row && paperFrom(db, row);
}

/** Papers whose number was given and whose bytes are not there yet, in order of arrival. */
export async function idsInDrawing(db: Db): Promise<string[]> {
	const rows = await select<{id: string}>(db, `select id from papers where state = 'drawing' order by seq`);
	return rows.map(({id}) => id);
}

/** The hazards of a paper, with the round of each that it covers. */
export type Covered = ReadonlyArray<{hazard: Pick<Hazard, 'id'>; round: number}>;

/** A new paper with its hazards and its first journal entry. */
export async function insertPaper(db: Db, act: Act, paper: Paper, covers: Covered, action: string): Promise<void> {
	await db('papers').insert({...rowOf(paper), snapshot: canonical(paper.snapshot)});
	await insertCovered(db, paper.id, covers);
	await recordPaper(db, act, paper, action);
}

/** A draft whose content changed, or that gets its number: with its snapshot and its hazards as they are now. */
export async function rewritePaper(
	db: Db,
	act: Act,
	paper: Paper,
	covers: Covered,
	{action, reason}: {action: string; reason?: string | undefined},
): Promise<void> {
	await db('papers')
		.where({id: paper.id})
		.update({...rowOf(paper), snapshot: canonical(paper.snapshot)});
	await db('paper_hazards').where({paper_id: paper.id}).delete();
	await insertCovered(db, paper.id, covers);
	await recordPaper(db, act, paper, action, reason);
}

async function insertCovered(db: Db, paperId: string, covers: Covered): Promise<void> {
	const rows = covers.map(({hazard, round}) => ({paper_id: paperId, hazard_id: hazard.id, round}));
	await insertRows(db, 'paper_hazards', paperHazards, rows);
}

/** Keeps a later version of a paper. Once it has a number, its snapshot, number and bytes never change again. */
export async function savePaper(
	db: Db,
	act: Act,
	paper: Paper,
	{action, reason}: {action: string; reason?: string | undefined},
): Promise<void> {
	await db('papers').where({id: paper.id}).update(rowOf(paper));
	await recordPaper(db, act, paper, action, reason);
}

const paperHazards: Columns = {paper_id: 'text', hazard_id: 'text', round: 'integer'};

/** The entry holds the hash of the snapshot, not a copy (rules §2.2). */
async function recordPaper(db: Db, act: Act, paper: Paper, action: string, reason?: string): Promise<void> {
	const {snapshot, ...rest} = paper;
	const after = {...rest, snapshotSha256: sha256(canonical(snapshot))};
	await record(db, act, {subject: `paper:${paper.id}`, version: paper.version, action, reason: reason ?? null, after});
}

const paperFrom = async (db: Db, row: PaperRow): Promise<Paper> => ({
	...fromRow(row, (await hazardsOnPapers(db, [row.id])).get(row.id) ?? []),
	snapshot: JSON.parse(row.snapshot) as Snapshot | null,
	asked: row.asked === null ? null : (JSON.parse(row.asked) as Record<string, unknown>),
});

export async function hazardsOnPapers(db: Db, ids: readonly string[]): Promise<Map<string, string[]>> {
	const found = new Map<string, string[]>();
	if (ids.length === 0) return found;
	const rows = await select<{paper_id: string; hazard_id: string}>(
		db,
		`select paper_id, hazard_id from paper_hazards where paper_id in ${marks(ids)} order by seq`,
		ids,
	);
	for (const {paper_id, hazard_id} of rows) found.set(paper_id, [...(found.get(paper_id) ?? []), hazard_id]);
	return found;
}

const rowOf = ({snapshot: _, hazardIds: __, services, drafters, steps, asked, ...paper}: Paper) => ({
	...Object.fromEntries(Object.entries(paper).map(([name, value]) => [columnOf(name), value])),
	services: JSON.stringify(services),
	drafters: JSON.stringify(drafters),
	steps: JSON.stringify(steps),
	asked: asked && JSON.stringify(asked),
});

const columnOf = (name: string): string => name.replaceAll(/[A-Z]/g, letter => `_${letter.toLowerCase()}`);

export const fromRow = (row: PaperRow, hazardIds: string[]): PaperRecord => ({
	id: row.id,
	kind: row.kind,
	year: row.year,
	ordinal: row.ordinal,
	number: row.number,
	state: row.state,
	siteId: row.site_id,
	communityId: row.community_id,
	domain: row.domain,
	inspectionId: row.inspection_id,
	title: row.title,
	sha256: row.sha256,
	pages: row.pages,
	verifyCode: row.verify_code,
	issuedBy: row.issued_by,
	allocatedAt: row.allocated_at,
	issuedAt: row.issued_at,
	voidedAt: row.voided_at,
	voidReason: row.void_reason,
	replacedBy: row.replaced_by,
	replaces: row.replaces,
	services: JSON.parse(row.services) as Service[],
	drafters: JSON.parse(row.drafters) as string[],
	draftedAt: row.drafted_at,
	steps: JSON.parse(row.steps) as StepTaken[],
	version: row.version,
	hazardIds,
});
