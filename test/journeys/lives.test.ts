import {eachEngine} from '../helpers/database.ts';
import {beginStory} from '../helpers/story.ts';

const reason = '情况属实';
const close = {cause: 'rule', reason};

eachEngine('an extension is refused, asked again and granted; then it is mended in time', async (t, kind) => {
	const {app, office, find, act, see, owed, notice, serve, mended, reinspected} = await beginStory(t, kind);
	const id = await find('F05');
	t.is((await act(id, 'confirmation', office.manager)).dueOn, '2026-03-09');
	await serve(await notice(id), '2026-03-02');
	const ask = {dueOn: '2026-03-16', reason: '灯具缺货', safeguards: '增设手提灯，专人值守'};
	app.clock.set('2026-03-06');
	const asked = await act(id, 'extension-requests', office.manager2, ask);
	t.like(asked, {extension: 'pending', duties: [{kind: 'decide-extension', dueOn: '2026-03-11'}, {kind: 'reminder'}]});
	await act(id, 'extension-decisions', office.manager2, {granted: true, reason}, 403);
	const refused = await act(id, 'extension-decisions', office.manager, {granted: false, reason: '理由不足'});
	t.like(refused, {extension: 'none', dueOn: '2026-03-09'});
	await act(id, 'extension-requests', office.manager2, ask);
	const granted = await act(id, 'extension-decisions', office.leader, {granted: true, reason});
	t.like(granted, {extension: 'granted', dueOn: '2026-03-16', duties: []});
	await act(id, 'extension-requests', office.manager2, {...ask, dueOn: '2026-03-20'}, 409);
	app.clock.set('2026-03-12');
	t.is((await see(id)).overdue, false);
	await mended(id);
	await reinspected(id, 'pass');
	t.like(await act(id, 'close-out', office.manager, close), {state: 'closed', closure: 'reinspected'});
	t.deepEqual(await owed(id), []);
	t.deepEqual(
		(await see(id)).facts.deadlines.map(({why, dueOn}: {why: string; dueOn: string}) => [why, dueOn]),
		[
			['filing', '2026-03-09'],
			['confirmation', '2026-03-09'],
			['extension', '2026-03-16'],
		],
	);
});

eachEngine('a red flag is transferred the same day, comes back twice, and the third department removes it', async (t, kind) => {
	const {app, office, find, act, see, owed, worklist} = await beginStory(t, kind);
	const id = await find('F16');
	t.like((await worklist('&kind=red-flag'))[0], {kind: 'red-flag', dueOn: '2026-03-02', overdue: false});
	await act(id, 'confirmation', office.manager);
	const send = async (department: string, replyBy: string) =>
		act(id, 'transfers', office.manager, {department, basis: '消防法第六十条', enclosures: ['照片', '检查记录'], replyBy});
	const reply = async (kind: string, on: string, more: object = {}) =>
		act(id, 'transfer-replies', office.manager, {kind, on, by: '收件人', ...more});
	t.like(await send('fire-rescue', '2026-03-09'), {
		state: 'transferred',
		duties: [{kind: 'transfer-reply', dueOn: '2026-03-09'}],
	});
	await reply('received', '2026-03-02');
	app.clock.set('2026-03-10');
	t.like((await worklist('&overdue=true&kind=transfer-reply'))[0], {dueOn: '2026-03-09', overdue: true});
	t.like(await reply('returned', '2026-03-10'), {state: 'confirmed', facts: {bounces: 1}});
	t.false((await owed(id)).includes('destination'));
	await send('urban-management', '2026-03-16');
	app.clock.set('2026-03-12');
	t.like(await reply('returned', '2026-03-12'), {state: 'confirmed', facts: {bounces: 2}});
	t.true((await owed(id)).includes('destination'));
	await send('fire-rescue', '2026-03-20');
	t.deepEqual(await owed(id), ['transfer-reply']);
	app.clock.set('2026-03-18');
	const done = await reply('result', '2026-03-18', {removed: true, caseNumber: '沪消罚〔2026〕20号', outcome: '已拆除'});
	t.like(done, {state: 'passed', closure: 'department', duties: []});
	t.like(await act(id, 'close-out', office.manager, close), {state: 'closed', closure: 'department'});
	t.is((await see(id)).facts.transfers.length, 3);
});

eachEngine('a site that is gone: proposed, refused, proposed again, approved by another', async (t, kind) => {
	const {app, office, find, act, owed, notice, photo} = await beginStory(t, kind);
	const id = await find('F08');
	await act(id, 'confirmation', office.manager);
	await notice(id);
	const propose = async () => act(id, 'site-gone', office.manager, {reason: '门店已拆除', photos: [await photo()]});
	await act(id, 'site-gone', office.inspector1, {reason: '已拆'}, 422);
	t.is((await propose()).siteGone, 'proposed');
	t.true((await owed(id)).includes('decide-site-gone'));
	await act(id, 'site-gone', office.inspector1, {reason, photos: [await photo()]}, 409);
	await act(id, 'site-gone-decisions', office.manager, {approved: true, reason}, 403);
	t.like(await act(id, 'site-gone-decisions', office.leader, {approved: false, reason: '仅停业'}), {siteGone: 'none'});
	app.clock.set('2026-03-04');
	await propose();
	const gone = await act(id, 'site-gone-decisions', office.manager2, {approved: true, reason});
	t.like(gone, {state: 'closed', closure: 'site-gone', siteGone: 'none', duties: []});
	await act(id, 'rectification-reports', office.manager, {text: '完成', photos: [await photo()]}, 409);
});

eachEngine('a look-back finds it again: a new hazard that names the old one and lives its own life', async (t, kind) => {
	const {app, office, find, act, see, must, notice, mended, reinspected, photo} = await beginStory(t, kind);
	const id = await find('F09');
	await act(id, 'confirmation', office.manager);
	await notice(id);
	app.clock.set('2026-03-04');
	await mended(id);
	await reinspected(id, 'pass');
	await act(id, 'close-out', office.manager, close);
	app.clock.set('2026-04-20');
	await act(id, 'lookbacks', office.manager, {result: 'recurred', photos: [await photo()]}, 403);
	const seen = await act(id, 'lookbacks', office.inspector1, {result: 'recurred', photos: [await photo()]});
	t.is(seen.state, 'closed');
	const {items} = await must(200, 'GET', '/api/hazards', {as: office.manager});
	t.is(items.length, 1);
	const [again] = items;
	t.like(again, {
		recurrenceOf: id,
		source: 'lookback',
		state: 'registered',
		foundOn: '2026-04-20',
		dueOn: '2026-04-23',
		round: 1,
	});
	t.true((await see(again.id)).flags.some(({code}: {code: string}) => code === 'recurrence'));
	t.is((await act(again.id, 'confirmation', office.manager)).state, 'confirmed');
	await notice(again.id);
	t.is((await see(again.id)).state, 'rectifying');
	t.is((await see(id)).version, seen.version);
});

eachEngine('failed twice: the transfer is proposed, the ladder climbs, and the department takes it', async (t, kind) => {
	const {app, office, find, act, see, owed, notice, serve, mended, reinspected} = await beginStory(t, kind);
	const id = await find('F03');
	await act(id, 'confirmation', office.manager);
	await serve(await notice(id), '2026-03-02');
	app.clock.set('2026-03-06');
	t.deepEqual(await owed(id), ['reinspect', 'notification']);
	await act(id, 'supervisions', office.manager, {step: 'notification'});
	await mended(id);
	const once = await reinspected(id, 'fail');
	t.like(once, {state: 'rectifying', round: 2, dueOn: '2026-03-09', transferProposed: false});
	await serve(await notice(id), '2026-03-06');
	app.clock.set('2026-03-08');
	await mended(id);
	const twice = await reinspected(id, 'fail');
	t.like(twice, {state: 'rectifying', round: 3, dueOn: '2026-03-12', transferProposed: true});
	t.deepEqual(await owed(id), ['transfer-proposal']);
	app.clock.set('2026-03-13');
	t.deepEqual((await owed(id)).sort(), ['briefing', 'notification', 'reinspect', 'transfer-proposal']);
	await act(id, 'supervisions', office.manager, {step: 'briefing'});
	t.deepEqual((await owed(id)).sort(), ['reinspect', 'transfer-proposal']);
	const sent = {department: 'fire-rescue', basis: '消防法第六十条', enclosures: ['通知书', '复查记录'], replyBy: '2026-03-27'};
	t.deepEqual(
		(await act(id, 'transfers', office.manager, sent)).duties.map(({kind}: {kind: string}) => kind),
		['transfer-reply'],
	);
	app.clock.set('2026-03-20');
	const back = {kind: 'result', on: '2026-03-20', by: '消防', removed: false, outcome: '已立案，责令改正'};
	t.like(await act(id, 'transfer-replies', office.manager, back), {state: 'rectifying', round: 3, overdue: true});
	await mended(id);
	await reinspected(id, 'pass');
	t.like(await act(id, 'close-out', office.manager, close), {state: 'closed', closure: 'reinspected', round: 3});
	t.is((await see(id)).facts.supervisions.length, 2);
});
