import {monitorEventLoopDelay} from 'node:perf_hooks';
import {planAll} from '../../src/actions/schedule/plan-slots.ts';
import {plusDays} from '../../src/domain/days.ts';
import {loadForms} from '../../src/forms.ts';
import {contextOf} from '../../src/http/router.ts';
import {canonical, sha256} from '../../src/store/journal/journal.ts';
import {system} from '../../src/system.ts';
import {startApp} from '../helpers/app.ts';
import {makeDistrict, withShortLists} from '../helpers/district.ts';
import {makeOffice} from '../helpers/office.ts';
import {putPlan, teamId} from '../helpers/plans.ts';

// npm run bench -- planning [points] [sqlite|postgres]: the nightly run over generated points, while lists are asked for over HTTP.
const print = (line: string) => process.stdout.write(`${line}\n`);
const points = Number(process.argv[2] ?? 50_000);
const kind = process.argv[3] === 'postgres' ? 'postgres' : 'sqlite';
const today = '2026-03-02';
const ends: Array<() => Promise<unknown>> = [];
const bench = {teardown: (end: () => Promise<unknown>) => ends.unshift(end)} as never;
const app = await startApp(bench, {kind, checkReplies: false, forms: withShortLists(loadForms())});
const office = await makeOffice(app);
await makeDistrict(app, office, {
	points,
	pairs: Math.max(1, Math.round((points * 30) / 50_000)),
	hazards: Math.ceil(points / 50),
	today,
});
const made = await putPlan(app, office, {teams: [teamId], from: today});
if (made.status >= 300) throw new Error(JSON.stringify(made.body));

print(`${points} points on ${kind}`);
await measure('at rest', async () => new Promise(resolve => setTimeout(() => resolve([]), 5000)));
let written = await slotsAsTheyStand();
for (const title of ['first run', 'second run', 'a day later', 'the same day again']) {
	if (title === 'a day later') app.clock.set(plusDays(today, 1));
	await measure(title, async () => planAll(app.services, contextOf(app.services, system, null)));
	const now = await slotsAsTheyStand();
	print(`  slots ${now === written ? 'exactly as before' : 'written'}`);
	written = now;
}
for (const end of ends) await end();
process.exit(0);

/** Every slot with all that stands in its row, as a hash. */
async function slotsAsTheyStand(): Promise<string> {
	return sha256(canonical(await app.services.engine.writer('slots').orderBy('id')));
}

/** A piece of work while somebody asks for the list of hazards all the time. */
async function measure(title: string, act: () => ReturnType<typeof planAll>): Promise<void> {
	const delay = monitorEventLoopDelay({resolution: 5});
	const idle = process.memoryUsage().rss;
	let [most, isOver] = [idle, false];
	const waits: number[] = [];
	const ask = async () => {
		while (!isOver) {
			const from = performance.now();
			const reply = await app.send('GET', '/api/hazards?limit=50', {as: office.manager});
			if (reply.status !== 200 || reply.body.items.length !== 50) throw new Error(String(reply.status));
			waits.push(performance.now() - from);
			most = Math.max(most, process.memoryUsage().rss);
			await new Promise(resolve => setTimeout(resolve, 10));
		}
	};
	delay.enable();
	const asking = ask();
	const [start, cpu] = [performance.now(), process.cpuUsage()];
	const runs = await act();
	const seconds = (performance.now() - start) / 1000;
	const {user, system: kernel} = process.cpuUsage(cpu);
	isOver = true;
	await asking;
	delay.disable();
	const sum = (pick: (run: (typeof runs)[number]) => number) => runs.reduce((n, run) => n + pick(run), 0);
	const counts = `created ${sum(r => r.created)}, superseded ${sum(r => r.superseded)}, moved ${sum(r => r.moved)}, assigned ${sum(r => r.assigned)}`;
	const sorted = waits.sort((a, b) => a - b);
	const at = (share: number) => (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(0);
	print(
		`${title}: ${seconds.toFixed(1)} s, cpu ${((user + kernel) / 1e6).toFixed(1)} s; ${counts}; list of ${sorted.length}: median ${at(0.5)}, p99 ${at(0.99)}, longest ${at(1)} ms; longest standstill ${(delay.max / 1e6).toFixed(0)} ms; ${(idle / 1e6).toFixed(0)} → ${(most / 1e6).toFixed(0)} MB`,
	);
}
