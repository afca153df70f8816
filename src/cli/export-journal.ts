import {open, rename, rm} from 'node:fs/promises';
import {exportJournal} from '../actions/journal/verify-journal.ts';
import {say, type Verb, withRegister} from './terminal.ts';

export const exportJournalVerb: Verb = {
	usage: 'export-journal <文件>                     导出日志与封存值，供 db/verify-journal.mjs 独立核验',
	async run([file, ...rest]) {
		if (!file || rest.length > 0) {
			say('用法：export-journal <文件>');
			return 2;
		}
		return withRegister(async engine => {
			const {entries, seals} = await writeWhole(file, async write => exportJournal(engine.reader, write));
			say(`已导出 ${entries} 条日志、${seals} 个封存值：${file}`);
			return 0;
		});
	},
};

/** Under another name until it is complete. Only its owner may read it: a journal holds telephone numbers. */
async function writeWhole<T>(file: string, act: (write: (line: string) => Promise<void>) => Promise<T>): Promise<T> {
	const draft = `${file}.${process.pid}.part`;
	const handle = await open(draft, 'wx', 0o600);
	try {
		let lines: string[] = [];
		const flush = async () => {
			const text = lines.map(line => `${line}\n`).join('');
			lines = [];
			await handle.appendFile(text);
		};
		const result = await act(async line => {
			lines.push(line);
			if (lines.length >= 1000) await flush();
		});
		await flush();
		await handle.sync();
		await rename(draft, file);
		return result;
	} catch (error) {
		await rm(draft, {force: true});
		throw error;
	} finally {
		await handle.close();
	}
}
