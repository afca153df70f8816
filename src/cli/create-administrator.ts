import {v7 as uuidv7} from 'uuid';
import {putPerson} from '../actions/people/put-person.ts';
import {systemClock} from '../clock.ts';
import {Account} from '../contract/people.ts';
import {Problem} from '../domain/problem.ts';
import {migrate} from '../store/engine.ts';
import {createQueue} from '../store/queue.ts';
import {askSecret, readStdin, say, type Verb, withEngine} from './terminal.ts';

const shortest = 10;

export const createAdministratorVerb: Verb = {
	usage: 'create-administrator <账号> <姓名> [--password-stdin]   设立第一个管理员',
	async run(args) {
		const [account, name, ...rest] = args.filter(arg => arg !== '--password-stdin');
		if (!account || !name || rest.length > 0) {
			say('用法：create-administrator <账号> <姓名> [--password-stdin]');
			return 2;
		}
		if (!new RegExp(Account.pattern!).test(account)) return refuse('账号应为 2–40 位字母、数字、点、横线或下划线。');
		if (name.length > 80) return refuse('姓名最多 80 个字。');
		const password = await readPassword(args.includes('--password-stdin'));
		if (password === undefined) return refuse('请在终端运行，或用 ADMINISTRATOR_PASSWORD、--password-stdin 给出口令。');
		if (password.length < shortest || password.length > 200) return refuse(`口令应为 ${shortest}–200 位，未设立。`);
		return create(account, name, password);
	},
};

async function readPassword(fromStdin: boolean): Promise<string | undefined> {
	if (fromStdin) return readStdin();
	if (process.env.ADMINISTRATOR_PASSWORD !== undefined) return process.env.ADMINISTRATOR_PASSWORD;
	return process.stdin.isTTY ? askSecret(`口令（至少 ${shortest} 位）：`) : undefined;
}

const create = async (account: string, name: string, password: string): Promise<number> =>
	withEngine(async engine => {
		await migrate(engine);
		const act = {actor: 'command-line', now: systemClock.now(), today: systemClock.today(), requestId: null};
		try {
			await createQueue(engine).submit(async db =>
				putPerson(db, act, uuidv7(), {account, name, roles: ['administrator'], password}),
			);
		} catch (error) {
			if (!(error instanceof Problem)) throw error;
			return refuse(error.errors.map(fault => fault.message).join('') || error.message);
		}
		say(`已设立管理员 ${name}（${account}）。请登录后设置区域、人员和授权。`);
		return 0;
	});

function refuse(why: string): number {
	say(why);
	return 1;
}
