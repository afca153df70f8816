import http from 'node:http';
import {gzipSync} from 'node:zlib';
import {plusDays} from '../../src/domain/days.ts';
import {settled} from '../../src/http/afterwards.ts';
import type {App} from '../helpers/app.ts';
import {eachEngine} from '../helpers/database.ts';
import {fail, inspectionPath, makeFiling, makeSlot, upload} from '../helpers/filing.ts';
import {idOf, type Office} from '../helpers/office.ts';
import {makePlace} from '../helpers/places.ts';
import {putPlan, putTeam} from '../helpers/plans.ts';
import {open, withHazard} from '../helpers/register.ts';

const packOf = async (app: App, as: {id: string}, query = '', headers: Record<string, string> = {}) =>
	app.send('GET', `/api/pack${query}`, {as, headers});
const names = (items: Array<{name: string}>) => items.map(({name}) => name).sort();

const fileOne = async (app: App, office: Office, making: Omit<Parameters<typeof makeFiling>[1], 'inspectors'>, name: string) => {
	const body = makeFiling(app, {...making, inspectors: [office.inspector1, office.inspector2]});
	return app.send('PUT', inspectionPath(name), {as: office.inspector1, body});
};

eachEngine(
	'the pack holds what its person is to do in the days, with all that belongs to it, and nothing of others',
	async (t, kind) => {
		const {app, office} = await open(t, kind);
		const near = await makePlace(app, office, {name: '甲'});
		await makePlace(app, office, {name: '乙', community: 1});
		await makePlace(app, office, {name: '丙', community: 2});
		await putTeam(app, office);
		await putPlan(app, office);
		const sha = await upload(app, office.inspector1, 1);
		t.is((await fileOne(app, office, {place: near, answers: {F03: {...fail, photos: [sha]}}}, 'one')).status, 201);
		await makeSlot(app, {place: near, name: 'later', dueOn: '2026-03-20', people: [office.inspector1.id, office.inspector2.id]});
		const {status, body} = await packOf(app, office.inspector1);
		t.is(status, 200);
		t.like(body, {
			madeAt: app.clock.now(),
			serverAt: app.clock.now(),
			validUntil: '2026-03-09T02:00:00.000Z',
			person: {account: 'inspector1'},
			formats: [1],
			calendar: {years: [...app.services.forms.calendars.keys()].sort()},
			texts: {levels: {major: '重大风险'}, states: {reported: '待复查'}, siteKinds: {restaurant: '餐饮场所'}},
		});
		t.deepEqual(names(body.people), ['沈一帆', '陆三省', '顾二宁'].sort());
		t.deepEqual(names(body.communities), ['桦苑第一居民区', '桦苑第二居民区'].sort());
		t.deepEqual(names(body.sites), ['乙', '甲'].sort());
		t.deepEqual(body.slots.map((slot: {outcome: string}) => slot.outcome).sort(), ['done', 'open']);
		for (const slot of body.slots) {
			const why = await app.send('GET', `/api/slots/${slot.id}/why`, {as: office.inspector1});
			t.deepEqual(slot.why, why.body.reasons);
			t.true(slot.why.length >= 4);
		}
		t.deepEqual(Object.keys(body.lastAnswers), [near.pointId]);
		t.is(body.lastAnswers[near.pointId].F03, 'fail');
		t.is(body.lastAnswers[near.pointId].F01, 'pass');
		t.like(body.openHazards[0], {itemId: 'F03', photosBefore: [sha], state: 'registered', toReinspect: false});
		t.deepEqual(
			body.checklists.map(({key}: {key: string}) => key),
			['fire/daily@1'],
		);
		t.true(body.criteria.every(({domain}: {domain: string}) => domain === 'fire') && body.criteria.length > 0);
		t.true(body.routing.domains.fire.length > 0 && body.routing.placeTypes.length > 5);
		t.is(body.riskPoints.length, 2);
		t.is((await packOf(app, office.inspector1, '?days=20')).body.slots.length, 3);
		t.deepEqual((await packOf(app, office.inspector3)).body.slots, []);
		t.deepEqual((await packOf(app, office.inspector3)).body.sites, []);
		t.deepEqual((await packOf(app, office.manager)).body.slots, []);
		t.is((await packOf(app, office.inspector1, '?days=0')).status, 400);
		t.is((await packOf(app, office.gridWorker)).status, 403);
	},
);

eachEngine('sites with hazards to look at again come along, but not for who mended or found them', async (t, kind) => {
	const {app, office} = await open(t, kind);
	const at = async (name: string, changes: object, community = 0) => {
		const place = await makePlace(app, office, {name, community});
		const own = {siteId: place.siteId, riskPointId: place.pointId, communityId: place.communityId, domain: 'fire'};
		await withHazard(app, office, {...own, ...changes} as never, name);
	};
	await at('已报', {state: 'reported'});
	await at('将到期', {state: 'rectifying', dueOn: '2026-03-05'});
	await at('未到期', {state: 'rectifying', dueOn: '2026-03-19'});
	await at('别处', {state: 'reported'}, 2);
	const facts = {photosBefore: [], photosAfter: [], reinspections: [], deadlines: []};
	const report = {round: 1, onBehalf: true, on: '2026-03-01', text: '已清理', photos: [], at: '2026-03-01T02:00:00.000Z'};
	await at('代报', {state: 'reported', facts: {...facts, filers: [], reports: [{...report, by: office.inspector1.id}]}});
	await at('本人登记', {state: 'reported', grade: 'major', facts: {...facts, reports: [], filers: [office.inspector1.id]}});
	const pack = (await packOf(app, office.inspector1)).body;
	t.deepEqual(names(pack.sites), ['将到期', '已报'].sort());
	t.true(pack.openHazards.every(({toReinspect}: {toReinspect: boolean}) => toReinspect));
	t.deepEqual(names((await packOf(app, office.inspector2)).body.sites), ['代报', '将到期', '已报', '本人登记'].sort());
	t.like((await app.send('GET', `/api/sites/${idOf('site/代报')}/pack`, {as: office.inspector1})).body.openHazards[0], {
		toReinspect: false,
		report: {text: '已清理'},
	});
});

eachEngine('a pack that has not changed is not sent again on the same day', async (t, kind) => {
	const {app, office} = await open(t, kind);
	const place = await makePlace(app, office);
	await makeSlot(app, {place, dueOn: '2026-03-04', people: [office.inspector1.id, office.inspector2.id]});
	const first = await packOf(app, office.inspector1);
	const tag = first.headers.get('etag')!;
	t.regex(tag, /^W\/"[\w-]{43}"$/);
	app.clock.forward(3_600_000);
	const again = await packOf(app, office.inspector1, '', {'if-none-match': `"other", ${tag}`});
	t.is(again.status, 304);
	t.is(again.bytes.length, 0);
	t.is(again.headers.get('etag'), tag);
	t.is((await packOf(app, office.inspector2, '', {'if-none-match': tag})).status, 200);
	t.is((await packOf(app, office.inspector1, '', {'if-none-match': '"other"'})).status, 200);
	t.is((await fileOne(app, office, {place}, 'one')).status, 201);
	const changed = await packOf(app, office.inspector1, '', {'if-none-match': tag});
	t.is(changed.status, 200);
	t.is(changed.body.slots[0].outcome, 'done');
	app.clock.set('2026-03-03');
	t.is((await packOf(app, office.inspector1, '', {'if-none-match': changed.headers.get('etag')!})).status, 200);
});

eachEngine('what was left over from before still comes, and what is over does not', async (t, kind) => {
	const {app, office} = await open(t, kind);
	const place = await makePlace(app, office);
	const people = [office.inspector1.id, office.inspector2.id];
	await makeSlot(app, {place, name: 'late', dueOn: '2026-02-20', graceOn: '2026-03-02', people});
	await makeSlot(app, {place, name: 'over', dueOn: '2026-02-20', graceOn: '2026-03-01', people});
	await makeSlot(app, {place, name: 'excused', dueOn: '2026-03-03', people, excusedOn: '2026-03-01'});
	const {slots} = (await packOf(app, office.inspector1)).body;
	t.deepEqual(
		slots.map(({planId, overdue}: {planId: string; overdue: boolean}) => [planId, overdue]),
		[[idOf('plan/late'), true]],
	);
});

eachEngine('a site has a pack of its own, in scope, with what is open there whoever goes', async (t, kind) => {
	const {app, office} = await open(t, kind);
	const place = await makePlace(app, office);
	await makeSlot(app, {place, name: 'open', dueOn: '2026-03-30'});
	await makeSlot(app, {place, name: 'later', opensOn: '2026-03-20', dueOn: '2026-03-30'});
	const path = `/api/sites/${place.siteId}/pack`;
	const {body} = await app.send('GET', path, {as: office.inspector1});
	t.deepEqual(
		body.slots.map(({planId}: {planId: string}) => planId),
		[idOf('plan/open')],
	);
	t.true(body.slots[0].why.at(-1).startsWith('尚未安排'));
	t.deepEqual(names(body.sites), ['小满餐馆']);
	t.is((await app.send('GET', path, {as: office.inspector3})).status, 404);
	t.is((await app.send('GET', `/api/sites/${idOf('nowhere')}/pack`, {as: office.manager})).status, 404);
});

eachEngine('fourteen slots with the real checklists weigh at most 300 kB in gzip, and are sent so', async (t, kind) => {
	const {app, office} = await open(t, kind);
	const controls = Array.from({length: 4}, (_, i) => ({kind: 'management', text: `每日巡查通道并记录${i}`, owner: '店长'}));
	const people = [office.inspector1.id, office.inspector2.id];
	for (let n = 0; n < 7; n++) {
		for (const domain of ['fire', 'underground']) {
			const more = {name: `场所${n}`, pointName: domain, domain, controls, community: n % 2};
			const place = await makePlace(app, office, more);
			await makeSlot(app, {place, name: `${domain}${n}`, dueOn: plusDays('2026-03-02', n), people});
			t.is(
				(await fileOne(app, office, {place, answers: {[domain === 'fire' ? 'F03' : 'U03']: fail}}, `${domain}${n}`)).status,
				201,
			);
			await makeSlot(app, {place, name: `${domain}${n}`, ordinal: 2, dueOn: plusDays('2026-03-02', n), people});
		}
	}
	// As many closed ones at every site as a pack may bring.
	for (const {site_id: siteId, id: riskPointId} of await app.services
		.reader('risk_points')
		.where({domain: 'fire'})
		.select('id', 'site_id'))
		for (let n = 0; n < 8; n++) {
			const ended = {state: 'closed', closure: 'reinspected', endedAt: `2026-02-0${n + 1}T02:00:00.000Z`};
			await withHazard(app, office, {siteId, riskPointId, ...ended} as never, `${siteId.slice(0, 8)}-${n}`);
		}
	app.clock.set('2026-03-03');
	// What the filings set off is still planning.
	await settled(app.services);
	await app.services.engine
		.writer('slots')
		.where({ordinal: 2})
		.update({due_on: '2026-03-09', grace_on: '2026-03-09', assigned_on: '2026-03-05'});
	const {body, bytes} = await packOf(app, office.inspector1);
	t.is(body.slots.length, 14);
	t.is(body.closedHazards.length, 35);
	t.deepEqual(body.checklists.map(({key}: {key: string}) => key).sort(), ['fire/daily@1', 'underground/daily@1']);
	const size = gzipSync(bytes).length;
	t.log(`${kind}: ${bytes.length} bytes, ${size} in gzip`);
	t.true(size <= 300_000);
	const sent = await lengthSent(app, office.inspector1);
	t.is(sent.encoding, 'gzip');
	t.true(sent.length <= 300_000 && sent.length < bytes.length / 3);
});

/** How many bytes travel: fetch unpacks them before it shows them. */
async function lengthSent(app: App, as: {id: string}): Promise<{encoding: string | undefined; length: number}> {
	const {secret} = (await app.send('POST', '/api/tokens', {as, body: {name: '手机', expiresOn: '2026-12-31'}})).body;
	const headers = {authorization: `Bearer ${secret}`, 'accept-encoding': 'gzip'};
	return new Promise((resolve, reject) => {
		http
			.get(`${app.origin}/api/pack`, {headers}, response => {
				let length = 0;
				response.on('data', (chunk: Buffer) => {
					length += chunk.length;
				});
				response.on('end', () => resolve({encoding: response.headers['content-encoding'], length}));
			})
			.on('error', reject);
	});
}
