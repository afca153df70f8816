import path from 'node:path';
import {readConfig} from '../config.ts';
import {createFiles} from '../files.ts';
import {stepTimer} from './backup/manifest.ts';
import {unpack} from './backup/unpack.ts';
import {say, type Verb} from './terminal.ts';

export const restoreVerb: Verb = {
	usage: 'restore <文件.tar>                        把备份恢复到空的 DATA_DIR（和空的 DATABASE_URL）',
	async run([file, ...rest]) {
		if (!file || rest.length > 0) {
			say('用法：DATA_DIR=<空文件夹> restore <文件.tar>');
			return 2;
		}
		const {dataDir: folder, databaseUrl} = readConfig(process.env);
		const step = stepTimer(say, () => performance.now());
		const {madeAt} = await unpack({file: path.resolve(file), folder, databaseUrl, files: createFiles(folder), step});
		say(`已恢复到 ${folder}，为 ${madeAt} 时的内容；可以启动服务。`);
		return 0;
	},
};
