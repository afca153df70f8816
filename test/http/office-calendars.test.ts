import {verifyJournal} from '../../src/actions/journal/verify-journal.ts';
import {withCalendars} from '../../src/actions/register/office-calendars.ts';
import {planAll} from '../../src/actions/schedule/plan-slots.ts';
import {redateAll} from '../../src/actions/schedule/redate-slots.ts';
import {isWorkday} from '../../src/domain/calendar.ts';
import {system} from '../../src/system.ts';
import type {App} from '../helpers/app.ts';
import {eachEngine} from '../helpers/database.ts';
import {pathsOf} from '../helpers/filing.ts';
import {makeHazard} from '../helpers/hazards.ts';
import {idOf, type Office} from '../helpers/office.ts';
import {makePlace} from '../helpers/places.ts';
import {pairId, planBody, planId, putPlan, putTeam, slotsOf} from '../helpers/plans.ts';
import {open} from '../helpers/register.ts';

/** A year's notice as it might be announced. */
const notice = (more: object = {}) => ({
	source: '国务院办公厅关于2027年部分节假日安排的通知（演示）',
	documentNumber: '国办发明电〔2026〕0号',
	holidays: [
		{name: '元旦', from: '2027-01-01', to: '2027-01-03'},
		{name: '春节', from: '2027-02-05', to: '2027-02-11'},
		{name: '清明节', from: '2027-04-03', to: '2027-04-05'},
		{name: '劳动节', from: '2027-05-01', to: '2027-05-05'},
		{name: '端午节', from: '2027-06-09', to: '2027-06-09'},
		{name: '中秋节', from: '2027-09-15', to: '2027-09-15'},
		{name: '国庆节', from: '2027-10-01', to: '2027-10-07'},
	],
	workdays: ['2027-02-20', '2027-05-08'],
	...more,
});
const put = async (app: App, office: Office, more: object = {}, year = '2027', as = office.administrator) =>
	app.send('PUT', `/api/calendar/${year}`, {as, body: notice(more)});
const alarm = '尚未录入2027年的放假安排，涉及的日期暂按周末推算，通知公布后请由管理员及时录入。';

eachEngine('a year without notice is an alarm on every surface until an administrator enters it', async (t, kind) => {
	const {app, office} = await open(t, kind);
	await makePlace(app, office);
	await putTeam(app, office);
	const get = async (path: string, as = office.manager) => (await app.send('GET', path, {as})).body;
	const surfaces = async () => [
		(await get('/api/health')).warnings,
		(await get('/api/ready')).warnings,
		(await get('/api/session', office.inspector1)).warnings,
		(await app.send('POST', `/api/plans/${planId}/preview`, {as: office.manager, body: planBody()})).body.warnings,
		[(await get('/api/calendar')).warning].filter(Boolean),
		[(await get('/api/pack', office.inspector1)).calendar.warning].filter(Boolean),
	];
	t.deepEqual(
		await surfaces(),
		Array.from({length: 6}, () => [alarm]),
	);
	t.deepEqual((await app.send('GET', '/api/welcome')).body.warnings, [alarm]);
	t.is((await app.send('GET', '/api/calendar/2027', {as: office.manager})).status, 404);
	t.is((await put(app, office)).status, 201);
	t.deepEqual(
		await surfaces(),
		Array.from({length: 6}, () => []),
	);
	t.deepEqual((await app.send('GET', '/api/welcome')).body.warnings, []);
});

eachEngine('a notice is entered by an administrator, kept with its source, and in force at once', async (t, kind) => {
	const {app, office} = await open(t, kind);
	for (const as of [office.manager, office.leader, office.inspector1]) t.is((await put(app, office, {}, '2027', as)).status, 403);
	const tried = await put(app, office, {preview: true});
	t.like(tried, {status: 200, body: {year: 2027, version: 1}});
	t.deepEqual((await app.send('GET', '/api/calendar', {as: office.manager})).body.missing, [2027]);
	const made = await put(app, office, {reason: '通知已公布'});
	t.like(made, {status: 201, body: {...notice(), year: 2027, loadedBy: office.administrator.id, version: 1}});
	t.false(isWorkday(app.services.forms.calendars, '2027-02-05'));
	t.true(isWorkday(app.services.forms.calendars, '2027-02-20'));
	t.like((await app.send('GET', '/api/calendar/2027', {as: office.auditor})).body, {
		documentNumber: notice().documentNumber,
		version: 1,
	});
	t.like(await put(app, office), {status: 200, body: {version: 1}});
	const corrected = {workdays: ['2027-02-20']};
	t.is((await put(app, office, corrected)).status, 428);
	t.like(await put(app, office, {...corrected, version: 9}), {status: 409, body: {current: {version: 1}}});
	t.like(await put(app, office, {...corrected, version: 1}), {status: 200, body: {version: 2}});
	t.false(isWorkday(app.services.forms.calendars, '2027-05-08'));
	const {reader} = app.services;
	const entries = await reader('journal').where({subject: 'setting:calendar/2027'}).orderBy('version');
	t.deepEqual(
		entries.map(({version, action, reason}) => [version, action, reason]),
		[
			[1, 'calendar-loaded', '通知已公布'],
			[2, 'calendar-loaded', null],
		],
	);
	t.is((await verifyJournal(reader)).firstFault, undefined);
	const templates = (await app.send('GET', '/api/campaign-templates?year=2027', {as: office.manager})).body.items;
	t.deepEqual(templates.find(({id}: {id: string}) => id === 'spring-festival').window, {from: '2027-01-21', to: '2027-02-20'});
});

eachEngine('all faults of a notice are named at once', async (t, kind) => {
	const {app, office} = await open(t, kind);
	const wrong = await put(app, office, {
		holidays: [
			{name: '元旦', from: '2026-12-31', to: '2027-01-03'},
			{name: '春节', from: '2027-02-11', to: '2027-02-05'},
			{name: '劳动节', from: '2027-05-01', to: '2027-05-05'},
			{name: '端午节', from: '2027-05-05', to: '2027-05-06'},
			{name: '国庆节', from: '2027-10-02', to: '2027-10-07'},
			{name: '中秋节', from: '2026-09-15', to: '2026-09-15'},
		],
		workdays: ['2027-02-22', '2027-10-02', '2028-06-03'],
	});
	t.is(wrong.status, 422);
	t.deepEqual(pathsOf(wrong.body), [
		'/holidays/1/to',
		'/holidays/5/from',
		'/holidays/5/to',
		'/holidays/3',
		'/holidays',
		'/workdays/0',
		'/workdays/1',
		'/workdays/2',
	]);
	const send = async (year: string, body: object) => app.send('PUT', `/api/calendar/${year}`, {as: office.administrator, body});
	t.deepEqual(pathsOf((await send('2027', {})).body), ['/source', '/documentNumber', '/holidays', '/workdays']);
	t.deepEqual((await send('2027', notice({holidays: [], documentNumber: ' '}))).status, 400);
	t.deepEqual((await send('2027', notice({workdays: ['2027-02-30']}))).status, 400);
	t.true(pathsOf((await send('2025', notice())).body).includes('/year'));
	for (const year of ['1999', 'next', '20270']) t.is((await send(year, notice())).status, 404);
	t.is((await app.services.reader('settings')).length, 0);
});

const slotById = async (app: App, office: Office, id: string) =>
	(await slotsOf(app, office)).find((slot: {id: string}) => slot.id === id);

/** The end of 2026: a window that ends on a Sunday in January, a visit on New Year's Day, a reinspection and a deadline. */
async function newYear(t: Parameters<typeof open>[0], kind: 'sqlite' | 'postgres') {
	const {app, office} = await open(t, kind);
	app.clock.set('2026-12-28');
	const place = await makePlace(app, office);
	await makePlace(app, office, {name: '远处', community: 2});
	await putTeam(app, office);
	const rhythm = {anchor: 'calendar', intervals: {moderate: 'P1M'}, earlyDays: 0, from: '2026-12-04', holidays: 'before'};
	await putPlan(app, office, {...rhythm, scope: {areaId: office.communities[0]}});
	await putPlan(app, office, {...rhythm, holidays: 'keep', name: '不动'}, idOf('kept'));
	const [slot] = await slotsOf(app, office, `&plan=${planId}`);
	t.like(slot, {dueOn: '2027-01-01', graceOn: '2027-01-03'});
	const given = {on: '2027-01-01', pairId};
	t.is((await app.send('POST', `/api/slots/${slot.id}/assignment`, {as: office.manager, body: given})).status, 200);
	const reported = await makeHazard(app, office, {
		state: 'reported',
		domain: 'gas',
		dueOn: '2026-12-28',
		facts: {
			reports: [
				{round: 1, on: '2026-12-28', by: office.manager.id, onBehalf: true, text: '已整改', photos: [], at: app.clock.now()},
			],
		},
	});
	const late = await makeHazard(app, office, {state: 'rectifying', dueOn: '2027-01-02'});
	return {app, office, place, slot, reported, late};
}

eachEngine('entering a notice moves due days, duties and advice, and says which: first as a trial', async (t, kind) => {
	const {app, office, slot, reported, late} = await newYear(t, kind);
	const slots = async () => slotsOf(app, office);
	const before = await slots();
	const tried = await put(app, office, {preview: true});
	t.deepEqual(await slots(), before);
	t.is((await app.services.reader('calendar_changes')).length, 0);
	const {changes} = (await put(app, office)).body;
	t.deepEqual(tried.body.changes, changes);
	t.deepEqual(changes.counts, {slot: 1, visit: 1, duty: 1, advice: 1});
	const rows = changes.items.map(({kind: of, subject, what, was, becomes}: Record<string, string>) => [
		of,
		subject,
		what,
		was,
		becomes,
	]);
	t.deepEqual(rows, [
		['slot', `slot:${slot.id}`, null, '2027-01-01', '2026-12-31'],
		['visit', `slot:${slot.id}`, null, '2027-01-01', null],
		['duty', `hazard:${reported.id}`, 'reinspect', '2027-01-11', '2027-01-12'],
		['advice', `hazard:${late.id}`, '2027-01-02', null, '遇元旦放假，建议改为12月31日（节前）'],
	]);
	const moved = await slotById(app, office, slot.id);
	t.like(moved, {dueOn: '2026-12-31', outcome: 'open'});
	t.true(moved.assigned.on <= '2026-12-31');
	const others = (all: Array<{planId: string; dueOn: string}>) =>
		all.filter(each => each.planId !== planId).map(({dueOn}) => dueOn);
	t.deepEqual(others(before), ['2027-01-03', '2027-01-03']);
	t.true(others(await slots()).filter(day => day === '2027-01-03').length >= 2);
	const {reasons} = (await app.send('GET', `/api/slots/${slot.id}/why`, {as: office.manager})).body;
	t.true(reasons.includes('原应2027年1月3日到期，当日不是检查日，按计划提前到2026年12月31日。'));
	t.is((await app.send('GET', `/api/hazards/${late.id}`, {as: office.manager})).body.dueOn, '2027-01-02');
	await planAll(app.services, app.contextOf(system.person));
	await redateAll(app.services, app.contextOf(system.person));
	t.deepEqual(await slotById(app, office, slot.id), moved);
});

eachEngine('what a notice changed is read again in scope, page by page, and by kind', async (t, kind) => {
	const {app, office} = await newYear(t, kind);
	const see = async (query = '', as = office.manager) => app.send('GET', `/api/calendar/2027/changes${query}`, {as});
	t.is((await see()).status, 404);
	await put(app, office);
	const first = (await see('?limit=3')).body;
	t.like(first, {year: 2027, version: 1, scope: null, counts: {slot: 1, visit: 1, duty: 1, advice: 1}});
	t.deepEqual((await see(`?after=${first.next}`)).body.items.length, 1);
	t.like((await see('?kind=duty')).body.items, [{kind: 'duty'}]);
	const far = (await see('', office.inspector3)).body;
	t.deepEqual([far.items, far.counts], [[], {slot: 0, visit: 0, duty: 0, advice: 0}]);
	t.truthy(far.scope);
	t.is((await see('?kind=none')).status, 400);
	t.like((await put(app, office)).body.changes.counts, {slot: 1});
	await put(app, office, {workdays: ['2027-02-20'], version: 1});
	t.like((await see()).body, {version: 2, counts: {slot: 0, duty: 0}});
});

eachEngine('a notice that comes with the program moves due days at the next start', async (t, kind) => {
	const {app, office, slot} = await newYear(t, kind);
	const {services} = app;
	services.forms = withCalendars(services.forms, [{...notice(), year: 2027}]);
	await redateAll(services, app.contextOf(system.person));
	t.like(await slotById(app, office, slot.id), {dueOn: '2026-12-31'});
	const {body} = await app.send('GET', '/api/calendar/2027/changes', {as: office.manager});
	t.like(body, {version: 0, counts: {slot: 1}});
	t.is((await services.reader('journal').where({action: 'slots-redated'})).length, 1);
});
