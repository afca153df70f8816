import {parse} from 'csv-parse/sync';
import {verifyJournal} from '../../src/actions/journal/verify-journal.ts';
import {plusMilliseconds} from '../../src/domain/days.ts';
import type {Person} from '../../src/domain/person.ts';
import {canonical, sha256} from '../../src/store/journal/journal.ts';
import {startApp} from '../helpers/app.ts';
import {type EngineKind, eachEngine} from '../helpers/database.ts';
import {inspectionPath, makeFiling, makeSlot, startFiling} from '../helpers/filing.ts';
import {liveHistories} from '../helpers/histories.ts';
import {idOf, makeOffice} from '../helpers/office.ts';

type Paragraph = {heading: string; text: string};
type Figure = {id: string; numerator: number; denominator: number | null; href: string};

async function begin(t: Parameters<typeof startApp>[0], kind: EngineKind, today = '2026-01-05') {
	const app = await startApp(t, {kind, today});
	const office = await makeOffice(app);
	const post = async (path: string, body: object, as: Person = office.manager) =>
		app.send('POST', `/api/reports${path}`, {as, body});
	const see = async (path: string, as: Person = office.manager) => app.send('GET', `/api/reports${path}`, {as});
	const put = async (id: string, body: object, as: Person = office.manager) => app.send('PUT', `/api/reports/${id}`, {as, body});
	return {app, office, post, see, put};
}

const wordsOf = ({texts}: {texts: Paragraph[]}): string => texts.map(({heading, text}) => `${heading}\n${text}`).join('\n');

eachEngine('a report of every kind says what its rows, its balance and the list say', async (t, kind) => {
	const {app, office, post, see} = await begin(t, kind);
	await liveHistories(app, office, {hazards: 60, seed: 8, steps: 10});
	app.clock.forward(60_000);
	for (const period of ['weekly', 'monthly', 'quarterly']) {
		const answer = await post('', {kind: period, on: '2026-02-10'});
		t.is(answer.status, 201, JSON.stringify(answer.body));
		const {content, texts, cutOffAt, id, title} = answer.body;
		const figure = (name: string): Figure => content.figures.find((each: Figure) => each.id === name);
		t.true(title.startsWith('新桦路街道安'));
		t.true(texts.length >= 4);
		t.is(content.balance.closing, figure('open-hazards').numerator);
		for (const name of ['hazards-registered', 'overdue', 'rectification-rate', 'open-hazards', 'recurrence-rate']) {
			const {numerator, denominator, href} = figure(name);
			const rows = await app.send('GET', `${href}&count=true`, {as: office.manager});
			t.deepEqual([rows.status, rows.body.total], [200, denominator ?? numerator], href);
		}
		const {body: list} = await app.send('GET', `/api/hazards?count=true&asOf=${cutOffAt}`, {as: office.manager});
		t.is(list.total, content.balance.closing);
		const [domains] = content.tables;
		const sum = (key: string) => domains.lines.reduce((all: number, line: Record<string, number>) => all + line[key]!, 0);
		t.deepEqual([sum('registered'), sum('open')], [figure('hazards-registered').numerator, content.balance.closing]);
		const said = wordsOf(answer.body);
		t.true(said.includes(`期初在途${content.balance.opening}条`) && said.includes(`在途${content.balance.closing}条`), said);
		t.notRegex(said, /undefined|null|NaN|，，|。。|，。|：。/);
		t.is((await see(`/${id}`)).body.title, title);
	}
	const quarter = await post('', {kind: 'quarterly', on: '2026-02-10'});
	t.true(quarter.body.title.endsWith('治本攻坚季度进展情况报告（2026年第一季度）'));
	t.regex(wordsOf(quarter.body), /其中2026年1月登记\d+条[^；]*；2026年2月登记\d+条/);
	const months = quarter.body.content.tables.find(({by}: {by: string}) => by === 'month').lines;
	t.deepEqual(
		months.map(({key}: {key: string}) => key),
		['2026-01', '2026-02', '2026-03'],
	);
});

eachEngine('a draft is reworded, then frozen with its hash, and never changes again', async (t, kind) => {
	const {app, office, post, see, put} = await begin(t, kind);
	await liveHistories(app, office, {hazards: 12, seed: 3});
	app.clock.forward(60_000);
	const body = {id: idOf('report'), kind: 'weekly', on: '2026-01-07'};
	const drafted = (await post('', body)).body;
	t.like(drafted, {
		id: body.id,
		state: 'draft',
		from: '2026-01-05',
		to: '2026-01-11',
		sha256: null,
		version: 1,
		cutOffAt: '2026-01-11T15:59:59.999Z',
	});
	t.deepEqual((await post('', body)).body, drafted, 'asked twice, answered alike');
	t.is((await post('', {...body, on: '2026-01-20'})).body.code, 'id-taken');
	const texts = [{heading: '一、情况', text: '改过的话。'}];
	t.is((await put(body.id, {texts})).status, 428);
	t.is((await put(body.id, {texts, version: 9})).status, 409);
	const reworded = (await put(body.id, {texts, version: 1})).body;
	t.like(reworded, {version: 2, texts});
	t.deepEqual(reworded.content, drafted.content);
	t.is((await put(body.id, {texts})).body.version, 2, 'nothing changed');
	t.is((await post(`/${body.id}/freezing`, {}, office.inspector1)).status, 403);
	t.is((await post(`/${body.id}/freezing`, {}, office.manager2)).status, 404, 'not all of it in his scope');
	t.is((await post(`/${body.id}/freezing`, {version: 1}, office.leader)).status, 409);
	const frozen = (await post(`/${body.id}/freezing`, {version: 2}, office.leader)).body;
	t.like(frozen, {state: 'frozen', version: 3, frozenBy: {id: office.leader.id, name: '严立'}});
	const {kind: k, from, to, cutOffAt, title, content} = frozen;
	t.is(frozen.sha256, sha256(canonical({kind: k, from, to, cutOffAt, extent: 'all', title, texts, content})));
	await liveHistories2(app, office);
	t.deepEqual((await see(`/${body.id}`)).body, frozen);
	for (const answer of [
		await put(body.id, {texts: [{heading: 'a', text: 'b'}], version: 3}),
		await post(`/${body.id}/freezing`, {}),
		await post(`/${body.id}/voiding`, {reason: '重做'}),
	])
		t.deepEqual([answer.status, answer.body.code, answer.body.current], [409, 'illegal-state', 'frozen']);
	const file = parse((await see(`/${body.id}?format=csv`)).bytes, {bom: true}) as string[][];
	t.deepEqual(file[1]!.slice(0, 3), ['正文', '一、情况', '改过的话。']);
	t.true(file.flat().some(cell => cell.includes(frozen.sha256)));
	t.is((await see(`/${body.id}?format=xlsx`)).status, 200);
});

/** More happens after the freeze. */
async function liveHistories2(app: Awaited<ReturnType<typeof startApp>>, office: Awaited<ReturnType<typeof makeOffice>>) {
	app.clock.forward(3_600_000);
	for (const {id} of await app.services.reader('hazards').where({state: 'registered'}).limit(3))
		await app.send('POST', `/api/hazards/${id}/voiding`, {as: office.manager, body: {reason: '误报'}});
}

eachEngine('reports are for who holds their places; drafts can be taken back; the list knows them', async (t, kind) => {
	const {app, office, post, see} = await begin(t, kind);
	app.clock.forward(60_000);
	const whole = (await post('', {kind: 'weekly'})).body;
	const part = (await post('', {kind: 'monthly'}, office.manager2)).body;
	t.is(part.scope, '范围：一个居民区');
	t.is((await see(`/${whole.id}`, office.manager2)).status, 404);
	const voided = await post(`/${part.id}/voiding`, {reason: '重做'});
	t.like(voided.body, {state: 'void', voidReason: '重做'});
	const list = (await see('?count=true')).body;
	t.deepEqual([list.total, list.items.map(({kind: k}: {kind: string}) => k)], [2, ['monthly', 'weekly']]);
	t.is((await see('?kind=weekly&state=draft&count=true')).body.total, 1);
	t.is((await see('?limit=1')).body.items.length, 1);
	t.deepEqual(
		(await see('', office.manager2)).body.items.map(({id}: {id: string}) => id),
		[part.id],
	);
	const entries = await app.services
		.reader('journal')
		.where({subject: `report:${part.id}`})
		.orderBy('version');
	t.deepEqual(
		entries.map(({action}: {action: string}) => action),
		['report-drafted', 'report-voided'],
	);
	t.is((await post(`/${whole.id}/freezing`, {})).status, 200);
	t.is((await verifyJournal(app.services.reader)).firstFault, undefined);
	const faults = async (body: object) => (await post('', body)).body.errors.map(({path}: {path: string}) => path);
	t.deepEqual(await faults({kind: 'weekly', on: '2026-02-01'}), ['/on']);
	t.deepEqual(await faults({kind: 'weekly', cutOffAt: plusMilliseconds(app.clock.now(), -9_999)}), ['/cutOffAt']);
	t.deepEqual(await faults({kind: 'weekly', cutOffAt: '2025-12-01T00:00:00.000Z'}), ['/cutOffAt']);
	t.is((await post('', {kind: 'weekly'}, office.leader)).status, 403);
});

eachEngine('a week without hazards is a report of nothing, and says who looked', async (t, kind) => {
	const {app, office, place, pair} = await startFiling(t, kind);
	const post = async (on: string) =>
		(await app.send('POST', '/api/reports', {as: office.manager, body: {kind: 'weekly', on}})).body;
	app.clock.forward(60_000);
	const silent = await post('2026-03-02');
	t.true(silent.isNil);
	t.deepEqual(silent.texts, [
		{
			heading: '零报告',
			text: '本周（2026年3月2日至3月8日）没有检查记录，也没有登记安全隐患；截至3月2日10时00分，无在途隐患，无逾期隐患，无重大隐患。特此零报告。',
		},
	]);
	await makeSlot(app, {place, dueOn: '2026-03-11', people: pair.map(({id}) => id)});
	t.is(
		(await app.send('PUT', inspectionPath('a'), {as: office.inspector1, body: makeFiling(app, {place, inspectors: pair})}))
			.status,
		201,
	);
	app.clock.set('2026-03-09');
	const quiet = await post('2026-03-08');
	t.regex(quiet.texts[0].text, /共检查1次、排查单位1家，未发现安全隐患；截至3月8日24时，无在途隐患/);
	t.is(quiet.cutOffAt, '2026-03-08T15:59:59.999Z');
});
