import {spawnSync} from 'node:child_process';
import {existsSync, mkdirSync, readdirSync} from 'node:fs';
import {writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {papers} from '../../../reports/index.ts';
import {root} from '../../../src/root.ts';
import {drawn, noticeOf} from '../papers.ts';

// npm run validate-pdf: every kind of paper through veraPDF as PDF/A-2a and PDF/UA-1, with FONT_DIR in the office's own fonts.
// Needs a JDK, npm and apt-get; says what is missing and validates nothing then. It never waits long for the network.
const engine = '@opendataloader/pdf@2.5.11';
const debs = [
	'libjaxb-java',
	'libjaxb-api-java',
	'libistack-commons-java',
	'libtxw2-java',
	'libstax-ex-java',
	'libfastinfoset-java',
];
const activation = ['libjakarta-activation-java', 'libjaf-java'];
const folder = path.join(tmpdir(), 'register-pdf-validate');
mkdirSync(folder, {recursive: true});

const run = (command: string, args: string[], cwd = folder) =>
	spawnSync(command, args, {cwd, encoding: 'utf8', timeout: 180_000});
const lacks = (command: string) => run(command, ['-version']).error !== undefined;
const give = (text: string) => process.stdout.write(`${text}\n`);
const stop = (text: string): never => {
	give(`NOT VALIDATED: ${text}`);
	process.exit(0);
};

if (lacks('java') || lacks('javac')) stop('no JDK is available (java and javac).');
const jar = path.join(folder, 'node_modules/@opendataloader/pdf/lib/opendataloader-pdf-cli.jar');
if (!existsSync(jar))
	run('npm', [
		'install',
		'--no-save',
		'--ignore-scripts',
		'--fetch-retries=1',
		'--fetch-timeout=30000',
		'--prefix',
		folder,
		engine,
	]);
if (!existsSync(jar)) stop(`${engine} could not be installed.`);
const java = path.join(folder, 'usr/share/java');
if (!existsSync(java)) fetchJars();
if (!existsSync(java)) stop('libjaxb-java could not be fetched with apt-get.');

const classpath = [jar, ...jarsIn(java), folder].join(':');
const compiled = run('javac', ['-cp', classpath, '-d', folder, path.join(root, 'test/reports/validate/Validate.java')]);
if (compiled.status !== 0) stop(compiled.stderr);
const checked = run('java', ['-cp', classpath, 'Validate', '2a,ua1', ...(await drawAll())]);
give(checked.stdout.trim());
if (!/compliant/.test(checked.stdout)) stop(`veraPDF did not run: ${checked.stderr.slice(0, 400)}`);
process.exit(checked.status ?? 1);

function fetchJars() {
	for (const deb of [...debs, ...activation])
		run('apt-get', ['-o', 'Acquire::http::Timeout=10', '-o', 'Acquire::Retries=0', 'download', deb]);
	for (const file of readdirSync(folder).filter(name => name.endsWith('.deb'))) run('dpkg-deb', ['-x', file, folder]);
}

function jarsIn(directory: string) {
	return readdirSync(directory)
		.filter(name => name.endsWith('.jar') && existsSync(path.join(directory, name)))
		.map(name => path.join(directory, name));
}

async function drawAll(): Promise<string[]> {
	const samples = Object.entries(papers).map(([name, {blocks, sample}]) => [name, blocks(sample as never)] as const);
	const stamped = papers['rectification-notice'].blocks(noticeOf(40));
	const files = [...samples.map(([name, blocks]) => ({name, blocks, demo: false})), {name: 'forty', blocks: stamped, demo: true}];
	return Promise.all(
		files.map(async ({name, blocks, demo}) => {
			const file = path.join(folder, `${name}.pdf`);
			await writeFile(file, (await drawn(blocks, {demo})).pdf);
			return file;
		}),
	);
}
