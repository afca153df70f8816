import {eachEngine} from '../helpers/database.ts';
import {begin} from '../helpers/hazard-office.ts';
import {makePoint} from '../helpers/hazards.ts';
import {idOf} from '../helpers/office.ts';

type Item = {id: string; why: string};

eachEngine('hazards that may be the same are offered, and stay two until a manager merges them', async (t, kind) => {
	const {app, office, make, move} = await begin(t, kind);
	const offered = async (id: string, as = office.manager) => {
		const {status, body} = await app.send('GET', `/api/hazards/${id}/possible-duplicates`, {as});
		return status === 200 ? body.items.map((item: Item) => [item.id, item.why]) : status;
	};
	const old = await make({foundOn: '2026-01-20'});
	const one = await make({foundOn: '2026-02-10', place: '一层 通道'});
	const elsewhere = await makePoint(app, one.siteId, office.communities[0]!, 'gas');
	const two = await make({foundOn: '2026-03-01', place: '一层通道', riskPointId: elsewhere});
	const three = await make({foundOn: '2026-03-02', place: '后门'});
	await make({itemId: 'F02'});
	await make({site: '乙商店'});
	t.deepEqual(await offered(one.id), [
		[old.id, 'point-and-item'],
		[two.id, 'site-item-place'],
		[three.id, 'point-and-item'],
	]);
	t.deepEqual(await offered(two.id), [[one.id, 'site-item-place']]);
	t.deepEqual(await offered(old.id), [[one.id, 'point-and-item']], 'more than 30 days apart');
	t.is((await move(three.id, 'duplicate', office.manager, {of: one.id, reason: '同一处'})).body.state, 'merged');
	t.deepEqual(await offered(one.id), [
		[old.id, 'point-and-item'],
		[two.id, 'site-item-place'],
	]);
	t.is(await offered(one.id, office.inspector3), 404);
});

eachEngine(
	'what ended is offered for thirty days; a recurrence and the defects of one visit are not the same',
	async (t, kind) => {
		const {app, office, make} = await begin(t, kind);
		const {siteId, riskPointId} = await make({state: 'void', endedAt: '2026-03-01T02:00:00.000Z'});
		const ended = await make({state: 'closed', endedAt: '2026-02-27T02:00:00.000Z', foundOn: '2026-02-20'});
		const back = await make({recurrenceOf: ended.id, source: 'lookback'});
		const ask = async (path: string, as = office.inspector1) => {
			const {status, body} = await app.send('GET', `/api/${path}`, {as});
			return status === 200 ? body.items.map(({id}: Item) => id) : status;
		};
		t.deepEqual(await ask(`hazards/${back.id}/possible-duplicates`), []);
		const before = `possible-duplicates?site=${siteId}&item=F01`;
		t.deepEqual(await ask(`${before}&riskPoint=${riskPointId}`), [ended.id, back.id]);
		t.deepEqual(await ask(`${before}&place=${encodeURIComponent('一层通道')}`), [ended.id, back.id]);
		t.deepEqual(await ask(before), []);
		t.deepEqual(await ask(`possible-duplicates?site=${siteId}&item=F02&riskPoint=${riskPointId}`), []);
		t.is(await ask(`possible-duplicates?site=${idOf('nowhere')}&item=F01`), 404);
		t.is(await ask(`${before}&riskPoint=${riskPointId}`, office.inspector3), 404);
		app.clock.set('2026-03-29');
		t.deepEqual(await ask(`${before}&riskPoint=${riskPointId}`), [back.id], 'it was closed 30 days and an hour ago');
	},
);
