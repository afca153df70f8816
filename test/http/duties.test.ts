import type {Person} from '../../src/domain/person.ts';
import {eachEngine} from '../helpers/database.ts';
import {begin} from '../helpers/hazard-office.ts';
import {fakeNotice} from '../helpers/hazards.ts';

type Duty = {kind: string; dueOn: string; overdue: boolean; hazard: {number: string; siteName: string}};
const kinds = (duties: Duty[]) => duties.map(({kind}) => kind);

async function office(...[t, kind]: Parameters<typeof begin>) {
	const begun = await begin(t, kind);
	const list = async (query = '', as: Person = begun.office.manager) =>
		(await begun.app.send('GET', `/api/duties?count=true${query}`, {as})).body;
	return {...begun, list};
}

eachEngine('a hazard says what is owed on it, and its moves settle it', async (t, kind) => {
	const {app, office: people, make, move, get, photo} = await office(t, kind);
	const {id} = await make();
	t.deepEqual((await move(id, 'confirmation', people.manager)).body.duties, []);
	await fakeNotice(app, people, id);
	t.like((await get(`/${id}`)).body.duties[0], {
		kind: 'serve-notice',
		role: 'manager',
		since: '2026-03-02',
		dueOn: '2026-03-05',
		overdue: false,
		note: null,
	});
	app.clock.set('2026-03-10');
	t.deepEqual(kinds((await get(`/${id}`)).body.duties), ['serve-notice', 'reinspect', 'notification']);
	const told = await move(id, 'supervisions', people.manager, {step: 'notification'});
	t.deepEqual(kinds(told.body.duties), ['serve-notice', 'reinspect']);
	const reported = await move(id, 'rectification-reports', people.inspector1, {text: '完成', photos: [photo]});
	t.like(reported.body.duties[1], {kind: 'reinspect', since: '2026-03-09', dueOn: '2026-03-12', role: 'inspector'});
});

eachEngine('the worklist: major first, then red flag, then its day; by role, kind and overdue, in pages', async (t, kind) => {
	const {app, office: people, make, list} = await office(t, kind);
	const late = await make({state: 'rectifying', dueOn: '2026-02-20', domain: 'gas'});
	const flagged = await make({redFlag: true, dueOn: '2026-05-01'});
	const suspected = await make({grade: 'suspected-major', dueOn: '2026-05-01'});
	await make({dueOn: '2026-05-01'});
	await make({state: 'closed', closure: 'reinspected', endedAt: app.clock.now(), redFlag: true});
	const all = await list();
	t.deepEqual(
		all.items.map((duty: Duty) => [duty.hazard.number, duty.kind, duty.dueOn]),
		[
			[suspected.number, 'major-decision', '2026-03-16'],
			[flagged.number, 'red-flag', '2026-03-02'],
			[late.number, 'notification', '2026-02-21'],
			[late.number, 'supervision-letter', '2026-02-23'],
			[late.number, 'briefing', '2026-02-27'],
			[late.number, 'interview', '2026-03-02'],
			[late.number, 'reinspect', '2026-03-06'],
		],
	);
	t.is(all.total, 7);
	t.is(all.scope, null);
	t.is(all.items[0].hazard.siteName, '甲商店');
	t.deepEqual(kinds((await list('&role=inspector')).items), ['reinspect']);
	t.deepEqual(kinds((await list('&kind=red-flag')).items), ['red-flag']);
	t.deepEqual(kinds((await list('&overdue=true')).items), ['notification', 'supervision-letter', 'briefing']);
	t.is((await list('&overdue=false')).total, 4);
	t.deepEqual((await list('&role=auditor')).items, []);
	const seen: Duty[] = [];
	for (let next: string | null = ''; next !== null; ) {
		const page: {items: Duty[]; next: string | null} = await list(`&limit=2${next && `&after=${next}`}`);
		seen.push(...page.items);
		next = page.next;
	}
	t.deepEqual(seen, all.items);
	const narrow = await list('', people.inspector3);
	t.deepEqual([narrow.items, narrow.scope], [[], '范围：一个居民区，消防、燃气领域']);
});

eachEngine('a department is told of a red flag: everything missing at once, then the duty is settled', async (t, kind) => {
	const {app, office: people, make, move, get, list} = await office(t, kind);
	const {id} = await make({redFlag: true, dueOn: '2026-05-01'});
	const told = {department: 'fire-rescue', on: '2026-03-02', form: '电话', name: '值班人员'};
	const bad = await move(id, 'notifications', people.manager, {department: 'nobody', on: '2026-03-03'});
	t.deepEqual([bad.status, bad.body.missing], [422, ['/department', '/on', '/form']]);
	t.is((await move(id, 'notifications', people.leader, told)).status, 403);
	const early = await move(id, 'notifications', people.manager, {...told, on: '2026-02-01'});
	t.deepEqual([early.status, early.body.missing], [422, ['/on']]);
	const done = await move(id, 'notifications', people.inspector1, told);
	t.is(done.status, 200);
	t.like(done.body.facts.notifications[0], {...told, by: people.inspector1.id, attachments: []});
	t.deepEqual((await list('&kind=red-flag')).items, []);
	const figures = (await app.send('GET', '/api/figures?from=2026-03-01&to=2026-03-02', {as: people.manager})).body;
	const rate = figures.figures.find((each: {id: string}) => each.id === 'red-flag-same-day-rate');
	t.like(rate, {numerator: 1, denominator: 1});
	t.is((await get(`/${id}`)).body.journal.at(-1).action, 'notifications');
});

eachEngine('the worklist holds exactly what the hazards themselves say', async (t, kind) => {
	const {app, office: people, make, move, get, list, photo} = await office(t, kind);
	const reason = {reason: '属实', photos: [photo]};
	const two = await make({state: 'rectifying'});
	await move(two.id, 'extension-requests', people.inspector1, {dueOn: '2026-03-12', reason: '缺货', safeguards: '看守'});
	await move((await make({state: 'rectifying'})).id, 'site-gone', people.inspector1, reason);
	await move((await make({state: 'rectifying'})).id, 'transfers', people.manager, {
		department: 'fire-rescue',
		basis: '职权',
		enclosures: ['照片'],
		replyBy: '2026-03-20',
	});
	const noticed = await make({state: 'confirmed'});
	await fakeNotice(app, people, noticed.id);
	const listed = await make({
		grade: 'major',
		state: 'passed',
		listing: 'applied',
		facts: {delisting: {application: {on: '2026-03-01', assessment: '已治理', attachments: [photo]}, reviews: []}},
	});
	const failed = {round: 1, inspectors: ['x'], result: 'fail' as const, on: '2026-03-02', photos: [photo]};
	const twice = await make({state: 'rectifying', round: 3, facts: {reinspections: [failed, {...failed, round: 2}]}});
	const sent = {department: 'x', basis: 'x', enclosures: [], replyBy: '2026-03-05', by: 'x', from: 'rectifying' as const};
	const returned = {kind: 'returned' as const, on: '2026-03-02', by: '消防'};
	const bounced = await make({
		state: 'rectifying',
		facts: {bounces: 2, transfers: [{...sent, at: '2026-03-01T02:00:00.000Z', replies: [returned]}]},
	});
	const sign = {code: 'third-time' as const, at: '2026-03-01T02:00:00.000Z', times: 3, days: 365};
	await make({state: 'rectifying', facts: {signs: [sign]}});
	const page = await get('?limit=200');
	for (const day of ['2026-03-02', '2026-03-08', '2026-03-20']) {
		app.clock.set(day);
		const expected = new Set<string>();
		for (const {id, number} of page.body.items)
			for (const duty of (await get(`/${id}`)).body.duties) expected.add(`${number} ${duty.kind} ${duty.dueOn}`);
		const items = (await list('&limit=200')).items as Duty[];
		t.deepEqual(items.map(duty => `${duty.hazard.number} ${duty.kind} ${duty.dueOn}`).sort(), [...expected].sort());
	}
	const found = new Set(kinds((await list('&limit=200')).items));
	for (const each of ['decide-extension', 'decide-site-gone', 'transfer-reply', 'serve-notice', 'on-site-review'])
		t.true(found.has(each), each);
	t.true(
		['transfer-proposal', 'destination', 'recurrence-transfer'].every(each => found.has(each)),
		[listed, twice, bounced].map(({id}) => id).join(),
	);
});

eachEngine('a deadline in a public holiday is said at the confirmation and on its own door, and never moved', async (t, kind) => {
	const {app, office: people, make, move} = await office(t, kind);
	const sentence = '遇国庆节放假，建议改为9月30日（节前）';
	const asked = await app.send('GET', '/api/deadlines/advice?dueOn=2026-10-03', {as: people.manager});
	t.deepEqual(asked.body, {dueOn: '2026-10-03', sentence, proposedOn: '2026-09-30', note: null});
	const later = await app.send('GET', '/api/deadlines/advice?dueOn=2031-10-03', {as: people.inspector1});
	t.like(later.body, {sentence: null, note: '2031年放假安排未载入，不能判断是否遇节假日。'});
	t.is((await app.send('GET', '/api/deadlines/advice?dueOn=2026-02-30', {as: people.manager})).status, 400);
	const {id} = await make();
	const confirmed = await move(id, 'confirmation', people.manager, {dueOn: '2026-10-03'});
	t.like(confirmed.body, {dueOn: '2026-10-03', deadlineAdvice: {sentence, proposedOn: '2026-09-30'}});
	const atOnce = await make({originalDays: 0, dueOn: '2026-10-03'});
	t.is((await move(atOnce.id, 'confirmation', people.manager)).body.deadlineAdvice, null);
	const plain = await make();
	t.is((await move(plain.id, 'confirmation', people.manager)).body.deadlineAdvice, null);
});
