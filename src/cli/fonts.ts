import {readConfig} from '../config.ts';
import {say, type Verb} from './terminal.ts';

const titles = {title: '标题（小标宋）', fang: '正文（仿宋）', song: '宋体', hei: '黑体', kai: '楷体'} as const;

export const fontsVerb: Verb = {
	usage: 'fonts                                     列出文书所用的字体，先用者在前',
	async run() {
		// Only now: opening the fonts' library would slow every other command.
		const {openFonts} = await import('../../reports/lib/fonts.ts');
		const {fontDir} = readConfig(process.env);
		const {chains} = await openFonts({fontDir});
		say(fontDir ? `自备字体目录：${fontDir}` : '未设自备字体目录（FONT_DIR），全部用随附的字体。');
		for (const [role, title] of Object.entries(titles)) {
			say(`${title}：${chains[role as keyof typeof titles].map(({font}) => font.postscriptName).join('、')}`);
		}
		return 0;
	},
};
