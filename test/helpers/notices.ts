import {createHash} from 'node:crypto';
import type {ExecutionContext} from 'ava';
import type {Hazard} from '../../src/domain/hazards/hazard.ts';
import {disagreement} from '../../src/domain/journal/seal.ts';
import type {Papers} from '../../src/papers.ts';
import {insertHazards} from '../../src/store/hazards/hazards.ts';
import {journalOf, record} from '../../src/store/journal/journal.ts';
import {saveOrganisation} from '../../src/store/register/settings.ts';
import {addSiteVersion, saveOccupancies, saveSite} from '../../src/store/register/sites.ts';
import {type App, startApp} from './app.ts';
import type {EngineKind} from './database.ts';
import {idOf, makeOffice, type Office} from './office.ts';

export const sha256 = (bytes: string | Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
/** For tests in which something is meant to go wrong. */
export const silent = {info: () => undefined, error: () => undefined} as never;

export async function setUpNotices(t: ExecutionContext, kind: EngineKind, more: Parameters<typeof startApp>[1] = {}) {
	const papers = fakePapers();
	const app = await startApp(t, {kind, papers, ...more});
	const office = await makeOffice(app);
	return {app, office, papers, ...(await makeNoticeOffice(app, office))};
}

/** Papers that say something else than their last journal entry. */
export async function strayPapers(app: App): Promise<unknown[]> {
	const rows = (await app.services.reader('papers')) as Array<Record<string, unknown> & {id: string; version: number}>;
	const found = await Promise.all(
		rows.map(async row => {
			const last = (await journalOf(app.services.reader, `paper:${row.id}`)).at(-1);
			const field = last && disagreement(row, JSON.parse(last.after) as Record<string, unknown>, sha256);
			return last?.version === row.version && !field ? [] : [{id: row.id, version: row.version, field}];
		}),
	);
	return found.flat();
}

/** Draws nothing: the same data give the same bytes, and a smile is a character that no font has. */
export function fakePapers(): Papers & {drawn: string[]; fail: (times: number) => void} {
	let failures = 0;
	const drawn: string[] = [];
	const papers: ReturnType<typeof fakePapers> = {
		drawn,
		fail: times => {
			failures = times;
		},
		async draw(_, data, {created, draft}) {
			if (!draft && failures > 0) {
				failures--;
				throw Object.assign(new Error('the worker is gone'), {code: 'drawing-failed'});
			}
			const text = JSON.stringify([data, created]);
			drawn.push((data as {number: string}).number);
			const pdf = Buffer.from(`%PDF ${text}`);
			const missing = [...new Set([...text].filter(char => char.codePointAt(0)! > 0x1f5ff))];
			return {pdf, sha256: sha256(pdf), pages: 1, missing};
		},
		warmUp: async () => ({}),
		fonts: async () => ({own: false, uses: []}),
		layOut: async (kind, data, options) => papers.draw(kind, data, {...options, draft: true}),
		close: async () => undefined,
	};
	return papers;
}

/** An office that may issue papers, with one site in community 1 and an inspection of it. */
export async function makeNoticeOffice(app: App, office: Office) {
	const {services, contextOf} = app;
	const system = contextOf(office.administrator);
	const address = {
		address: '新桦路1号',
		building: null,
		position: null,
		tags: [],
		pauses: [],
		safetyManager: null,
		responsibilityLetter: null,
	};
	const makeSite = async (name: string, communityId: string) => {
		const id = idOf(`site ${name}`);
		const occupant = {name: `上海${name}有限公司`, uscc: null, responsible: '钱喆', phone: '021-55500001'};
		const site = {
			...{id, label: `D-${name}`, name, kind: 'shop', areaId: communityId, communityId, ...address},
			...{startsOn: '2020-01-01', closedOn: null, occupant, version: 1},
		};
		await services.queue.submit(async db => {
			await saveSite(db, site);
			await addSiteVersion(db, site, '2020-01-01T00:00:00.000Z');
			await saveOccupancies(db, [{...occupant, id: idOf(`occupancy ${name}`), siteId: id, fromOn: '2020-01-01', toOn: null}]);
			await record(db, system, {subject: `site:${id}`, version: 1, action: 'site-made', after: site});
			for (const domain of ['fire', 'construction']) {
				const point = pointRow(`${name} ${domain}`, id, communityId, domain);
				await db('risk_points').insert(point);
				const after = {id: point.id, siteId: id, domain};
				await record(db, system, {subject: `risk-point:${point.id}`, version: 1, action: 'risk-point-made', after});
			}
			await db('inspections').insert(inspectionRow(name, id, communityId, office));
			await db('checks').insert(checkRow(name, communityId));
		});
		return id;
	};
	await services.queue.submit(async db =>
		saveOrganisation(db, {
			...{id: 'organisation', office: '新桦路街道办事处', paperPrefix: '新桦', phone: '021-55500110', address: null, version: 1},
		}),
	);
	const [one, , three] = office.communities as [string, string, string];
	const siteId = await makeSite('桦香饭店', one);
	const farSiteId = await makeSite('桦远仓库', three);
	let count = 0;
	/** A confirmed hazard of a site. */
	const makeHazard = async (changes: Partial<Hazard> = {}): Promise<Hazard> => {
		const n = ++count;
		const at =
			changes.siteId === farSiteId
				? {siteId: farSiteId, name: '桦远仓库', communityId: three}
				: {siteId, name: '桦香饭店', communityId: one};
		const domain = changes.domain ?? 'fire';
		const hazard: Hazard = {
			...blank,
			id: idOf(`hazard ${n}`),
			number: `YH-XH-2026-${String(n).padStart(6, '0')}`,
			siteId: at.siteId,
			communityId: at.communityId,
			riskPointId: idOf(`point ${at.name} ${domain}`),
			inspectionId: idOf(`inspection ${at.name}`),
			...changes,
			facts: {...blank.facts, filers: [office.inspector1.id], ...changes.facts},
		};
		const [made] = await services.queue.submit(async db =>
			insertHazards(db, [{act: system, hazard, searchText: hazard.description}]),
		);
		return made!;
	};
	const stateOf = async (id: string): Promise<Hazard> =>
		JSON.parse((await services.reader('hazards').where({id}).first('body')).body as string) as Hazard;
	const issue = async (hazards: Hazard[], more: Record<string, unknown> = {}, as: {id: string} = office.manager) =>
		app.send('POST', '/api/papers', {
			as,
			body: {kind: 'rectification-notice', siteId, hazardIds: hazards.map(({id}) => id), ...more},
		});
	return {siteId, farSiteId, makeHazard, stateOf, issue};
}

const pointRow = (name: string, siteId: string, communityId: string, domain: string) => ({
	...{id: idOf(`point ${name}`), label: `F-${name}`, site_id: siteId, community_id: communityId, domain, name, place: '一层'},
	...{attributes: '{}', events: '[]', controls: '[]', version: 1},
});

const inspectionRow = (name: string, siteId: string, communityId: string, office: Office) => ({
	...{id: idOf(`inspection ${name}`), number: `JC-XH-2026-${name}`, site_id: siteId, community_id: communityId, kind: 'patrol'},
	...{
		outcome: 'inspected',
		started_at: '2026-03-01T01:00:00.000Z',
		ended_at: '2026-03-01T02:00:00.000Z',
		inspected_on: '2026-03-01',
	},
	...{inspectors: JSON.stringify([office.inspector1.id, office.inspector2.id]), filed_by: office.inspector1.id},
	...{registered_at: '2026-03-01T02:00:00.000Z', content: '{}', content_sha256: '0'.repeat(64), flags: '[]'},
});

const checkRow = (name: string, communityId: string) => ({
	...{id: idOf(`check ${name}`), inspection_id: idOf(`inspection ${name}`), risk_point_id: idOf(`point ${name} construction`)},
	...{community_id: communityId, domain: 'construction', checklist: null, answers: '{}', failed: 0, checked_on: '2026-03-01'},
});

const blank: Hazard = {
	...{id: '', number: '', state: 'confirmed', grade: 'general', route: 'notice', round: 1, extension: 'none', listing: 'none'},
	...{siteGone: 'none', closure: null, redFlag: false, duplicateOf: null, recurrenceOf: null, siteId: '', riskPointId: ''},
	...{inspectionId: '', itemId: 'F01', checklist: 'fire/daily@1', domain: 'fire', communityId: '', place: '二层东侧疏散通道'},
	...{placeType: 'evacuation-route', description: '堆放纸箱等可燃物，占用疏散通道。', requirement: '立即清除堆放物，恢复畅通。'},
	...{criteria: [], controlIds: [], source: 'inspection', foundOn: '2026-03-01', registeredAt: '2026-03-01T02:00:00.000Z'},
	...{dueOn: '2026-03-12', originalDays: 11, responsible: null, parties: {industry: null, territorial: null, entity: null}},
	...{cause: null, endedAt: null, version: 1},
	facts: {filers: [], photosBefore: [], photosAfter: [], reports: [], reinspections: [], deadlines: []},
};
