import {rmSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {systemClock} from '../../src/clock.ts';
import {loadForms} from '../../src/forms.ts';
import {type Captured, capture} from '../helpers/capture.ts';
import {copyOfCity, startOn} from '../helpers/city/copy.ts';
import {type FilingAsk, openField} from '../helpers/city/filings.ts';
import {startBare, startService} from '../helpers/city/listening.ts';
import {type Ask, type Poured, pour, quantile} from '../helpers/load.ts';

/**
 * npm run bench -- filing [scale] [count]: inspections of 32 items with 3 failed and 3 photos, filed one after the other and
 * 32 at once with the real server, and in the same run the bare engine with the very statements that the product sent.
 */
const print = (line: string) => process.stdout.write(`${line}\n`);
const [scale = '1', count = '1200'] = process.argv.slice(2);
const many = Number(count);
const few = Math.ceil(many / 4);
const turns = 2;
const ends: Array<() => Promise<unknown>> = [];
const bench = {teardown: (end: () => Promise<unknown>) => ends.unshift(end)} as never;
const end = async () => {
	for (const each of ends.splice(0)) await each();
};

const {items} = loadForms().checklists.get('fire/daily@1')!;
const small = copyOfCity(0.01);
const file = path.join(small, 'captured.json');
writeFileSync(file, JSON.stringify(await captureFilings((many + few) * turns)));
const folder = copyOfCity(Number(scale));
const field = await openField(folder, items);
const ours = await field.filings('product', (many + few) * turns);
await field.filings('bare', (many + few) * turns);
await field.close();
print(`scale ${scale}: ${many} filings 32 at once, ${few} one after the other, ${turns} turns; milliseconds`);

const rows: Record<string, {product: Poured[]; bare: Poured[]}> = {
	'at 1': {product: [], bare: []},
	'at 32': {product: [], bare: []},
};
for (let turn = 0; turn < turns; turn++) {
	const from = turn * (many + few);
	await measure('product', ours.slice(from, from + many + few));
	await measure(
		'bare',
		Array.from({length: many + few}, (_, i): Ask => ({method: 'PUT', path: `/${from + i}`, body: ours[from + i]!.body!})),
	);
}
for (const [title, {product, bare}] of Object.entries(rows)) {
	const [own, other] = [rate(product), rate(bare)];
	print(`${title.padEnd(6)} product ${line(product)}   bare engine ${line(bare)}   ${(own / other).toFixed(2)} ×`);
}
for (const each of [small, folder]) rmSync(each, {recursive: true, force: true});
process.exit(0);

/** What the product asks of the database for each filing, taken down on the small register, whose first places are the same. */
async function captureFilings(wanted: number): Promise<Captured[]> {
	const place = await openField(small, items);
	const asks = await place.filings('bare', wanted);
	await place.close();
	const app = await startOn(bench, small, systemClock, 'BARE');
	const captured: Captured[] = [];
	for (const ask of asks) captured.push(await capture(app.services.engine, async () => send(app.origin, ask)));
	await end();
	return captured;
}

async function send(origin: string, {method, path: to, headers, body}: FilingAsk): Promise<void> {
	const reply = await fetch(origin + to, {method, headers: headers!, body: body!});
	const text = await reply.text();
	if (reply.status !== 201) throw new Error(text);
}

async function measure(who: 'product' | 'bare', asks: Ask[]): Promise<void> {
	const {origin, stop} = await (who === 'product' ? startService(folder) : startBare(folder, file));
	const one = await pour(origin, asks.slice(0, few).values(), 1);
	const all = await pour(origin, asks.slice(few).values(), 32);
	await stop();
	rows['at 1']![who].push(one);
	rows['at 32']![who].push(all);
}

function rate(poured: Poured[]): number {
	return poured.reduce((sum, {perSecond}) => sum + perSecond, 0) / poured.length;
}

function line(poured: Poured[]): string {
	const times = poured.flatMap(each => each.times).sort((a, b) => a - b);
	const statuses = [...new Set(poured.flatMap(each => Object.keys(each.statuses)))].join(',');
	return `${rate(poured).toFixed(0)}/s p50 ${quantile(times, 0.5).toFixed(1)} p99 ${quantile(times, 0.99).toFixed(0)} (${statuses})`;
}
