import {plusMilliseconds} from '../../src/domain/days.ts';
import {canonical, sha256} from '../../src/store/journal/journal.ts';
import type {Answer} from '../helpers/app.ts';
import {eachEngine} from '../helpers/database.ts';
import {fail, inspectionPath, makeFiling, startFiling} from '../helpers/filing.ts';
import {dice} from '../helpers/lives.ts';
import {makePlace} from '../helpers/places.ts';

const clients = 16;
const rounds = process.env.PROVE === 'full' ? 6 : 2;
// The clock goes on with every filing: nothing that has begun may be ten seconds old when it is written.
const tick = 100;

type Row = {id: string; sha256: string; version: number; cells: unknown[]};

eachEngine(
	'sixteen clients file while lists are frozen: a settled moment never changes, and issues follow from each other',
	async (t, kind) => {
		const {app, office, place, pair} = await startFiling(t, kind);
		const places = [place, await makePlace(app, office, {name: '桦香茶楼', community: 1})];
		const must = ({status, body}: Answer, ...wanted: number[]) => {
			t.true(wanted.includes(status), JSON.stringify(body));
			return body;
		};
		let isOver = false;
		const found: string[] = [];
		const client = async (n: number) => {
			const roll = dice(n + 1);
			for (let i = 0; !isOver; i++) {
				const answers = roll(3) === 0 ? {} : {F01: {...fail, note: `第${n}号，第${i}次`}};
				const body = makeFiling(app, {place: places[roll(2)]!, inspectors: pair, answers});
				const filed = must(await app.send('PUT', inspectionPath(`${kind}/${n}/${i}`), {as: office.inspector1, body}), 201);
				found.push(...filed.hazards.map(({id}: {id: string}) => id));
				app.clock.forward(tick);
				const id = found[roll(found.length + 1)];
				if (id && roll(4) === 0) {
					const [name, move] = [
						['voiding', {reason: '重复登记'}],
						['regradings', {grade: 'suspected-major', criteria: [], reason: '堵塞严重'}],
					][roll(2)] as [string, object];
					must(await app.send('POST', `/api/hazards/${id}/${name}`, {as: office.manager, body: move}), 200, 403, 409, 422);
				}
			}
		};
		const list = async (query: string) => must(await app.send('GET', `/api/lists/hazards?${query}`, {as: office.manager}), 200);
		const rowsOf = async (id: string): Promise<Row[]> => {
			const rows: Row[] = [];
			for (let after = ''; ; ) {
				const page = must(await app.send('GET', `/api/list-issues/${id}?limit=200${after}`, {as: office.manager}), 200);
				rows.push(...page.rows);
				if (!page.next) return rows;
				after = `&after=${page.next}`;
			}
		};
		const working = Array.from({length: clients}, async (_, n) => client(n));
		let before: Row[] = [];
		for (let round = 0; round < rounds; round++) {
			const until = plusMilliseconds(app.clock.now(), 12_000);
			while (app.clock.now() < until) await new Promise(resolve => setTimeout(resolve, 5));
			const cutOffAt = plusMilliseconds(app.clock.now(), -10_000);
			const first = await list(`state=all&asOf=${cutOffAt}`);
			const open = await list(`asOf=${cutOffAt}`);
			const {id} = must(await app.send('POST', '/api/list-issues', {as: office.manager, body: {list: 'hazards', cutOffAt}}), 201);
			const issue = must(await app.send('POST', `/api/list-issues/${id}/approval`, {as: office.leader, body: {}}), 200);
			t.is(issue.number, `隐患清单〔2026〕${round + 1}期`);
			t.deepEqual(await list(`state=all&asOf=${cutOffAt}`), first, 'the same moment asked twice');
			const rows = await rowsOf(id);
			t.deepEqual(
				rows.slice(0, open.count).map(({cells}) => cells),
				open.rows,
			);
			t.is(rows.length, issue.count);
			if (round === 0) t.is(issue.sha256, open.sha256);
			for (const row of rows) t.is(row.sha256, sha256(canonical({id: row.id, version: row.version, cells: row.cells.slice(1)})));
			const changes = must(await app.send('GET', `/api/list-issues/${id}/changes?limit=200`, {as: office.manager}), 200);
			t.is(changes.next, null);
			const made = new Map(before.filter(({cells}) => !ended(cells)).map(row => [row.id, row.sha256]));
			for (const change of changes.items) {
				if (change.after) made.set(change.id, change.after.sha256);
				else made.delete(change.id);
			}
			t.deepEqual([...made].sort(), rows.map(row => [row.id, row.sha256]).sort(), 'the one before and its changes');
			const {opening, entered, left, closing} = changes.balance;
			t.deepEqual([opening, opening + entered - left], [before.filter(({cells}) => !ended(cells)).length, closing]);
			t.is(closing, open.count);
			before = rows;
		}
		isOver = true;
		await Promise.all(working);
		app.clock.forward(1000);
		t.true(before.length > 20, String(before.length));
		for (const query of ['state=all', 'state=open', 'overdue=true']) {
			const live = await list(query);
			t.deepEqual(await list(`${query}&asOf=${app.clock.now()}`), live, 'as of now is the present');
		}
		const measures = async (query: string) => app.send('GET', `/api/lists/measures?${query}`, {as: office.manager});
		t.deepEqual((await measures(`asOf=${app.clock.now()}`)).body, (await measures('')).body);
	},
);

const ended = (cells: unknown[]): boolean => ['已销号', '作废', '已合并'].includes(String(cells[17]));
