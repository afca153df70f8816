import {stat} from 'node:fs/promises';
import path from 'node:path';
import {systemClock} from '../clock.ts';
import {readConfig} from '../config.ts';
import {createFiles} from '../files.ts';
import {stepTimer} from './backup/manifest.ts';
import {pack} from './backup/pack.ts';
import {say, type Verb, withRegister} from './terminal.ts';

export const backupVerb: Verb = {
	usage: 'backup <文件.tar>                         备份数据库、照片和文书，不必停止服务',
	async run([file, ...rest]) {
		if (!file || rest.length > 0) {
			say('用法：backup <文件.tar>');
			return 2;
		}
		const target = path.resolve(file);
		if (await stat(target).catch(() => undefined)) {
			say(`${target} 已经存在，未备份；请换一个文件名。`);
			return 1;
		}
		return withRegister(async engine => {
			const files = createFiles(readConfig(process.env).dataDir);
			const step = stepTimer(say, () => performance.now());
			const {journal, photos, papers} = await pack(engine, {files, file: target, madeAt: systemClock.now(), step});
			const {size} = await stat(target);
			say(
				`已备份并核对：${journal ? `日志 ${journal.entries} 条` : '日志未核验（数据库结构早于本程序，恢复时核验）'}、照片 ${photos} 张、文书 ${papers} 份，${(size / 1e6).toFixed(1)} MB：${target}`,
			);
			say('备份含个人信息和未用的反馈链接，请加密保管；恢复：DATA_DIR=<空文件夹> npm run cli -- restore <文件.tar>');
			return 0;
		});
	},
};
