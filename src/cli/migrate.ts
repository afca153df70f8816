import {migrate} from '../store/engine.ts';
import {say, type Verb, withEngine} from './terminal.ts';

export const migrateVerb: Verb = {
	usage: 'migrate                                   建立或更新数据库结构',
	run: async () =>
		withEngine(async engine => {
			const done = await migrate(engine);
			say(done.length === 0 ? '数据库结构已是最新。' : `已更新数据库结构：\n${done.map(file => `  ${file}`).join('\n')}`);
			return 0;
		}),
};
