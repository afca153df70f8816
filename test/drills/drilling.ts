import {rmSync} from 'node:fs';

/** What is lost, doubled or wrong; and the figures, row by row. */
export type Outcome = {faults: string[]; table: string[]};
export type Say = (line: string) => void;
/** What the helpers of the tests want of a test: to be told when it is over. */
export type Stand = never;
export const say: Say = line => void process.stdout.write(`${line}\n`);

/** Runs one drill within its time; prints its faults and a last line, and ends with 1 when there are any. */
export async function drill(
	name: string,
	{minutes}: {minutes: number},
	act: (t: Stand, say: Say) => Promise<Outcome>,
): Promise<void> {
	const ends: Array<() => unknown> = [];
	const started = performance.now();
	const seconds = () => ((performance.now() - started) / 1000).toFixed(0);
	const end = (faults: string[]): never => {
		for (const fault of faults.slice(0, 50)) say(`  ✗ ${fault}`);
		say(
			faults.length === 0 ? `${name}: held, in ${seconds()} s` : `${name}: BROKEN, ${faults.length} faults, after ${seconds()} s`,
		);
		process.exit(faults.length === 0 ? 0 : 1);
	};
	const late = setTimeout(() => end([`not over after ${minutes} minutes`]), minutes * 60_000);
	const stand = {
		teardown: (undo: () => unknown) => ends.unshift(undo),
		passed: true,
		log: say,
		is: (actual: unknown, expected: unknown, why?: string) => {
			if (!Object.is(actual, expected)) throw new Error(`${String(actual)} instead of ${String(expected)}: ${why ?? ''}`);
		},
		true: (value: unknown, why?: string) => {
			if (value !== true) throw new Error(why ?? 'not so');
		},
	};
	const broken = (error: unknown): Outcome => ({
		faults: [error instanceof Error ? (error.stack ?? error.message) : String(error)],
		table: [],
	});
	const {faults, table} = await act(stand as never, say).catch(broken);
	for (const row of table) say(row);
	clearTimeout(late);
	for (const undo of ends) await undo();
	end(faults);
}

/** A folder that is gone with the drill. */
export const withoutTrace = (folder: string): void => rmSync(folder, {recursive: true, force: true});

/** A small table of figures, in columns. */
export function tableOf(rows: ReadonlyArray<ReadonlyArray<string | number>>): string[] {
	const widths = rows[0]!.map((_, column) => Math.max(...rows.map(row => String(row[column]).length)));
	return rows.map(row =>
		row.map((cell, i) => (i === 0 ? String(cell).padEnd(widths[i]!) : String(cell).padStart(widths[i]!))).join('  '),
	);
}
