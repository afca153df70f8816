import {eachEngine} from '../helpers/database.ts';
import {setUpNotices} from '../helpers/notices.ts';

eachEngine('papers are found by what they wait for, by their hazard, and by whether they were served', async (t, kind) => {
	const {app, office, makeHazard, issue} = await setUpNotices(t, kind);
	const find = async (query: string) =>
		(await app.send('GET', `/api/papers?${query}`, {as: office.manager})).body.items.map(({id}: {id: string}) => id);
	const hazard = await makeHazard();
	const {body: notice} = await issue([hazard]);
	const {body: draft} = await issue([await makeHazard()], {draft: true});
	const late = await makeHazard({state: 'rectifying', dueOn: '2026-02-20'});
	const letter = await issue([late], {kind: 'supervision-letter', replyBy: '2026-03-09'});
	t.is(letter.status, 201);
	t.deepEqual(await find('waits=issue'), [draft.id]);
	t.deepEqual(await find('waits=approval'), [letter.body.id]);
	t.deepEqual(await find('waits=review'), []);
	t.deepEqual(await find('state=issued,void'), [notice.id]);
	t.deepEqual(await find(`hazard=${hazard.id}`), [notice.id]);
	t.deepEqual(await find('state=issued&served=false'), [notice.id]);
	const service = {how: 'direct', on: app.clock.today(), by: [office.manager.id], receivedBy: '钱喆'};
	await app.send('POST', `/api/papers/${notice.id}/service`, {as: office.manager, body: service});
	t.deepEqual(await find('state=issued&served=false'), []);
	t.deepEqual(await find('served=true'), [notice.id]);
	await app.send('POST', `/api/papers/${letter.body.id}/approval`, {as: office.leader, body: {result: 'approved'}});
	t.deepEqual(await find('waits=issue'), [letter.body.id, draft.id]);
	t.is((await app.send('GET', '/api/papers?state=somewhere', {as: office.manager})).status, 400);
});

eachEngine('a paper is shown with its place and its hazards as they are now', async (t, kind) => {
	const {app, office, makeHazard, issue} = await setUpNotices(t, kind);
	const hazard = await makeHazard();
	const {body: notice} = await issue([hazard]);
	const {body} = await app.send('GET', `/api/papers/${notice.id}`, {as: office.manager});
	t.is(body.siteName, '桦香饭店');
	t.like(body.hazards[0], {id: hazard.id, state: 'rectifying'});
	const {items} = (await app.send('GET', '/api/papers', {as: office.manager})).body;
	t.is(items[0].siteName, '桦香饭店');
	const {paperKinds} = (await app.send('GET', '/api/word-lists', {as: office.manager})).body;
	t.deepEqual(
		paperKinds.find((one: {kind: string}) => one.kind === 'supervision-letter'),
		{kind: 'supervision-letter', title: '督办函', steps: ['leader']},
	);
});
