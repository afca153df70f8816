import {planAll} from '../../src/actions/schedule/plan-slots.ts';
import {settled} from '../../src/http/afterwards.ts';
import {system} from '../../src/system.ts';
import type {App} from '../helpers/app.ts';
import {startApp} from '../helpers/app.ts';
import {type EngineKind, eachEngine} from '../helpers/database.ts';
import {inspectionPath, makeFiling, upload} from '../helpers/filing.ts';
import {makeHazard} from '../helpers/hazards.ts';
import {makeOffice, type Office} from '../helpers/office.ts';
import {makePlace, type Place} from '../helpers/places.ts';
import {putPlan, putTeam, slotsOf} from '../helpers/plans.ts';

const planDay = async (app: App, day?: string) => {
	if (day) app.clock.set(day, 1);
	await planAll(app.services, app.contextOf(system.person));
};

let photos = 0;

/** Two pairs of words for what happens at a site: a visit that finds nothing, and one that finds something. */
async function begin(t: Parameters<typeof startApp>[0], kind: EngineKind) {
	const app = await startApp(t, {kind});
	const office = await makeOffice(app);
	const place = await makePlace(app, office);
	const visit = async (name: string, at: Place, failing: string[] = [], more = {}) => {
		const {inspector1, inspector2} = office;
		const answers: Record<string, {result: 'fail'; note: string; photos: string[]}> = {};
		for (const item of failing)
			answers[item] = {result: 'fail', note: '不合格', photos: [await upload(app, inspector1, ++photos)]};
		const body = makeFiling(app, {place: at, inspectors: [inspector1, inspector2], answers, more});
		const filed = await app.send('PUT', inspectionPath(name), {as: inspector1, body});
		if (filed.status !== 201) throw new Error(JSON.stringify(filed.body));
		await settled(app.services);
		return filed.body.hazards as Array<{id: string; number: string}>;
	};
	const see = async (as = office.manager) => (await app.send('GET', `/api/risk-points/${place.pointId}`, {as})).body;
	return {app, office, place, visit, see};
}

const why = async (app: App, office: Office, id: string) =>
	(await app.send('GET', `/api/slots/${id}/why`, {as: office.manager})).body.reasons as string[];

eachEngine('Two hazards halve the interval of every point of the site; two clean visits bring it back', async (t, kind) => {
	const {app, office, place, visit, see} = await begin(t, kind);
	const other = await makePlace(app, office, {pointName: '厨房'});
	await putTeam(app, office);
	await putPlan(app, office, {intervals: {moderate: 'P1M'}});
	await visit('kitchen', other);
	await planDay(app, '2026-03-03');
	t.like(await see(), {frequency: {divisor: 1, since: null, until: null, reason: null}});
	app.clock.set('2026-03-04');
	const found = await visit('bad', place, ['F01', 'F02']);
	t.is(found.length, 2);
	const {frequency} = await see();
	t.like(frequency, {divisor: 2, since: '2026-03-04', until: null, cleanVisits: 0});
	t.is(
		frequency.reason,
		`该场所90天内发现隐患2条及以上（${found.map(({number}) => number).join('、')}），最近一次在2026年3月4日，检查间隔减为一半；还须2次检查未发现问题才恢复。`,
	);
	t.deepEqual((await app.send('GET', `/api/sites/${place.siteId}/file`, {as: office.manager})).body.frequency, frequency);
	const open = await slotsOf(app, office, '&outcome=open');
	t.deepEqual(
		open.map(({riskPointId, dueOn}: {riskPointId: string; dueOn: string}) => [riskPointId, dueOn]).sort(),
		[
			[other.pointId, '2026-03-17'],
			[place.pointId, '2026-03-19'],
		].sort(),
		'half of 31 days from the day of each check',
	);
	const [old] = await slotsOf(app, office, '&outcome=superseded');
	t.like(old, {riskPointId: other.pointId, dueOn: '2026-04-02'});
	t.is(old.superseded.by, open.find((slot: {riskPointId: string}) => slot.riskPointId === other.pointId).id);
	const reasons = await why(app, office, old.superseded.by);
	t.true(reasons.includes(frequency.reason));
	t.true(reasons.some(reason => reason.startsWith('上次检查是2026年3月2日，间隔从检查当日起算')));
	app.clock.set('2026-03-16');
	await visit('clean1', place);
	app.clock.set('2026-03-17');
	await visit('clean2', other);
	t.like((await see()).frequency, {divisor: 1, until: '2026-03-17'});
	const after = await slotsOf(app, office, '&outcome=open');
	t.deepEqual(after.map(({dueOn}: {dueOn: string}) => dueOn).sort(), ['2026-04-16', '2026-04-17']);
	await planDay(app);
	t.deepEqual(await slotsOf(app, office, '&outcome=open'), after);
});

eachEngine(
	'A level raised or let down by a move supersedes the open slot at once, and never leaves two open',
	async (t, kind) => {
		const {app, office, place, visit} = await begin(t, kind);
		await putTeam(app, office);
		await putPlan(app, office, {intervals: {moderate: 'P2M', major: 'P1M'}});
		const [hazard] = await visit('bad', place, ['F01']);
		const open = async () => slotsOf(app, office, '&outcome=open');
		t.deepEqual(
			(await open()).map(({level, dueOn}: {level: string; dueOn: string}) => [level, dueOn]),
			[['moderate', '2026-05-02']],
		);
		const before = (await open())[0];
		const raise = {grade: 'suspected-major', criteria: [], reason: '堵塞唯一出口'};
		const raised = await app.send('POST', `/api/hazards/${hazard!.id}/regradings`, {as: office.inspector1, body: raise});
		t.is(raised.status, 200);
		await settled(app.services);
		const [now, ...rest] = await open();
		t.deepEqual(rest, []);
		t.like(now, {level: 'major', dueOn: '2026-04-02'});
		t.like((await slotsOf(app, office, '&outcome=superseded'))[0], {id: before.id, superseded: {on: '2026-03-02', by: now.id}});
		const body = {reason: '重复登记，查无此事'};
		t.is((await app.send('POST', `/api/hazards/${hazard!.id}/voiding`, {as: office.leader, body})).status, 200);
		await settled(app.services);
		t.deepEqual(
			(await open()).map(({level, dueOn}: {level: string; dueOn: string}) => [level, dueOn]),
			[['moderate', '2026-05-02']],
		);
		const [entry] = await app.services.reader('journal').where('subject', 'like', 'plan-run:%').orderBy('seq', 'desc');
		t.like(entry, {actor: 'system', action: 'slots-planned'});
	},
);

eachEngine('Void and merged hazards do not count; a finding that was void leaves its visit clean', async (t, kind) => {
	const {app, office, place, visit, see} = await begin(t, kind);
	const [one, two] = await visit('bad', place, ['F01', 'F02']);
	t.is((await see()).frequency.divisor, 2);
	const move = async (id: string, name: string, body: object) =>
		t.is((await app.send('POST', `/api/hazards/${id}/${name}`, {as: office.manager, body})).status, 200);
	await move(one!.id, 'voiding', {reason: '登记有误'});
	t.is((await see()).frequency.divisor, 1);
	app.clock.set('2026-03-05');
	const [three] = await visit('again', place, ['F03']);
	t.is((await see()).frequency.divisor, 2);
	await move(three!.id, 'duplicate', {of: two!.id, reason: '同一问题'});
	t.is((await see()).frequency.divisor, 1);
	app.clock.set('2026-03-06');
	await visit('third', place, ['F04']);
	for (const [day, item] of [
		['2026-03-10', 'F05'],
		['2026-03-11', 'F06'],
	] as const) {
		app.clock.set(day);
		const [mistaken] = await visit(day, place, [item]);
		t.is((await see()).frequency.cleanVisits, 0);
		await move(mistaken!.id, 'voiding', {reason: '查无此事'});
	}
	t.like((await see()).frequency, {divisor: 1, until: '2026-03-11'});
});

eachEngine('Nobody met is no visit; a known defect seen again is no clean one', async (t, kind) => {
	const {app, office, place, visit, see} = await begin(t, kind);
	const [one] = await visit('bad', place, ['F01', 'F02']);
	app.clock.set('2026-03-05');
	await visit('closed', place, [], {
		outcome: 'could-not-inspect',
		reason: '店门锁闭',
		met: null,
		checks: [{riskPointId: place.pointId}],
	});
	t.is((await see()).frequency.cleanVisits, 0);
	app.clock.set('2026-03-06');
	const {inspectors, checks} = makeFiling(app, {place, inspectors: []});
	t.deepEqual(inspectors, []);
	const answers = {
		...checks[0]!.answers,
		F01: {
			result: 'fail',
			defects: [{sameAs: one!.id, note: '仍未清理', photos: [await upload(app, office.inspector1, ++photos)]}],
		},
	};
	await visit('seen', place, [], {checks: [{...checks[0], answers}]});
	t.is((await see()).frequency.cleanVisits, 0);
	app.clock.set('2026-03-07');
	await visit('clean', place);
	t.is((await see()).frequency.cleanVisits, 1);
});

eachEngine(
	'A hazard of another field of work makes the site visited more often, but is not named to who may not see it',
	async (t, kind) => {
		const {app, office} = await begin(t, kind);
		const far = await makePlace(app, office, {name: '地下车库', community: 2});
		const given = {siteId: far.siteId, communityId: far.communityId, riskPointId: far.pointId};
		const fire = await makeHazard(app, office, given);
		const below = await makeHazard(app, office, {...given, domain: 'underground'});
		const reason = async (as = office.manager) =>
			(await app.send('GET', `/api/risk-points/${far.pointId}`, {as})).body.frequency.reason as string;
		t.true((await reason()).includes(`（${fire.number}、${below.number}）`));
		t.true((await reason(office.inspector3)).includes(`（${fire.number}等）`));
	},
);

eachEngine('The office changes how far hazards raise a level and when sites are visited more often', async (t, kind) => {
	const {app, office, place, see} = await begin(t, kind);
	const lec = {method: 'lec@1', factors: {L: 1, E: 1, C: 1}};
	await app.send('POST', `/api/risk-points/${place.pointId}/assessments`, {as: office.inspector1, body: lec});
	await makeHazard(app, office, {siteId: place.siteId, riskPointId: place.pointId, grade: 'suspected-major'});
	const count = async (level: string) =>
		(await app.send('GET', `/api/risk-points?level=${level}&count=true`, {as: office.manager})).body.total;
	t.like(await see(), {level: 'major', controlLevel: 'district', frequency: {divisor: 1}});
	t.deepEqual([await count('major'), await count('moderate'), await count('low')], [1, 0, 0]);
	const standard = app.services.forms.tables.get('dynamic-risk')!.value as object;
	const value = {
		...standard,
		raise: {major: 'to-major', 'suspected-major': 'one-level'},
		majorGrades: ['major', 'suspected-major'],
		intervalDivisor: 3,
	};
	const put = await app.send('PUT', '/api/tables/dynamic-risk', {
		as: office.manager,
		body: {value, source: '安委会纪要（演示）'},
	});
	t.is(put.status, 200);
	t.is((await app.send('POST', '/api/tables/dynamic-risk/publication', {as: office.leader, body: {version: 1}})).status, 200);
	t.like(await see(), {level: 'moderate', controlLevel: 'community', frequency: {divisor: 3, since: '2026-03-02'}});
	t.true((await see()).frequency.reason.includes('12个月内有重大（含疑似）隐患'));
	t.deepEqual([await count('major'), await count('moderate'), await count('low')], [0, 1, 0]);
});
