import {createInterface} from 'node:readline';
import {Writable} from 'node:stream';
import {readConfig} from '../config.ts';
import {type Engine, openEngine} from '../store/engine.ts';
import {hasJournal} from '../store/journal/seals.ts';

/** One verb of the command line; `run` answers the exit code. */
export type Verb = {usage: string; run: (args: string[]) => Promise<number>};

export const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Opens the configured database for one command and closes it afterwards. */
export async function withEngine(act: (engine: Engine) => Promise<number>): Promise<number> {
	const {databaseUrl, dataDir} = readConfig(process.env);
	const engine = openEngine({databaseUrl, folder: dataDir});
	try {
		return await act(engine);
	} finally {
		await engine.close();
	}
}

/** The same for commands that only read: they must not make a database by mistake. */
export const withRegister = async (act: (engine: Engine) => Promise<number>): Promise<number> =>
	withEngine(async engine => {
		if (await hasJournal(engine.writer)) return act(engine);
		say('数据库尚未建立，请先运行 npm run migrate，或检查 DATA_DIR、DATABASE_URL。');
		return 1;
	});

/** Asks without showing what is typed. */
export async function askSecret(question: string): Promise<string> {
	process.stdout.write(question);
	const silent = new Writable({write: (_chunk, _encoding, done) => done()});
	const lines = createInterface({input: process.stdin, output: silent, terminal: true});
	const answer = await new Promise<string>(resolve => {
		lines.once('line', resolve);
		lines.once('close', () => resolve(''));
	});
	lines.close();
	process.stdout.write('\n');
	return answer;
}

/** Everything that is piped in, without the newline that ends it. */
export async function readStdin(): Promise<string> {
	const chunks: Buffer[] = [];
	for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
	return Buffer.concat(chunks)
		.toString('utf8')
		.replace(/\r?\n$/, '');
}
