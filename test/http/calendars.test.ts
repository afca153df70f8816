import test from 'ava';
import {calendarText} from '../../src/http/calendar.ts';
import {type App, startApp} from '../helpers/app.ts';
import {eachEngine} from '../helpers/database.ts';
import {inspectionPath, makeFiling, makeSlot} from '../helpers/filing.ts';
import {type Component, parseCalendar, textOf} from '../helpers/icalendar.ts';
import {makeOffice, type Office} from '../helpers/office.ts';
import {makePlace} from '../helpers/places.ts';
import {open} from '../helpers/register.ts';

const pathOf = (url: string): string => new URL(url).pathname;
const addressOf = async (app: App, as: {id: string}): Promise<string> => {
	const {status, body} = await app.send('POST', '/api/calendar-address', {as});
	if (status !== 201) throw new Error(JSON.stringify(body));
	return pathOf(body.url);
};
const eventsAt = async (app: App, path: string): Promise<Component[]> =>
	parseCalendar((await app.send('GET', path)).bytes.toString()).parts;
const numbers = (events: Component[]) => events.map(event => [textOf(event, 'UID'), textOf(event, 'SEQUENCE')]);
const both = ({inspector1, inspector2}: Office) => [inspector1.id, inspector2.id];

eachEngine('a person subscribes to his visits: one event a visit, with place, points and due days', async (t, kind) => {
	const {app, office} = await open(t, kind);
	const name = '小满, 餐馆; 甲\\乙';
	const place = await makePlace(app, office, {name});
	const cellar = await makePlace(app, office, {name, pointName: '地下车库', domain: 'underground'});
	const site = (await app.send('GET', `/api/sites/${place.siteId}`, {as: office.manager})).body;
	const body = {address: '桦苑路1号，门卫 13800001234', position: {lat: 31.25, lng: 121.4}, version: site.version};
	t.is((await app.send('PUT', `/api/sites/${place.siteId}`, {as: office.manager, body})).status, 200);
	await makeSlot(app, {place, name: 'a', dueOn: '2026-03-05', people: both(office)});
	await makeSlot(app, {place: cellar, name: 'b', dueOn: '2026-03-05', people: both(office)});
	await makeSlot(app, {place, name: 'c', dueOn: '2026-03-12', people: both(office)});
	await makeSlot(app, {place, name: 'd', dueOn: '2026-03-12', people: [office.inspector2.id, office.inspector3.id]});
	const answer = await app.send('GET', await addressOf(app, office.inspector1));
	t.is(answer.status, 200);
	t.is(answer.headers.get('content-type'), 'text/calendar; charset=utf-8');
	const calendar = parseCalendar(answer.bytes.toString());
	t.is(textOf(calendar, 'VERSION'), '2.0');
	t.is(textOf(calendar, 'X-WR-CALNAME'), '检查任务（演示）');
	const [first, second, ...rest] = calendar.parts;
	t.deepEqual(rest, []);
	t.is(textOf(first!, 'SUMMARY'), `检查：${name}（2项）`);
	t.is(textOf(first!, 'LOCATION'), '桦苑路1号，门卫 ***');
	t.is(first!.lines.find(line => line.name === 'GEO')!.value, '31.25;121.4');
	const day = first!.lines.find(line => line.name === 'DTSTART')!;
	t.deepEqual([day.parameters, day.value], [{VALUE: 'DATE'}, '20260305']);
	t.is(first!.lines.find(line => line.name === 'DTEND')!.value, '20260306');
	t.regex(textOf(first!, 'DTSTAMP')!, /^20260302T020000Z$/);
	const lines = textOf(first!, 'DESCRIPTION')!.split('\n');
	t.is(lines.length, 3);
	t.regex(lines[0]!, /^1\. 营业厅（一层）《.+》，2026年3月5日前$/);
	t.regex(lines[1]!, /^2\. 地下车库（一层）《.+》，2026年3月5日前$/);
	t.is(lines[2], '检查人员：沈一帆、顾二宁');
	t.is(second!.lines.find(line => line.name === 'DTSTART')!.value, '20260312');
	t.false(answer.bytes.toString().includes('0000123'));
	t.false(answer.bytes.toString().includes('周老板'));
});

eachEngine('an event keeps its name, and its number grows only when it says something else', async (t, kind) => {
	const {app, office} = await open(t, kind);
	const place = await makePlace(app, office);
	await makeSlot(app, {place, name: 'a', dueOn: '2026-03-05', people: both(office)});
	const path = await addressOf(app, office.inspector1);
	const first = await eventsAt(app, path);
	t.deepEqual(
		numbers(first).map(([, sequence]) => sequence),
		['0'],
	);
	app.clock.set('2026-03-04');
	t.deepEqual(await eventsAt(app, path), first);
	const tag = (await app.send('GET', path)).headers.get('etag')!;
	t.is((await app.send('GET', path, {headers: {'if-none-match': tag}})).status, 304);
	await makeSlot(app, {place, name: 'b', dueOn: '2026-03-05', people: both(office)});
	const [changed] = await eventsAt(app, path);
	t.deepEqual(numbers([changed!]), [[textOf(first[0]!, 'UID'), '1']]);
	t.is(textOf(changed!, 'LAST-MODIFIED'), '20260304T020000Z');
	const other = await eventsAt(app, await addressOf(app, office.inspector2));
	t.not(textOf(other[0]!, 'UID'), textOf(first[0]!, 'UID'));
	t.is(textOf(other[0]!, 'SEQUENCE'), '0');
	t.is((await app.send('GET', path, {headers: {'if-none-match': tag}})).status, 200);
});

eachEngine('a coming visit at which all is done before disappears; one that was made stays a week', async (t, kind) => {
	const {app, office} = await open(t, kind);
	const [place, far] = [await makePlace(app, office), await makePlace(app, office, {name: '乙'})];
	const people = both(office);
	await makeSlot(app, {place, name: 'today', dueOn: '2026-03-02', graceOn: '2026-03-09', people});
	await makeSlot(app, {place: far, name: 'coming', dueOn: '2026-03-06', people});
	const path = await addressOf(app, office.inspector1);
	for (const [name, where] of [
		['one', place],
		['two', far],
	] as const) {
		const body = makeFiling(app, {place: where, inspectors: [office.inspector1, office.inspector2]});
		t.is((await app.send('PUT', inspectionPath(name), {as: office.inspector1, body})).status, 201);
	}
	const [visit, ...rest] = await eventsAt(app, path);
	t.deepEqual(rest, []);
	t.true(textOf(visit!, 'DESCRIPTION')!.includes('已于2026年3月2日检查'));
	app.clock.set('2026-03-09');
	t.is((await eventsAt(app, path)).length, 2);
	app.clock.set('2026-03-14');
	t.is((await eventsAt(app, path)).length, 0);
});

eachEngine('a new address ends the old one, and so do giving it up and leaving', async (t, kind) => {
	const {app, office} = await open(t, kind);
	const as = office.inspector1;
	const see = async () => (await app.send('GET', '/api/calendar-address', {as})).body;
	t.deepEqual(await see(), {active: false, madeAt: null});
	t.is((await app.send('POST', '/api/calendar-address/withdrawal', {as})).status, 404);
	const old = await addressOf(app, as);
	t.deepEqual(await see(), {active: true, madeAt: app.clock.now()});
	const fresh = await addressOf(app, as);
	t.is((await app.send('GET', old)).status, 404);
	t.is((await app.send('GET', fresh)).status, 200);
	t.is((await app.send('POST', '/api/calendar-address/withdrawal', {as: office.inspector2})).status, 404);
	t.deepEqual((await app.send('POST', '/api/calendar-address/withdrawal', {as})).body, {active: false, madeAt: null});
	t.is((await app.send('GET', fresh)).status, 404);
	const last = await addressOf(app, as);
	const body = {toOn: '2026-03-02', version: as.version};
	t.is((await app.send('PUT', `/api/people/${as.id}`, {as: office.administrator, body})).status, 200);
	t.is((await app.send('GET', last)).status, 200);
	app.clock.set('2026-03-03');
	t.is((await app.send('GET', last)).status, 404);
	const kept = JSON.stringify([
		await app.services.reader('calendar_addresses'),
		await app.services.reader('journal').where('subject', 'like', 'calendar-address:%'),
		await app.services.reader('replies'),
	]);
	for (const path of [old, fresh, last]) t.false(kept.includes(/calendar\/(.+)\.ics/.exec(path)![1]!));
	t.is((await app.services.reader('journal').where('subject', 'like', 'calendar-address:%')).length, 4);
});

eachEngine('the secret of a calendar opens nothing else, and no session is needed for it', async (t, kind) => {
	const {app, office} = await open(t, kind);
	const path = await addressOf(app, office.inspector1);
	const secret = /calendar\/(.+)\.ics/.exec(path)![1]!;
	t.is((await app.send('GET', '/api/session', {headers: {authorization: `Bearer ${secret}`}})).status, 401);
	t.is((await app.send('GET', '/api/pack', {headers: {cookie: `register_session=${secret}`}})).status, 401);
	const token = (await app.send('POST', '/api/tokens', {as: office.inspector1, body: {name: '手机', expiresOn: '2026-12-31'}}))
		.body;
	t.is((await app.send('GET', `/f/calendar/${token.secret}.ics`)).status, 404);
});

eachEngine('scope holds: what a person may no longer see leaves his calendar', async (t, kind) => {
	const {app, office} = await open(t, kind);
	const place = await makePlace(app, office, {community: 2});
	await makeSlot(app, {place, dueOn: '2026-03-05', people: both(office)});
	t.deepEqual(await eventsAt(app, await addressOf(app, office.inspector1)), []);
});

test('who guesses addresses is held back', async t => {
	const app = await startApp(t, {trustProxy: true});
	const office = await makeOffice(app);
	const path = await addressOf(app, office.inspector1);
	const headers = {'x-forwarded-for': '203.0.113.77'};
	let last = 0;
	for (let n = 0; n < 31; n++) last = (await app.send('GET', `/f/calendar/${'x'.repeat(40)}${n}.ics`, {headers})).status;
	t.is(last, 429);
	t.is((await app.send('GET', path, {headers})).status, 200);
});

test('any text survives: separators, line breaks, long words, characters of four bytes', t => {
	const texts = [
		'甲，乙;丙,丁\\戊\n己\r\n庚',
		'𠮷'.repeat(60),
		'x'.repeat(74),
		'é'.repeat(200),
		'BEGIN:VEVENT\nEND:VEVENT',
		'\\n',
	];
	const events = texts.map((text, i) => ({
		id: String(i),
		on: '2026-12-31',
		title: text,
		place: text,
		position: null,
		text,
		sequence: i,
		changedAt: '2026-03-02T02:00:00.000Z',
	}));
	const {parts} = parseCalendar(calendarText('检查任务', events));
	t.deepEqual(
		parts.map(event => ['SUMMARY', 'LOCATION', 'DESCRIPTION'].map(name => textOf(event, name))),
		texts.map(text => Array(3).fill(text.replaceAll('\r\n', '\n'))),
	);
	t.is(parts[0]!.lines.find(({name}) => name === 'DTEND')!.value, '20270101');
});

eachEngine('a calendar whose days were computed without the holidays of the coming year says so', async (t, kind) => {
	const {app, office} = await open(t, kind);
	const address = await addressOf(app, office.inspector1);
	const {warnings} = (await app.send('GET', '/api/session', {as: office.inspector1})).body;
	t.regex(warnings[0], /2027年的放假安排/);
	t.is(textOf(parseCalendar((await app.send('GET', address)).bytes.toString()), 'X-WR-CALDESC'), warnings.join(''));
	const year = {year: 2027, source: '测试', holidays: [], workdays: []};
	app.services.forms = {...app.services.forms, calendars: new Map([...app.services.forms.calendars, [2027, year]])};
	t.is(textOf(parseCalendar((await app.send('GET', address)).bytes.toString()), 'X-WR-CALDESC'), undefined);
});
