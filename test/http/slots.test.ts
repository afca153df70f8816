import {plusDays} from '../../src/domain/days.ts';
import {outcomeOf, outcomes} from '../../src/domain/schedule/outcome.ts';
import {countSlots, listSlots} from '../../src/store/schedule/slot-lists.ts';
import {slotFromRow} from '../../src/store/schedule/slots.ts';
import {eachEngine} from '../helpers/database.ts';
import {inspectionPath, makeFiling} from '../helpers/filing.ts';
import {idOf} from '../helpers/office.ts';
import {makePlace} from '../helpers/places.ts';
import {changePlan, pairId, planBody, planId, putPlan, putTeam, slotsOf} from '../helpers/plans.ts';
import {open} from '../helpers/register.ts';

const paths = (body: {errors: Array<{path: string}>}) => body.errors.map(({path}) => path);

eachEngine('the outcome filter, its pages and its count agree with the outcome of every slot', async (t, kind) => {
	const {app, office} = await open(t, kind);
	const place = await makePlace(app, office);
	await putTeam(app, office);
	await putPlan(app, office, {from: '2027-01-01'});
	const {writer} = app.services.engine;
	let seed = 20260302;
	const random = (n: number) => {
		seed = (seed * 1103515245 + 12345) % 2147483648;
		return Math.floor((seed / 2147483648) * n);
	};
	const day = () => plusDays('2026-03-01', random(12));
	const maybe = () => (random(3) === 0 ? day() : null);
	for (let n = 0; n < 300; n++) {
		const [opensOn, dueOn, graceOn] = [day(), day(), day()].sort() as [string, string, string];
		const attempts = Array.from({length: random(3)}, () => ({on: day(), reason: '关门', inspectionId: 'i'}));
		await writer('slots').insert({
			id: idOf(`slot${n}`),
			plan_id: planId,
			risk_point_id: place.pointId,
			site_id: place.siteId,
			community_id: place.communityId,
			domain: 'fire',
			level: 'low',
			checklist: 'fire/daily@1',
			ordinal: 100 + n,
			opens_on: opensOn,
			due_on: dueOn,
			grace_on: graceOn,
			priority: 0,
			created_at: app.clock.now(),
			attempts: JSON.stringify(attempts),
			checked_on: maybe(),
			excused_on: maybe(),
			superseded_on: maybe(),
		});
	}
	const slots = (await writer('slots').where('ordinal', '>=', 100)).map(slotFromRow);
	const seen = new Set<string>();
	for (const today of ['2026-03-01', '2026-03-04', '2026-03-07', '2026-03-13']) {
		for (const outcome of outcomes) {
			const wanted = slots.filter(slot => outcomeOf(slot, today) === outcome).map(({id}) => id);
			const found: string[] = [];
			for (let after: [string, number] | undefined, more = true; more; ) {
				const page = await listSlots(writer, 'all', {outcome, site: place.siteId}, {today, limit: 40, ...(after && {after})});
				found.push(...page.map(({slot}) => slot.id));
				const last = page.at(-1);
				more = page.length === 40;
				if (last) after = [last.slot.dueOn, last.seq];
			}
			t.deepEqual([...found].sort(), [...wanted].sort(), `${outcome} on ${today}`);
			t.is(new Set(found).size, found.length);
			t.is(await countSlots(writer, 'all', {outcome, site: place.siteId}, today), wanted.length);
			if (wanted.length > 0) seen.add(outcome);
		}
	}
	t.is(seen.size, outcomes.length);
});

eachEngine('slots are listed by due day within scope, by day, person, site, plan and outcome', async (t, kind) => {
	const {app, office} = await open(t, kind);
	const one = await makePlace(app, office, {name: '甲'});
	const far = await makePlace(app, office, {name: '乙', community: 2});
	await putTeam(app, office);
	await putPlan(app, office);
	await putPlan(app, office, {name: '二', intervals: {moderate: 'P7D'}}, idOf('plan2'));
	const ids = async (query: string, as = office.manager) =>
		(await app.send('GET', `/api/slots?${query}`, {as})).body.items.map(
			({planId: plan, siteId}: {planId: string; siteId: string}) =>
				`${plan === planId ? 1 : 2}${siteId === one.siteId ? '甲' : '乙'}`,
		);
	t.deepEqual(await ids(''), ['2甲', '2乙', '1甲', '1乙']);
	t.deepEqual(await ids('', office.inspector3), ['2乙', '1乙']);
	t.deepEqual(await ids('', office.inspector1), ['2甲', '1甲']);
	t.deepEqual(await ids('from=2026-03-10'), ['1甲', '1乙']);
	t.deepEqual(await ids('to=2026-03-09'), ['2甲', '2乙']);
	t.deepEqual(await ids(`person=${office.inspector2.id}`), ['2甲', '1甲']);
	t.deepEqual(await ids(`person=${office.inspector3.id}`), []);
	t.deepEqual(await ids(`site=${far.siteId}&plan=${planId}`), ['1乙']);
	t.deepEqual(await ids('outcome=done'), []);
	const first = (await app.send('GET', '/api/slots?limit=3&count=true&outcome=open', {as: office.manager})).body;
	t.is(first.total, 4);
	t.deepEqual(await ids(`limit=3&outcome=open&after=${first.next}`), ['1乙']);
	t.is((await app.send('GET', '/api/slots?outcome=gone', {as: office.manager})).status, 400);
	t.is((await app.send('GET', '/api/slots?after=x', {as: office.manager})).status, 400);
	app.clock.set('2026-03-10');
	t.like((await slotsOf(app, office, `&plan=${idOf('plan2')}`))[0], {outcome: 'open', overdue: true});
	app.clock.set('2026-03-13');
	t.deepEqual(await ids('outcome=missed'), ['2甲', '2乙']);
	t.deepEqual(await ids(`outcome=missed,done&plan=${idOf('plan2')}`), ['2甲', '2乙']);
	t.is((await ids('outcome=missed,open')).length, (await ids('')).length);
	t.is((await app.send('GET', '/api/slots?outcome=missed,gone', {as: office.manager})).status, 400);
});

eachEngine(
	'one slot is shown as its line in the list, to those in whose scope it lies, whatever became of it',
	async (t, kind) => {
		const {app, office} = await open(t, kind);
		const place = await makePlace(app, office, {name: '甲', pointName: '厨房'});
		await putTeam(app, office);
		await putPlan(app, office);
		const see = async (id: string, as = office.manager) => app.send('GET', `/api/slots/${id}`, {as});
		const [line] = await slotsOf(app, office);
		t.deepEqual((await see(line.id)).body, line);
		t.like((await see(line.id, office.inspector1)).body, {siteName: '甲', pointName: '厨房', outcome: 'open'});
		const gone = {status: 404, body: {code: 'not-found', detail: '没有这项任务，或者不在您的范围内。'}};
		t.like(await see(line.id, office.inspector3), gone);
		for (const id of [idOf('nothing'), 'F001234-5', 'a'.repeat(100)]) t.like(await see(id), gone);
		t.like(await see(line.id, office.gridWorker), {status: 403, body: {code: 'role'}});
		const body = makeFiling(app, {place, inspectors: [office.inspector1, office.inspector2]});
		const filed = await app.send('PUT', inspectionPath('one'), {as: office.inspector1, body});
		t.like((await see(line.id)).body, {outcome: 'done', checkedOn: '2026-03-02', inspectionId: filed.body.id});
	},
);

eachEngine('a slot of another field of work than the grant has is not there', async (t, kind) => {
	const {app, office} = await open(t, kind);
	await makePlace(app, office, {name: '甲', community: 2, domain: 'fire'});
	await makePlace(app, office, {name: '乙', community: 2, domain: 'underground'});
	await putTeam(app, office);
	await putPlan(app, office);
	const slots = (await slotsOf(app, office)) as Array<{id: string; domain: string}>;
	const seen = async ({id}: {id: string}) => (await app.send('GET', `/api/slots/${id}`, {as: office.inspector3})).status;
	for (const slot of slots) t.is(await seen(slot), slot.domain === 'fire' ? 200 : 404, slot.domain);
});

eachEngine('a slot tells why it is there', async (t, kind) => {
	const {app, office} = await open(t, kind);
	const place = await makePlace(app, office);
	await putTeam(app, office);
	await putPlan(app, office, {intervals: {moderate: 'P1M'}});
	const why = async (slot: {id: string}, as = office.manager) =>
		(await app.send('GET', `/api/slots/${slot.id}/why`, {as})).body.reasons as string[];
	const [first] = await slotsOf(app, office);
	const reasons = await why(first);
	t.true(reasons[0]!.includes('消防滚动排查'));
	t.is(reasons[1], '风险等级为一般风险：尚未评定，暂按此等级安排，每1个月检查一次。');
	t.is(reasons[2], '此前没有检查记录，首次检查不超过 30 天。');
	t.is(reasons.at(-1), '安排在2026年3月2日，由沈一帆、顾二宁检查。');
	const body = makeFiling(app, {place, inspectors: [office.inspector1, office.inspector2]});
	t.is((await app.send('PUT', inspectionPath('one'), {as: office.inspector1, body})).status, 201);
	await changePlan(app, office, {name: '改名', version: 1});
	const [done, next] = await slotsOf(app, office);
	t.true((await why(done)).includes('已于2026年3月2日检查。'));
	t.is((await why(next))[2], '上次检查是2026年3月2日，间隔从检查当日起算，应于2026年4月2日前再查。');
	const hidden = await app.send('GET', `/api/slots/${next.id}/why`, {as: office.inspector3});
	t.like(hidden, {status: 404, body: {code: 'not-found'}});
});

eachEngine('a manager excuses a slot while it is open, and never afterwards', async (t, kind) => {
	const {app, office} = await open(t, kind);
	await makePlace(app, office);
	await putTeam(app, office);
	await putPlan(app, office, {intervals: {moderate: 'P7D'}});
	const [slot] = await slotsOf(app, office);
	const path = `/api/slots/${slot.id}/excuse`;
	const body = {id: idOf('excuse'), reason: '装修围挡，无法进入'};
	t.is((await app.send('POST', path, {as: office.inspector1, body})).status, 403);
	t.is((await app.send('POST', path, {as: office.manager, body: {}})).status, 400);
	app.clock.set('2026-03-12');
	const excused = await app.send('POST', path, {as: office.manager, body});
	t.like(excused, {
		status: 200,
		body: {outcome: 'excused', excused: {on: '2026-03-12', by: office.manager.id, reason: body.reason}},
	});
	t.deepEqual((await app.send('POST', path, {as: office.manager, body})).body, excused.body);
	t.like(await app.send('POST', path, {as: office.manager, body: {reason: '再来'}}), {status: 409, body: {code: 'slot-ended'}});
	t.true((await app.send('GET', `/api/slots/${slot.id}/why`, {as: office.manager})).body.reasons.join('').includes(body.reason));
	t.is((await app.services.engine.writer('journal').where({subject: `slot:${slot.id}`})).length, 1);
});

eachEngine('a slot whose grace is over, or that lies out of scope, is not excused', async (t, kind) => {
	const {app, office} = await open(t, kind);
	await makePlace(app, office, {community: 1});
	await putTeam(app, office);
	await putPlan(app, office, {intervals: {moderate: 'P7D'}});
	const [slot] = await slotsOf(app, office);
	t.is(slot.graceOn, '2026-03-12');
	const excuse = async (as = office.manager) => app.send('POST', `/api/slots/${slot.id}/excuse`, {as, body: {reason: '装修'}});
	t.is((await excuse(office.manager2)).status, 404);
	app.clock.set('2026-03-13');
	t.like(await excuse(), {status: 409, body: {code: 'slot-ended', current: {outcome: 'missed'}}});
});

eachEngine('a slot is given by hand to a pair that may go there on that day', async (t, kind) => {
	const {app, office} = await open(t, kind);
	const near = await makePlace(app, office, {name: '甲'});
	await makePlace(app, office, {name: '乙', community: 2});
	await putTeam(app, office);
	await app.send('PUT', `/api/plans/${planId}`, {as: office.manager, body: planBody()});
	await app.send('PUT', `/api/leave/${idOf('leave')}`, {
		as: office.manager,
		body: {personId: office.inspector1.id, from: '2026-03-09', to: '2026-03-09'},
	});
	const [one, far] = await slotsOf(app, office);
	t.is(one.siteId, near.siteId);
	const give = async (slot: {id: string}, on: string, pair = pairId) =>
		app.send('POST', `/api/slots/${slot.id}/assignment`, {as: office.manager, body: {on, pairId: pair}});
	const given = await give(one, '2026-03-11');
	t.deepEqual(given.body.assigned, {on: '2026-03-11', pairId, people: [office.inspector1.id, office.inspector2.id]});
	t.deepEqual((await slotsOf(app, office))[0].assigned, given.body.assigned);
	t.deepEqual(paths((await give(far, '2026-03-09')).body), ['/pairId', '/on']);
	t.deepEqual(paths((await give(one, '2026-03-01')).body), ['/on']);
	t.deepEqual(paths((await give(one, '2026-03-11', idOf('other'))).body), ['/pairId']);
});
