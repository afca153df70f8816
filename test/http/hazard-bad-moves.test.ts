import type {ExecutionContext} from 'ava';
import {eachEngine} from '../helpers/database.ts';
import {begin} from '../helpers/hazard-office.ts';

type Answer = {status: number; body: {code?: string; missing?: string[]; current?: unknown; errors?: Array<{path: string}>}};
const said = (t: ExecutionContext, {status, body}: Answer, ...expected: [number, string, string[]?]) => {
	t.deepEqual([status, body.code, ...(expected[2] ? [body.missing] : [])], expected, JSON.stringify(body));
};
const reason = '情况属实';

eachEngine('who reported it mended does not reinspect it, alone or as the second', async (t, kind) => {
	const {app, office, make, move, get, photo} = await begin(t, kind);
	const {id} = await make({state: 'rectifying'});
	await move(id, 'rectification-reports', office.inspector1, {text: '完成', photos: [photo]});
	const seen = {result: 'pass', photos: [photo]};
	said(t, await move(id, 'reinspections', office.inspector1, {...seen, inspectors: [office.inspector1.id]}), 403, 'wrong-person');
	const both = [office.inspector2.id, office.inspector1.id];
	said(t, await move(id, 'reinspections', office.inspector2, {...seen, inspectors: both}), 403, 'wrong-person');
	t.like((await get(`/${id}`)).body, {state: 'reported', version: 2});
	t.is((await app.services.reader('journal').where({subject: `hazard:${id}`})).length, 2);
	const three = [...both, office.manager.id];
	t.is((await move(id, 'reinspections', office.inspector2, {...seen, inspectors: three})).status, 400);
	said(t, await move(id, 'reinspections', office.inspector2, {...seen, inspectors: []}), 422, 'rules', ['/inspectors']);
});

eachEngine(
	'an extension is not asked after expiry, nor beyond the original length, nor twice, nor granted to a day gone by',
	async (t, kind) => {
		const {app, office, make, move, get} = await begin(t, kind);
		const ask = {dueOn: '2026-03-12', reason: '缺货', safeguards: '看守'};
		const {id} = await make({state: 'rectifying'});
		said(t, await move(id, 'extension-requests', office.manager, {...ask, dueOn: '2026-03-17'}), 422, 'rules', ['/dueOn']);
		said(t, await move(id, 'extension-requests', office.manager, {...ask, dueOn: '2026-03-09'}), 422, 'rules', ['/dueOn']);
		said(t, await move(id, 'extension-requests', office.manager), 422, 'rules', ['/dueOn', '/reason', '/safeguards']);
		t.is((await move(id, 'extension-requests', office.manager, ask)).status, 200);
		said(t, await move(id, 'extension-requests', office.manager, ask), 409, 'illegal-state');
		app.clock.set('2026-03-13');
		said(t, await move(id, 'extension-decisions', office.leader, {granted: true, reason}), 422, 'rules', ['/dueOn']);
		t.like((await move(id, 'extension-decisions', office.leader, {granted: false, reason})).body, {
			extension: 'none',
			version: 3,
		});
		const expired = await move(id, 'extension-requests', office.manager, {...ask, dueOn: '2026-03-16'});
		said(t, expired, 409, 'illegal-state');
		t.is(expired.body.current, 'rectifying');
		t.is((await get(`/${id}`)).body.dueOn, '2026-03-09');
	},
);

eachEngine('a major hazard is not closed without five-in-place, both reports, two reinspectors, delisting', async (t, kind) => {
	const {office, make, move, get, photo} = await begin(t, kind);
	const report = {to: 'regulator' as const, on: '2026-03-02', name: '应急局', attachments: [photo]};
	const five = {measures: '拆除', person: '店长', funds: '2万元', dueOn: '2026-03-08', plan: '看守', attachments: [photo]};
	const passed = {round: 1, inspectors: [office.inspector1.id, office.inspector2.id], result: 'pass' as const, on: '2026-03-02'};
	const whole = {
		fiveInPlace: five,
		dualReports: [report, {...report, to: 'workers' as const, form: '公示栏'}],
		reinspections: [{...passed, photos: [photo]}],
		filers: [office.inspector3.id],
	};
	const {plan: _, ...four} = five;
	const lacking: Array<[object, string[]]> = [
		[{fiveInPlace: four}, ['/fiveInPlace']],
		[{dualReports: [report]}, ['/dualReports']],
		[{reinspections: [{...passed, inspectors: [office.inspector1.id], photos: [photo]}]}, ['/reinspections']],
		[{fiveInPlace: {}, dualReports: [], reinspections: []}, ['/fiveInPlace', '/dualReports', '/dualReports', '/reinspections']],
	];
	const close = {cause: 'rule', reason};
	for (const [without, missing] of lacking) {
		const {id} = await make({grade: 'major', state: 'passed', facts: {...whole, ...without}});
		said(t, await move(id, 'close-out', office.manager, close), 422, 'rules', missing);
		t.is((await get(`/${id}`)).body.state, 'passed');
	}
	const listed = await make({grade: 'major', state: 'passed', listing: 'reviewed', facts: whole});
	said(t, await move(listed.id, 'close-out', office.manager, close), 422, 'rules', ['/listing']);
	const ready = await make({grade: 'major', state: 'passed', facts: whole});
	t.is((await move(ready.id, 'close-out', office.manager, close)).body.state, 'closed');
	const one = await make({grade: 'major', state: 'reported', facts: {filers: [office.inspector3.id]}});
	const alone = {inspectors: [office.inspector1.id], result: 'pass', photos: [photo]};
	said(t, await move(one.id, 'reinspections', office.inspector1, alone), 422, 'rules', ['/inspectors']);
});

eachEngine('no deadline lies before its issue', async (t, kind) => {
	const {office, make, move, photo} = await begin(t, kind);
	const {id} = await make();
	said(t, await move(id, 'confirmation', office.manager, {dueOn: '2026-03-01'}), 422, 'rules', ['/dueOn']);
	t.is((await move(id, 'confirmation', office.manager, {dueOn: '2026-02-30'})).status, 400);
	t.is((await move(id, 'confirmation', office.manager, {dueOn: '2026-03-02'})).status, 200);
	said(t, await move(id, 'five-in-place', office.manager, {dueOn: '2026-03-01'}), 422, 'rules', ['/dueOn']);
	const failed = await make({state: 'reported'});
	const seen = {inspectors: [office.inspector1.id], result: 'fail', photos: [photo]};
	const early = await move(failed.id, 'reinspections', office.inspector1, {...seen, newDueOn: '2026-03-08'});
	said(t, early, 422, 'rules', ['/newDueOn']);
	const sent = {department: 'fire-rescue', basis: '职权', enclosures: ['照片'], replyBy: '2026-03-01'};
	said(t, await move(failed.id, 'transfers', office.manager, sent), 422, 'rules', ['/replyBy']);
	const major = await make({grade: 'major'});
	const listing = {level: 'city', by: '市安委办', documentNumber: '1', listedOn: '2026-03-02', attachments: [photo]};
	said(t, await move(major.id, 'listing', office.manager, {...listing, dueOn: '2026-03-01'}), 422, 'rules', ['/dueOn']);
});

eachEngine('what has ended is not voided or merged again, and nothing is merged in a circle', async (t, kind) => {
	const {office, make, move, get} = await begin(t, kind);
	const [a, b, c] = [await make(), await make(), await make()];
	const into = async (from: {id: string}, of: {id: string}) => move(from.id, 'duplicate', office.manager, {of: of.id, reason});
	t.is((await into(a, b)).body.state, 'merged');
	said(t, await into(b, a), 422, 'rules', ['/of']);
	t.is((await into(b, c)).body.state, 'merged');
	for (const of of [a, b, c]) said(t, await into(c, of), 422, 'rules', ['/of']);
	const again = await into(a, c);
	said(t, again, 409, 'illegal-state');
	t.is(again.body.current, 'merged');
	t.is((await get(`/${c.id}`)).body.state, 'registered');
	t.is((await move(c.id, 'voiding', office.manager, {reason})).body.state, 'void');
	const twice = await move(c.id, 'voiding', office.manager, {reason});
	said(t, twice, 409, 'illegal-state');
	t.is(twice.body.current, 'void');
});

eachEngine('a transfer goes to a department of the table only; its reply is none from before it', async (t, kind) => {
	const {office, make, move, get, photo} = await begin(t, kind);
	const {id} = await make({state: 'confirmed'});
	const sent = {department: 'no-such', basis: '职权', enclosures: [photo], replyBy: '2026-03-20'};
	said(t, await move(id, 'transfers', office.manager, sent), 422, 'rules', ['/department']);
	said(t, await move(id, 'transfers', office.manager), 422, 'rules', ['/department', '/basis', '/enclosures', '/replyBy']);
	t.is((await get(`/${id}`)).body.state, 'confirmed');
	t.is((await move(id, 'transfers', office.manager, {...sent, department: 'fire-rescue'})).body.state, 'transferred');
	for (const on of ['2026-03-01', '2026-03-03'])
		said(t, await move(id, 'transfer-replies', office.manager, {kind: 'received', on, by: '消防'}), 422, 'rules', ['/on']);
	const result = await move(id, 'transfer-replies', office.manager, {kind: 'result', on: '2026-03-02', by: '消防'});
	said(t, result, 422, 'rules', ['/removed']);
});

eachEngine('two people at once: one moves it, the other gets 409 and the present state', async (t, kind) => {
	const {office, make, move, get} = await begin(t, kind);
	for (const body of [{}, {version: 1}]) {
		const {id} = await make();
		const answers = await Promise.all([office.manager, office.manager2].map(async as => move(id, 'confirmation', as, body)));
		t.deepEqual(answers.map(({status}) => status).sort(), [200, 409]);
		const {body: refused} = answers.find(({status}) => status === 409)!;
		if ('version' in body) t.like(refused, {code: 'version-conflict', current: {state: 'confirmed', version: 2}});
		else t.like(refused, {code: 'illegal-state', current: 'confirmed'});
		t.is((await get(`/${id}`)).body.version, 2);
	}
	const {id} = await make({state: 'rectifying'});
	const answers = await Promise.all([
		move(id, 'voiding', office.manager, {reason}),
		move(id, 'extension-requests', office.manager2, {dueOn: '2026-03-12', reason, safeguards: '看守'}),
		move(id, 'site-gone-decisions', office.leader, {approved: true, reason}),
	]);
	const {body} = await get(`/${id}`);
	t.is(answers[0]?.status, 200);
	t.is(body.version, 1 + answers.filter(({status}) => status === 200).length);
	t.is(body.journal.length, body.version);
});
