import {spawn} from 'node:child_process';
import {mkdtempSync, readFileSync, statSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {verify} from '@node-rs/argon2';
import test from 'ava';
import {sealDays} from '../../src/actions/journal/seal-day.ts';
import {openEngine} from '../../src/store/engine.ts';

const cli = fileURLToPath(new URL('../../src/cli.js', import.meta.url));
const newFolder = () => mkdtempSync(path.join(tmpdir(), 'register-cli-'));

async function run(folder: string, args: string[], {input = '', env = {}}: {input?: string; env?: Record<string, string>} = {}) {
	const {ADMINISTRATOR_PASSWORD: _, DATABASE_URL: __, ...rest} = process.env;
	const child = spawn(process.execPath, [cli, ...args], {env: {...rest, DATA_DIR: folder, ...env}});
	child.stdin.end(input);
	let says = '';
	child.stdout.on('data', chunk => (says += String(chunk)));
	child.stderr.on('data', chunk => (says += String(chunk)));
	const code = await new Promise<number | null>(resolve => child.on('close', resolve));
	return {code, says};
}

test('an unknown command prints the usage and ends with 2', async t => {
	for (const args of [[], ['verfy'], ['__proto__'], ['toString']]) {
		const {code, says} = await run(newFolder(), args);
		t.is(code, 2);
		t.regex(says, /用法/);
		t.regex(says, /export-journal/);
	}
	t.is((await run(newFolder(), ['export-journal'])).code, 2);
	t.is((await run(newFolder(), ['create-administrator', 'admin'])).code, 2);
});

test('reading commands do not make a database by mistake', async t => {
	const {code, says} = await run(newFolder(), ['verify-journal']);
	t.is(code, 1);
	t.regex(says, /尚未建立/);
});

test('the first administrator is made on an empty database, with a person and nothing else', async t => {
	const folder = newFolder();
	const made = await run(folder, ['create-administrator', 'admin', '管理员', '--password-stdin'], {input: 'right password\n'});
	t.is(made.code, 0, made.says);
	t.notRegex(made.says, /right password/);
	const engine = openEngine({folder});
	const people = (await engine.reader('people')) as Array<{account: string; name: string; roles: string; password_hash: string}>;
	t.is(people.length, 1);
	t.is(people[0]!.account, 'admin');
	t.is(people[0]!.name, '管理员');
	t.is(people[0]!.roles, '["administrator"]');
	t.true(await verify(people[0]!.password_hash, 'right password'));
	t.is((await engine.reader('grants')).length, 0);
	const journal = (await engine.reader('journal')) as Array<{actor: string; after: string}>;
	t.is(journal[0]!.actor, 'command-line');
	t.notRegex(journal[0]!.after, /argon2|right password/);
	await engine.close();
});

test('an account that exists, a short password and a bad name are refused', async t => {
	const folder = newFolder();
	const env = {ADMINISTRATOR_PASSWORD: 'right password'};
	t.is((await run(folder, ['create-administrator', 'admin', '管理员'], {env})).code, 0);
	const again = await run(folder, ['create-administrator', 'admin', '别人'], {env});
	t.is(again.code, 1);
	t.regex(again.says, /已有人使用/);
	const short = await run(folder, ['create-administrator', 'second', '二'], {env: {ADMINISTRATOR_PASSWORD: '123456789'}});
	t.is(short.code, 1);
	t.regex(short.says, /10/);
	t.is((await run(folder, ['create-administrator', '张三', '张三'], {env})).code, 1);
	t.is((await run(folder, ['create-administrator', 'third', '三'])).code, 1, 'no password given');
	const engine = openEngine({folder});
	t.is((await engine.reader('people')).length, 1);
	await engine.close();
});

test('verify-journal tells what it found and ends with 0, or with 1 and the first bad entry', async t => {
	const folder = newFolder();
	await run(folder, ['create-administrator', 'admin', '管理员'], {env: {ADMINISTRATOR_PASSWORD: 'right password'}});
	const whole = await run(folder, ['verify-journal']);
	t.is(whole.code, 0);
	t.regex(whole.says, /日志完好：1 条/);
	const engine = openEngine({folder});
	await engine.writer('journal').update({reason: 'changed'});
	const [{subject}] = (await engine.reader('journal')) as [{subject: string}];
	await engine.close();
	const broken = await run(folder, ['verify-journal']);
	t.is(broken.code, 1);
	t.true(broken.says.includes(subject), broken.says);
});

test('a register is sealed, exported for its owner only, and proved by the stand-alone verifier', async t => {
	const folder = newFolder();
	t.is((await run(folder, ['migrate'])).code, 0);
	await run(folder, ['create-administrator', 'admin', '管理员'], {env: {ADMINISTRATOR_PASSWORD: 'right password'}});
	const engine = openEngine({folder});
	const seals = await sealDays(engine.writer, {now: '2099-01-01T00:00:00.000Z'});
	await engine.close();
	t.true(seals.length > 0);
	t.regex((await run(folder, ['seal'])).says, /没有待封存/);
	const file = path.join(folder, 'journal.jsonl');
	const exported = await run(folder, ['export-journal', file]);
	t.is(exported.code, 0, exported.says);
	t.is(statSync(file).mode & 0o077, 0);
	const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
	t.is(lines.length, 1 + seals.length);
	t.is((JSON.parse(lines[0]!) as {kind: string}).kind, 'entry');
});

test('the fonts of the papers are listed', async t => {
	const {code, says} = await run(newFolder(), ['fonts']);
	t.is(code, 0);
	t.regex(says, /仿宋/);
});
