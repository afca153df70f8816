import test from 'ava';
import {controlFaults, levelInForce, raising, settleControls} from '../../src/domain/register/risk-point.ts';
import {loadForms} from '../../src/forms.ts';
import {journalOf} from '../../src/store/journal/journal.ts';
import {eachEngine} from '../helpers/database.ts';
import {idOf, type Office} from '../helpers/office.ts';
import {lec, open, pointBody, pointId, siteId, withPoint, withSite} from '../helpers/register.ts';

eachEngine('A risk point is made with a label and controls that keep their ids', async (t, kind) => {
	const {app, office} = await open(t, kind);
	await withSite(app, office);
	const made = await withPoint(app, office);
	t.is(made.status, 201);
	t.regex(made.body.label, /^F000001-\d$/);
	t.is(made.body.level, null);
	t.is(made.body.controlLevel, null);
	t.is((await withPoint(app, office)).body.version, 1);
	t.is((await withPoint(app, office, {place: '三楼'})).status, 428);
	t.is((await withPoint(app, office, {place: '三楼', version: 9})).status, 409);
	const more = [
		{kind: 'management', text: '每日巡查', owner: '店长', items: ['F01', 'F02'], level: 'self'},
		{kind: 'training', text: '培训', owner: '店长'},
	];
	const changed = await withPoint(app, office, {controls: more, version: 1});
	t.is(changed.body.controls[0].id, made.body.controls[0].id);
	t.is(new Set(changed.body.controls.map((control: {id: string}) => control.id)).size, 2);
	t.is((await withPoint(app, office, {siteId: idOf('elsewhere'), domain: 'gas', version: 2})).body.errors.length, 2);
});

eachEngine('Everything wrong with a risk point is named at once', async (t, kind) => {
	const {app, office} = await open(t, kind);
	await withSite(app, office);
	const body = JSON.stringify(
		pointBody({
			attributes: {area: 'large', crowded: 1, sprinkler: '也许', ghost: 1},
			controls: [{kind: 'management', text: '巡查', owner: '店长', items: ['F01', 'G01', 'X99']}],
		}),
	).replace('"ghost":1', '"__proto__":1,"constructor":"x"');
	const wrong = await app.send('PUT', `/api/risk-points/${pointId}`, {as: office.manager, body});
	t.is(wrong.status, 422);
	t.deepEqual(wrong.body.errors.map((fault: {path: string}) => fault.path).sort(), [
		'/attributes/__proto__',
		'/attributes/area',
		'/attributes/constructor',
		'/attributes/crowded',
		'/attributes/sprinkler',
		'/controls/0/items/1',
		'/controls/0/items/2',
	]);
	t.is((await withPoint(app, office, {domain: 'magic'})).body.errors[0].path, '/domain');
	t.is((await withPoint(app, office, {siteId: idOf('nowhere')})).status, 404);
	t.is((await withPoint(app, office, {controls: [{kind: 'hope', text: '愿', owner: '我'}]})).status, 400);
});

eachEngine('A risk point out of scope by community or domain is 404, and absent from list, search and count', async (t, kind) => {
	const {app, office} = await open(t, kind);
	await withSite(app, office, {areaId: office.communities[2]});
	await withPoint(app, office);
	await withPoint(app, office, {domain: 'underground', attributes: {}, controls: []}, idOf('below'));
	const get = async (path: string, as = office.inspector3) => app.send('GET', `/api/risk-points${path}`, {as});
	t.is((await get(`/${pointId}`)).status, 200);
	t.is((await get(`/${idOf('below')}`)).status, 404);
	t.is((await get(`/${idOf('below')}/assessments`)).status, 404);
	t.is((await get(`?site=${siteId}&count=true`)).body.total, 1);
	t.is((await get(`?q=${encodeURIComponent('楼梯')}&count=true`)).body.total, 1);
	t.is((await get('?domain=underground&count=true')).body.total, 0);
	t.is((await get(`/${pointId}`, office.manager2)).status, 404);
	t.is((await get('?count=true', office.manager2)).body.total, 0);
	t.is((await get(`?area=${office.communities[2]}&count=true`, office.manager)).body.total, 2);
	t.is((await get('?limit=1', office.manager)).body.items.length, 1);
	t.is((await get('?q=a', office.manager)).status, 422);
	const path = `/api/risk-points/${idOf('below')}/assessments`;
	t.is((await app.send('POST', path, {as: office.inspector3, body: lec(6, 6, 15)})).status, 404);
	const mine = await app.send('PUT', `/api/risk-points/${pointId}`, {
		as: office.manager2,
		body: pointBody({name: '别人的', version: 1}),
	});
	t.is(mine.status, 404);
	t.is((await app.send('PUT', `/api/risk-points/${idOf('new')}`, {as: office.manager2, body: pointBody()})).status, 404);
	const file = await app.send('GET', `/api/sites/${siteId}/file`, {as: office.inspector3});
	t.deepEqual(
		file.body.riskPoints.map((point: {id: string}) => point.id),
		[pointId],
	);
});

eachEngine('An assessment keeps the sentences picked and sets the level with its control level', async (t, kind) => {
	const {app, office} = await open(t, kind);
	await withSite(app, office);
	await withPoint(app, office);
	const path = `/api/risk-points/${pointId}/assessments`;
	const body = lec(6, 6, 15, {id: idOf('assessment')});
	const made = await app.send('POST', path, {as: office.inspector1, body});
	t.is(made.status, 201);
	t.like(made.body, {score: 540, level: 'major', state: 'in-force', sentences: {L: '相当可能'}});
	t.deepEqual((await app.send('POST', path, {as: office.inspector1, body})).body, made.body);
	const point = await app.send('GET', `/api/risk-points/${pointId}`, {as: office.inspector1});
	t.like(point.body, {level: 'major', assessedLevel: 'major', controlLevel: 'district', version: 2, raisedBy: []});
	const unlisted = await app.send('POST', path, {as: office.inspector1, body: {method: 'lec@1', factors: {L: 5, E: 6, X: 1}}});
	t.is(unlisted.status, 422);
	t.deepEqual(unlisted.body.errors.map((fault: {path: string}) => fault.path).sort(), ['/factors/C', '/factors/L', '/factors/X']);
	t.is(
		(await app.send('POST', path, {as: office.inspector1, body: {...lec(6, 6, 15), method: 'lec@9'}})).body.errors[0].path,
		'/method',
	);
	t.is((await app.send('POST', path, {as: office.leader, body: lec(6, 6, 15)})).body.code, 'role');
	t.is((await app.send('POST', path, {as: office.manager, body: lec(6, 6, 15, {version: 1})})).status, 409);
	t.is((await app.send('GET', '/api/risk-points?level=major&count=true', {as: office.manager})).body.total, 1);
	t.is((await app.send('GET', '/api/risk-points?level=low&count=true', {as: office.manager})).body.total, 0);
});

eachEngine('Lowering a level needs a reason and a second person', async (t, kind) => {
	const {app, office} = await open(t, kind);
	await withSite(app, office);
	await withPoint(app, office);
	const path = `/api/risk-points/${pointId}/assessments`;
	const assess = async (as: Office['manager'], body: unknown) => app.send('POST', path, {as, body});
	const decide = async (as: Office['manager'], id: string, approved: boolean) =>
		app.send('POST', `${path}/${id}/decision`, {as, body: {approved, reason: '已现场核实'}});
	const level = async () => (await app.send('GET', `/api/risk-points/${pointId}`, {as: office.manager})).body.level;
	const first = await assess(office.manager, lec(6, 6, 15));
	t.is((await assess(office.manager, lec(1, 6, 15))).body.errors[0].path, '/reason');
	const waiting = await assess(office.manager, lec(1, 6, 15, {reason: '已加装喷淋'}));
	t.is(waiting.body.state, 'waiting');
	t.is(await level(), 'major');
	t.is((await decide(office.manager, waiting.body.id, true)).body.code, 'wrong-person');
	t.is((await decide(office.inspector1, waiting.body.id, true)).body.code, 'role');
	t.is((await decide(office.manager2, idOf('no'), true)).status, 404);
	t.is((await decide(office.leader, waiting.body.id, false)).body.state, 'refused');
	t.is((await decide(office.leader, waiting.body.id, true)).body.code, 'illegal-state');
	const stale = await assess(office.inspector1, lec(3, 6, 15, {reason: '再评'}));
	const second = await assess(office.inspector1, lec(1, 6, 15, {reason: '再评'}));
	t.is((await decide(office.leader, stale.body.id, true)).body.state, 'superseded');
	const approved = await decide(office.manager2, second.body.id, true);
	t.like(approved.body, {state: 'in-force', level: 'moderate', decidedBy: office.manager2.id, decisionReason: '已现场核实'});
	t.is(await level(), 'moderate');
	const history = await app.send('GET', path, {as: office.auditor});
	t.deepEqual(
		history.body.items.map((one: {id: string; state: string}) => [one.id, one.state]),
		[
			[second.body.id, 'in-force'],
			[stale.body.id, 'superseded'],
			[waiting.body.id, 'refused'],
			[first.body.id, 'superseded'],
		],
	);
	t.is((await journalOf(app.services.reader, `assessment:${second.body.id}`)).length, 2);
	t.is((await journalOf(app.services.reader, `risk-point:${pointId}`)).length, 3);
});

const toMajor = {major: 'to-major', 'suspected-major': 'to-major'} as const;
const byOne = {major: 'to-major', 'suspected-major': 'one-level'} as const;

test('The level in force is raised by the table, never lowered, and an unassessed point is raised from moderate', t => {
	t.is(levelInForce('low', [], toMajor), 'low');
	t.is(levelInForce('low', [{grade: 'general'}], toMajor), 'low');
	t.is(levelInForce('low', [{grade: 'general'}, {grade: 'major'}], toMajor), 'major');
	t.is(levelInForce('major', [{grade: 'suspected-major'}], byOne), 'major');
	t.is(levelInForce('low', [{grade: 'suspected-major'}], byOne), 'moderate');
	t.is(levelInForce('low', [{grade: 'suspected-major'}, {grade: 'major'}], byOne), 'major');
	t.is(levelInForce(null, [], toMajor), null);
	t.is(levelInForce(null, [{grade: 'suspected-major'}], toMajor), 'major');
	t.is(levelInForce(null, [{grade: 'suspected-major'}], byOne), 'significant');
	t.is(levelInForce('low', [{grade: 'major'}], {major: 'none', 'suspected-major': 'none'}), 'low');
	t.is(raising([{grade: 'general'}, {grade: 'major'}], toMajor).length, 1);
});

test('A control without id keeps the id of its words, and no two share one', t => {
	const given = {kind: 'management', text: '巡查', owner: '店长'} as const;
	const [first] = settleControls('p', [given], []);
	t.deepEqual(settleControls('p', [{...given, owner: '经理'}], [first!])[0]?.id, first!.id);
	const reworded = {...first!, text: '改了'};
	const [again, kept] = settleControls('p', [given, reworded], [reworded]);
	t.is(kept!.id, first!.id);
	t.not(again!.id, first!.id);
	const twins = settleControls('p', [given, given], []);
	t.not(twins[0]!.id, twins[1]!.id);
	t.is(controlFaults(loadForms(), 'fire', [first!, first!]).length, 1);
});
