import type {FontUse} from '../papers.ts';

const titles: Record<string, string> = {
	title: '标题（小标宋）',
	fang: '正文（仿宋）',
	song: '宋体',
	hei: '黑体',
	kai: '楷体',
};

/** Which fonts papers are drawn with, in the order they are asked: for the start and for `cli fonts`. */
export const fontLines = (fontDir: string | undefined, names: Record<string, string[]>): string[] => [
	fontDir ? `自备字体目录：${fontDir}` : '未设自备字体目录（FONT_DIR），全部用随附的字体。',
	...fontUses(names).map(({title, fonts}) => `${title}：${fonts.join('、')}`),
];

export const fontUses = (names: Record<string, string[]>): FontUse[] =>
	Object.entries(names).map(([use, fonts]) => ({use, title: titles[use] ?? use, fonts}));
