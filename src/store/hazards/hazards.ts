import {type Instant, plusMilliseconds} from '../../domain/days.ts';
import {searchable} from '../../domain/grams.ts';
import {gradeRank, type Hazard, type HazardGrade, isOpen} from '../../domain/hazards/hazard.ts';
import {flagsOf} from '../../domain/hazards/hazard-flags.ts';
import {hazardNumber} from '../../domain/number.ts';
import {Problem} from '../../domain/problem.ts';
import {type Db, isPostgres} from '../engine.ts';
import {addDates, addFirstDates, siteKinds} from '../figures/hazard-dates.ts';
import {addVersions, hazardVersions, type NewVersion} from '../journal/as-of.ts';
import {type Act, canonical, record, recordAll} from '../journal/journal.ts';
import {type Columns, insertRows, marks, select, takeNumbers} from '../rows.ts';
import {addGrams, replaceGrams} from './hazard-search.ts';

/** The row of a hazard, by column; bulk writers use it with `hazardRow`. */
export const hazardColumns: Columns = {
	id: 'text',
	number: 'text',
	version: 'integer',
	state: 'text',
	grade: 'text',
	grade_rank: 'integer',
	route: 'text',
	red_flag: 'integer',
	site_id: 'text',
	risk_point_id: 'text',
	inspection_id: 'text',
	item_id: 'text',
	domain: 'text',
	community_id: 'text',
	due_on: 'text',
	found_on: 'text',
	registered_at: 'text',
	ended_at: 'text',
	body: 'text',
	search_text: 'text',
	flags: 'text',
};

/** Columns `grade_rank` and `red_flag` ascend in list order: 0 major, 1 suspected, 2 general; 0 flagged, 1 not. */
export const orderOf = ({grade, redFlag}: {grade: HazardGrade; redFlag: boolean}) => ({
	grade_rank: 2 - gradeRank[grade],
	red_flag: redFlag ? 0 : 1,
});

const subject = (id: string): string => `hazard:${id}`;

/** Registers hazards: rows, versions, first journal entries and search index, each in one statement. */
export async function insertHazards(db: Db, items: Array<{act: Act; hazard: Hazard; searchText: string}>): Promise<Hazard[]> {
	// A first entry carries `now` itself, so the moment of arrival is that of its entry.
	const made = items.map(({act, hazard, searchText}) => ({
		act,
		hazard: {...hazard, registeredAt: act.now},
		text: searchable(searchText),
	}));
	await insertRows(
		db,
		'hazards',
		hazardColumns,
		made.map(({hazard, text}) => ({...hazardRow(hazard), search_text: text})),
	);
	const moments = await recordAll(
		db,
		made.map(({act, hazard}) => ({
			act,
			entry: {subject: subject(hazard.id), version: hazard.version, action: 'registration', after: hazard},
		})),
	);
	await addVersions(
		db,
		hazardVersions,
		made.map(({hazard}, i) => versionOf(hazard, moments[i]!)),
	);
	await addFirstDates(
		db,
		made.map(({hazard}, i) => ({hazard, at: moments[i]!})),
		await siteKinds(
			db,
			made.map(({hazard}) => hazard.siteId),
		),
	);
	const seqs = await seqsOf(
		db,
		made.map(({hazard}) => hazard.id),
	);
	await addGrams(
		db,
		made.map(({hazard, text}) => ({...hazard, seq: seqs.get(hazard.id)!, text})),
	);
	return made.map(({hazard}) => hazard);
}

/** Keeps what a move made of a hazard; 409 when someone else was first. The entry says which move it was and with what. */
export async function saveHazard(
	db: Db,
	act: Act,
	hazard: Hazard,
	{action, reason, body}: {action: string; reason?: string | null; body?: unknown},
): Promise<Instant> {
	const [before] = await select<{version: number; community_id: string; seq: number; search_text: string}>(
		db,
		'select version, community_id, seq, search_text from hazards where id = ?',
		[hazard.id],
	);
	const changed = (await db('hazards')
		.where({id: hazard.id, version: hazard.version - 1})
		.update(hazardRow(hazard))) as number;
	if (changed !== 1 || !before)
		throw new Problem(409, 'version-conflict', '他人已先修改，请查看最新内容后再改。', [], {current: {version: before?.version}});
	const at = await record(db, act, {
		subject: subject(hazard.id),
		version: hazard.version,
		action,
		reason: reason ?? null,
		after: {...hazard, did: {move: action, body}},
	});
	await addVersions(db, hazardVersions, [versionOf(hazard, at)]);
	await addDates(db, {hazard, at});
	if (before.community_id !== hazard.communityId) await replaceGrams(db, {...hazard, seq: before.seq, text: before.search_text});
	return at;
}

/** The moment at which the next entry of a hazard will stand: a move's own times (endedAt) must say the same (rules §1.10). */
export async function nextMoment(db: Db, {id, version}: Pick<Hazard, 'id' | 'version'>, now: Instant): Promise<Instant> {
	const [last] = await select<{valid_from: Instant}>(
		db,
		'select valid_from from hazard_versions where hazard_id = ? and version = ?',
		[id, version],
	);
	const earliest = last ? plusMilliseconds(last.valid_from, 1) : now;
	return now > earliest ? now : earliest;
}

export async function findHazard(db: Db, id: string, {forUpdate = false} = {}): Promise<Hazard | undefined> {
	const lock = forUpdate && isPostgres(db) ? ' for update' : '';
	const [row] = await select<{body: string}>(db, `select body from hazards where id = ?${lock}`, [id]);
	return row && fromBody(row);
}

/** Hazards by id, in the order asked for; unknown ones are left out. */
export async function findHazards(db: Db, ids: string[], {forUpdate = false} = {}): Promise<Hazard[]> {
	const found = new Map<string, Hazard>();
	const lock = forUpdate && isPostgres(db) ? ' for update' : '';
	for (let i = 0; i < ids.length; i += 400) {
		const slice = ids.slice(i, i + 400);
		const rows = await select<{body: string}>(
			db,
			`select body from hazards where id in ${marks(slice)} order by seq${lock}`,
			slice,
		);
		for (const hazard of rows.map(fromBody)) found.set(hazard.id, hazard);
	}
	return ids.map(id => found.get(id)).filter(hazard => hazard !== undefined);
}

export async function openHazardsOfSite(db: Db, siteId: string): Promise<Hazard[]> {
	return bodiesWhere(db, 'site_id = ? and ended_at is null', [siteId]);
}

export async function openHazardsOfPoints(db: Db, ids: string[]): Promise<Hazard[]> {
	const found: Hazard[] = [];
	for (let i = 0; i < ids.length; i += 400) {
		const slice = ids.slice(i, i + 400);
		found.push(...(await bodiesWhere(db, `risk_point_id in ${marks(slice)} and ended_at is null`, slice)));
	}
	return found;
}

export async function hazardsOfInspection(db: Db, id: string): Promise<Hazard[]> {
	return bodiesWhere(db, 'inspection_id = ?', [id]);
}

async function bodiesWhere(db: Db, where: string, bindings: string[]): Promise<Hazard[]> {
	const rows = await select<{body: string}>(db, `select body from hazards where ${where} order by seq`, bindings);
	return rows.map(fromBody);
}

const fromBody = ({body}: {body: string}): Hazard => JSON.parse(body) as Hazard;

/** The row of hazard_versions that an entry stands for; also what the table is rebuilt from. */
export const versionOf = (hazard: Hazard, at: Instant): NewVersion => ({
	id: hazard.id,
	version: hazard.version,
	at,
	isOpen: isOpen(hazard),
	values: {
		state: hazard.state,
		...orderOf(hazard),
		due_on: hazard.dueOn,
		community_id: hazard.communityId,
		domain: hazard.domain,
	},
});

export const hazardRow = (hazard: Hazard) => ({
	id: hazard.id,
	number: hazard.number,
	version: hazard.version,
	state: hazard.state,
	grade: hazard.grade,
	...orderOf(hazard),
	route: hazard.route,
	site_id: hazard.siteId,
	risk_point_id: hazard.riskPointId,
	// A look-back's hazard has no inspection of its own.
	inspection_id: hazard.inspectionId || null,
	item_id: hazard.itemId,
	domain: hazard.domain,
	community_id: hazard.communityId,
	due_on: hazard.dueOn,
	found_on: hazard.foundOn,
	registered_at: hazard.registeredAt,
	ended_at: hazard.endedAt,
	body: canonical(hazard),
	flags: flagWords(hazard),
});

const flagWords = (hazard: Hazard): string => [...new Set(flagsOf(hazard).map(({code}) => ` ${code} `))].join('');

/** The arrival numbers of hazards by id. */
export async function seqsOf(db: Db, ids: string[]): Promise<Map<string, number>> {
	const seqs = new Map<string, number>();
	for (let i = 0; i < ids.length; i += 400) {
		const slice = ids.slice(i, i + 400);
		const rows = await select<{id: string; seq: number}>(db, `select id, seq from hazards where id in ${marks(slice)}`, slice);
		for (const {id, seq} of rows) seqs.set(id, seq);
	}
	return seqs;
}

/** The next numbers of hazards, in order (rules §1.3): from one counter, whoever registers them. */
export async function takeHazardNumbers(db: Db, org: string, year: number, count: number): Promise<string[]> {
	const first = await takeNumbers(db, `hazard/${year}`, count);
	return Array.from({length: count}, (_, i) => hazardNumber(org, year, first + i));
}
