import type {ExecutionContext} from 'ava';
import {sealDays} from '../../src/actions/journal/seal-day.ts';
import {exportJournal} from '../../src/actions/journal/verify-journal.ts';
import {putArea} from '../../src/actions/register/put-area.ts';
import {plusMilliseconds, startOf} from '../../src/domain/days.ts';
import {type App, startApp} from '../helpers/app.ts';
import type {EngineKind} from '../helpers/database.ts';
import {idOf, makeOffice, nobody} from '../helpers/office.ts';

/** Sets the population of a community: one more entry of its journal. */
export async function change(app: App, community: number, population: number): Promise<void> {
	await app.services.queue.submit(async db => {
		const id = idOf(`community${community}`);
		const [row] = (await db('areas').where({id}).select('version')) as Array<{version: number}>;
		return putArea(db, app.contextOf(nobody), id, {population, version: row!.version});
	});
}

export const seal = async (app: App) => app.services.queue.submit(async db => sealDays(db, {now: app.clock.now()}));

/** An office made on 2 March 2026, changes on 2, 3 and 5 March, sealed up to 5 March; one more change on 6 March. */
export async function startFilled(t: ExecutionContext, kind: EngineKind = 'sqlite') {
	const app = await startApp(t, {kind, today: '2026-03-02'});
	const office = await makeOffice(app);
	await change(app, 1, 100);
	app.clock.set('2026-03-03');
	await change(app, 1, 200);
	await change(app, 2, 300);
	app.clock.set('2026-03-05');
	await change(app, 3, 400);
	await change(app, 1, 500);
	app.clock.set('2026-03-06');
	const seals = await seal(app);
	await change(app, 2, 600);
	return {app, office, seals};
}

export async function exportLines(app: App): Promise<string[]> {
	const lines: string[] = [];
	await exportJournal(app.services.reader, async line => void lines.push(line));
	return lines;
}

/** The moment `minutes` after a Shanghai day has begun. */
export const minutesInto = (day: string, minutes: number) => plusMilliseconds(startOf(day), minutes * 60_000);
