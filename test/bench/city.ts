import {existsSync, renameSync, rmSync} from 'node:fs';
import {verifyJournal} from '../../src/actions/journal/verify-journal.ts';
import {systemClock} from '../../src/clock.ts';
import {openEngine} from '../../src/store/engine.ts';
import {startApp} from '../helpers/app.ts';
import {makeCity} from '../helpers/city/city.ts';
import {cityFolder, citySize} from '../helpers/city/folder.ts';
import {allow} from '../helpers/phone-world.ts';

/**
 * npm run bench -- city [scale]: builds the register of a city (scale 1: 50,000 points, a million inspections, 300,000
 * hazards, 2.5 million entries over three years) once for this machine, checks its journal and prints what is in it.
 */
const print = (line: string) => process.stdout.write(`${line}\n`);
const scale = Number(process.argv[2] ?? 1);
const folder = cityFolder(scale);
const today = systemClock.today();
if (existsSync(folder)) print(`${folder} is there already`);
else await build();
await show();
process.exit(0);

async function build(): Promise<void> {
	const start = performance.now();
	const ends: Array<() => Promise<unknown>> = [];
	const app = await startApp({teardown: (end: () => Promise<unknown>) => ends.unshift(end)} as never, {
		today,
		checkReplies: false,
	});
	const {writer} = app.services.engine;
	// Only while it is built: nothing here has to survive a power cut.
	for (const pragma of ['synchronous = OFF', 'cache_size = -2000000', 'wal_autocheckpoint = 20000'])
		await writer.raw(`PRAGMA ${pragma}`);
	let tenth = 0;
	const {office} = await makeCity(app, citySize(scale, today), (day, done) => {
		if (done * 20 < tenth) return;
		tenth++;
		print(`${day} ${(done * 100).toFixed(0)} % ${((performance.now() - start) / 1000).toFixed(0)} s`);
	});
	for (const person of [office.manager, office.leader, office.administrator, office.auditor, office.inspector1])
		await allow(app, office, person);
	await writer.raw('PRAGMA wal_checkpoint(TRUNCATE)');
	for (const end of ends) await end();
	rmSync(folder, {recursive: true, force: true});
	renameSync(app.folder, folder);
	print(`built in ${((performance.now() - start) / 1000).toFixed(0)} s`);
}

async function show(): Promise<void> {
	const engine = openEngine({folder});
	for (const table of [
		'sites',
		'risk_points',
		'inspections',
		'checks',
		'slots',
		'hazards',
		'hazard_versions',
		'hazard_dates',
		'journal',
		'seals',
	]) {
		const [row] = (await engine.reader(table).count({n: '*'})) as Array<{n: number}>;
		print(`${table.padEnd(18)}${String(row!.n).padStart(10)}`);
	}
	const [open] = (await engine.reader('hazards').whereNull('ended_at').count({n: '*'})) as Array<{n: number}>;
	print(`${'open hazards'.padEnd(18)}${String(open!.n).padStart(10)}`);
	const start = performance.now();
	const verdict = await verifyJournal(engine.reader);
	print(`journal verified in ${((performance.now() - start) / 1000).toFixed(0)} s: ${JSON.stringify(verdict)}`);
	await engine.close();
	if (verdict.firstFault) process.exit(1);
}
