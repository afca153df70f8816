import {type Day, dayOf, plusDays, weekdayOf} from '../../src/domain/days.ts';

// npm run bench -- weeks <address> <account> <password> [days]: what the pairs of a running register walk in the coming weeks, and what looks odd about it.
const print = (line: string) => process.stdout.write(`${line}\n`);
const [address, account, password, length = '28'] = process.argv.slice(2);
if (!address || !account || !password) throw new Error('npm run bench -- weeks <address> <account> <password>');

type Stop = {site: {id: string; name: string}; minutes: number; points: Array<{dueOn: Day}>};
type Sheet = {pairId: string; people: Array<{name: string}>; minutes: number; metres: number | null; stops: Stop[]};

const session = await fetch(`${address}/api/session`, {
	method: 'POST',
	headers: {'content-type': 'application/json'},
	body: JSON.stringify({account, password}),
});
const cookie = session.headers.get('set-cookie')?.split(';')[0];
if (!cookie) throw new Error(await session.text());
const today = dayOf(new Date().toISOString());
const days = Array.from({length: Number(length)}, (_, i) => plusDays(today, i));
const pairs = new Map<string, string>();
const sheets = new Map<string, Sheet>();
for (const day of days) {
	const reply = await fetch(`${address}/api/route-sheets?day=${day}`, {headers: {cookie}});
	if (reply.status !== 200) throw new Error(`${day}: ${reply.status} ${await reply.text()}`);
	for (const sheet of ((await reply.json()) as {sheets: Sheet[]}).sheets) {
		pairs.set(sheet.pairId, sheet.people.map(({name}) => name).join('、'));
		sheets.set(`${day} ${sheet.pairId}`, sheet);
	}
}

const cellOf = (sheet: Sheet | undefined) =>
	sheet
		? `${sheet.stops.length} stops ${sheet.stops.reduce((n, {points}) => n + points.length, 0)} points ${sheet.minutes} min ${sheet.metres === null ? '?' : (sheet.metres / 1000).toFixed(1)} km`
		: '–';
const width = 38;
print(`              ${[...pairs.values()].map(name => name.padEnd(width - name.length)).join('')}`);
for (const day of days) {
	const row = [...pairs.keys()].map(pair => cellOf(sheets.get(`${day} ${pair}`)).padEnd(width));
	if (weekdayOf(day) < 6 || row.some(cell => !cell.startsWith('–')))
		print(`${day} ${'一二三四五六日'[weekdayOf(day) - 1]} ${row.join('')}`);
}

const calls = new Map<string, {name: string; days: Day[]}>();
for (const [key, {stops}] of sheets) {
	for (const {site} of stops) {
		const known = calls.get(site.id) ?? {name: site.name, days: []};
		calls.set(site.id, {...known, days: [...known.days, key.slice(0, 10)].sort()});
	}
}
const again = [...calls.values()].filter(({days: on}) => on.some((day, i) => i > 0 && day < plusDays(on[i - 1]!, 7)));
print(`${calls.size} sites; visited again within a week: ${again.length}`);
for (const {name, days: on} of again.slice(0, 20)) print(`  ${name}: ${on.join(', ')}`);
