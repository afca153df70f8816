import * as drafts from '../../db/migrations/20261126150000_draft_papers.ts';
import * as tokens from '../../db/migrations/20261126151000_create_reply_tokens.ts';
import {select} from '../../src/store/rows.ts';
import {eachEngine} from '../helpers/database.ts';
import {setUpNotices, strayPapers} from '../helpers/notices.ts';

eachEngine('papers from before there were drafts are kept with their hazards, and more may follow', async (t, kind) => {
	const {app, makeHazard, issue} = await setUpNotices(t, kind);
	const {body: old} = await issue([await makeHazard(), await makeHazard()]);
	await issue([await makeHazard()], {draft: true});
	const {queue, reader} = app.services;
	await queue.submit(async db => {
		await tokens.down(db);
		await drafts.down(db);
	});
	t.deepEqual(await reader('papers').select('id', 'number'), [{id: old.id, number: old.number}]);
	t.false('drafters' in (await reader('papers').first('*'))!);
	await queue.submit(async db => {
		await drafts.up(db);
		await tokens.up(db);
	});
	t.like(await reader('papers').first('*'), {id: old.id, number: old.number, drafters: '[]', asked: null});
	t.is((await reader('paper_hazards')).length, 2);
	if (kind === 'sqlite') t.deepEqual(await select(reader, 'pragma foreign_key_check'), []);
	t.deepEqual(await strayPapers(app), []);
	t.is((await issue([await makeHazard()])).body.number, '新桦安改〔2026〕2号');
});
