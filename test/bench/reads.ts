import {existsSync, rmSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {systemClock} from '../../src/clock.ts';
import {plusDays, startOf} from '../../src/domain/days.ts';
import {type Captured, capture} from '../helpers/capture.ts';
import {copyOfCity, startOn} from '../helpers/city/copy.ts';
import {cityFolder} from '../helpers/city/folder.ts';
import {memoryOf, type Service, signedIn, startBare, startService} from '../helpers/city/listening.ts';
import {type Ask, type Poured, pour, quantile, repeated} from '../helpers/load.ts';
import {idOf} from '../helpers/office.ts';

/**
 * npm run bench -- reads [scale]: what people look at, from the register of a city by the real server, beside the bare engine
 * with the product's own statements in the same run, and the list beside that of a hundredth of the register.
 */
const print = (line: string) => process.stdout.write(`${line}\n`);
const [scale = '1'] = process.argv.slice(2);
const today = systemClock.today();
const list = `/api/hazards?overdue=true&domain=fire&area=${idOf('city community 0')}&limit=50`;
const moments = Array.from({length: 10}, (_, i) => startOf(plusDays(today, -100 * (i + 1))));
const paths: Record<string, string[]> = {
	'list of 50, overdue, one domain, one community': [list],
	'search 燃气': [`/api/hazards?q=${encodeURIComponent('燃气')}&state=all&limit=50`],
	'as of ten moments: page of 50 and count': moments.map(at => `/api/hazards?asOf=${at}&limit=50&count=true`),
};

const folder = copyOfCity(Number(scale));
const headers = await signedIn(folder, 'manager');
const askOf = (to: string): Ask => ({method: 'GET', path: to, headers});
const every = Object.values(paths).flat();
const file = path.join(folder, 'captured.json');
writeFileSync(file, JSON.stringify(await captured()));

const service = await startService(folder);
print(`scale ${scale}: started in ${(service.startedIn / 1000).toFixed(2)} s`);
await new Promise(resolve => setTimeout(resolve, 140_000));
print(
	`idle for two minutes: ${memoryOf(service.child).now.toFixed(0)} MB (most so far ${memoryOf(service.child).peak.toFixed(0)} MB)`,
);
await figures(service);
const bare = await startBare(folder, file);
for (const [title, asks] of Object.entries(paths)) await compare(title, asks);
await bare.stop();
print(`memory at the end: ${memoryOf(service.child).now.toFixed(0)} MB, most ${memoryOf(service.child).peak.toFixed(0)} MB`);
await service.stop();
if (scale !== '0.01' && existsSync(cityFolder(0.01))) await growth();
rmSync(folder, {recursive: true, force: true});
process.exit(0);

async function captured(): Promise<Captured[]> {
	const ends: Array<() => Promise<unknown>> = [];
	const app = await startOn({teardown: (end: () => Promise<unknown>) => ends.unshift(end)} as never, folder, systemClock);
	const all: Captured[] = [];
	for (const to of every)
		all.push(
			await capture(app.services.engine, async () => {
				const reply = await fetch(app.origin + to, {headers});
				if (reply.status !== 200) throw new Error(await reply.text());
				await reply.arrayBuffer();
			}),
		);
	for (const end of ends) await end();
	return all;
}

/** One after the other for the times, 32 at once for how many; turn about. */
async function compare(title: string, asks: string[]): Promise<void> {
	const ours = asks.map(askOf);
	const theirs = asks.map((to): Ask => ({method: 'GET', path: `/${every.indexOf(to)}`}));
	const [alone, together]: [Record<'own' | 'other', Poured[]>, Record<'own' | 'other', Poured[]>] = [
		{own: [], other: []},
		{own: [], other: []},
	];
	for (let turn = 0; turn < 2; turn++) {
		for (const [i, ask] of ours.entries()) {
			alone.own.push(await pour(service.origin, repeated(ask, 60), 1));
			alone.other.push(await pour(bare.origin, repeated(theirs[i]!, 60), 1));
		}
		together.own.push(await pour(service.origin, repeated(ours[0]!, 600), 32));
		together.other.push(await pour(bare.origin, repeated(theirs[0]!, 600), 32));
	}
	const worst = (poured: Poured[]) => Math.max(...poured.map(({times}) => quantile(times, 0.5)));
	const rate = (poured: Poured[]) => poured.reduce((sum, {perSecond}) => sum + perSecond, 0) / poured.length;
	print(
		`${title}: p50 ${worst(alone.own).toFixed(2)} ms (bare ${worst(alone.other).toFixed(2)}); 32 at once ${rate(together.own).toFixed(0)}/s (bare ${rate(together.other).toFixed(0)}/s), ${(rate(together.own) / rate(together.other)).toFixed(2)} ×, p99 ${quantile(
			together.own.flatMap(({times}) => times).sort((a, b) => a - b),
			0.99,
		).toFixed(0)} ms`,
	);
}

async function figures({origin}: Service): Promise<void> {
	const ask = (days: number) => askOf(`/api/figures?from=${plusDays(today, -365 - days)}&to=${plusDays(today, -days)}`);
	const time = async (each: Ask) => (await pour(origin, repeated(each, 1), 1)).times[0]!;
	const cold = await time(ask(0));
	const first: number[] = [];
	for (let i = 1; i <= 7; i++) first.push(await time(ask(i)));
	const again = await pour(origin, repeated(ask(7), 20), 1);
	first.sort((a, b) => a - b);
	print(
		`figures of a year: cold ${cold.toFixed(0)} ms, first p50 ${quantile(first, 0.5).toFixed(0)} ms, remembered p50 ${quantile(again.times, 0.5).toFixed(1)} ms`,
	);
}

/** The same list over a hundredth of the inspections. */
async function growth(): Promise<void> {
	const times: Record<string, number> = {};
	for (const each of [0.01, Number(scale)]) {
		const copy = each === Number(scale) ? folder : copyOfCity(each);
		const own = await signedIn(copy, 'manager');
		const running = await startService(copy);
		await new Promise(resolve => setTimeout(resolve, 10_000));
		times[each] = quantile((await pour(running.origin, repeated({...askOf(list), headers: own}, 300), 1)).times, 0.5);
		await running.stop();
		if (copy !== folder) rmSync(copy, {recursive: true, force: true});
	}
	print(
		`list p50: ${Object.entries(times)
			.map(([each, time]) => `scale ${each} ${time.toFixed(2)} ms`)
			.join(', ')}`,
	);
}
