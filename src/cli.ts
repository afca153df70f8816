import {backupVerb} from './cli/backup.ts';
import {createAdministratorVerb} from './cli/create-administrator.ts';
import {exportJournalVerb} from './cli/export-journal.ts';
import {fontsVerb} from './cli/fonts.ts';
import {migrateVerb} from './cli/migrate.ts';
import {restoreVerb} from './cli/restore.ts';
import {sealVerb} from './cli/seal.ts';
import type {Verb} from './cli/terminal.ts';
import {verifyJournalVerb} from './cli/verify-journal.ts';

/** Each verb is one file in cli/. */
const verbs: Record<string, Verb> = {
	migrate: migrateVerb,
	'create-administrator': createAdministratorVerb,
	seal: sealVerb,
	'verify-journal': verifyJournalVerb,
	'export-journal': exportJournalVerb,
	backup: backupVerb,
	restore: restoreVerb,
	fonts: fontsVerb,
};

const usage = `用法：npm run cli -- <命令>\n\n${Object.values(verbs)
	.map(verb => `  ${verb.usage}`)
	.join('\n')}\n`;

async function main([name = '', ...args]: string[]): Promise<number> {
	const verb = Object.hasOwn(verbs, name) ? verbs[name] : undefined;
	if (!verb) {
		process.stdout.write(name === '' || name === 'help' || name === '--help' ? usage : `没有这个命令：${name}\n\n${usage}`);
		return 2;
	}
	try {
		return await verb.run(args);
	} catch (error) {
		process.stderr.write(`未办成：${error instanceof Error ? error.message : String(error)}\n`);
		return 1;
	}
}

process.exitCode = await main(process.argv.slice(2));
