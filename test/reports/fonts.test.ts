import {execFile} from 'node:child_process';
import {mkdtemp, readdir, symlink, writeFile} from 'node:fs/promises';
import {createRequire} from 'node:module';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test from 'ava';
import {paragraph, title} from '../../reports/lib/blocks.ts';
import {drawPaper} from '../../reports/lib/draw.ts';
import {glyphOf, namesOf, openFonts} from '../../reports/lib/fonts.ts';
import {createDrawing} from '../../src/drawing/pool.ts';
import {root} from '../../src/root.ts';
import {paperOf} from './papers.ts';

const thin = createRequire(import.meta.url).resolve('@expo-google-fonts/noto-sans-sc/100Thin/NotoSansSC_100Thin.ttf');
const folder = () => mkdtemp(path.join(tmpdir(), 'fonts-'));
const folderWith = async (name: string, bytes: string) => {
	const fontDir = await folder();
	await writeFile(path.join(fontDir, name), bytes);
	return fontDir;
};

test('an office puts its own fonts in by role; single characters that they lack come from ours', async t => {
	const fontDir = await folder();
	await symlink(thin, path.join(fontDir, 'FANG.TTF'));
	await writeFile(path.join(fontDir, 'licence.txt'), '');
	const fonts = await openFonts({fontDir});
	t.is(namesOf(fonts).fang[0], 'NotoSansSC-Thin');
	t.is(namesOf(fonts).title[0], 'NotoSerifSC-Black');
	t.is(glyphOf(fonts, 'fang', '国').face.font.postscriptName, 'NotoSansSC-Thin');
	t.like(glyphOf(fonts, 'fang', '𠮷'), {lost: false});
	t.not(glyphOf(fonts, 'fang', '𠮷').face.font.postscriptName, 'NotoSansSC-Thin');
	const {pdf, missing} = await drawPaper(await paperOf([title('通知'), paragraph('请𠮷旸整改。')]), fonts);
	t.deepEqual(missing, []);
	const source = pdf.toString('latin1');
	t.regex(source, /\+NotoSansSC-Thin\b/);
	t.is(source.match(/\/FontFile2 /g)?.length, new Set(source.match(/[A-Z]{6}\+[\w-]+/g)).size);
});

test('a font that is broken, a folder without fonts and one that is not there are told by name', async t => {
	const broken = await folderWith('hei.otf', 'OTTO and nothing more');
	await t.throwsAsync(openFonts({fontDir: broken}), {code: 'font-broken', message: /字体文件打不开.*hei\.otf$/});
	const useless = await folderWith('方正小标宋.ttf', '');
	await t.throwsAsync(openFonts({fontDir: useless}), {code: 'font-broken', message: /没有按用途命名的字体/});
	await t.throwsAsync(openFonts({fontDir: '/nowhere/fonts'}), {code: 'font-broken', message: /目录打不开：\/nowhere\/fonts$/});
	const drawing = createDrawing({fontDir: broken});
	await t.throwsAsync(drawing.warmUp(), {code: 'font-broken'});
	const plain = {demo: false, draft: false, created: '2026-03-03T02:00:00.000Z', photoFiles: {}};
	await t.throwsAsync(drawing.draw('labels', {office: '新桦路街道办事处', labels: []} as never, plain), {code: 'font-broken'});
	await drawing.close();
});

test('a server with a broken font does not start and says why in one line', async t => {
	const env = {...process.env, FONT_DIR: await folderWith('fang.ttf', 'no font'), DATA_DIR: await folder(), PORT: '0'};
	const {code, said} = await new Promise<{code: unknown; said: string}>(resolve => {
		execFile(process.execPath, [path.join(root, 'dist/src/server.js')], {env: {...env, DATABASE_URL: ''}}, (error, _, said) =>
			resolve({code: error?.code, said}),
		);
	});
	t.is(code, 1);
	t.regex(said, /^未能启动：字体文件打不开，[^\n]*fang\.ttf\n$/);
});

test('the packed font is kept unpacked and opened from there, whole', async t => {
	const cacheDir = path.join(await folder(), 'fonts');
	const unpacked = await openFonts({cacheDir});
	const [kept, ...more] = await readdir(cacheDir);
	t.regex(kept!, /^[0-9a-f]{64}\.ttf$/);
	t.deepEqual(more, []);
	const again = await openFonts({cacheDir});
	const paper = await paperOf([title('𠮷旸'), paragraph('𠮷旸㙍䶮')]);
	t.true((await drawPaper(paper, again)).pdf.equals((await drawPaper(paper, unpacked)).pdf));
	// Where nothing can be written it is unpacked each time.
	const file = path.join(cacheDir, kept!);
	t.deepEqual(namesOf(await openFonts({cacheDir: file})), namesOf(again));
});

test('the drawing warms up and tells which fonts it has', async t => {
	const drawing = createDrawing();
	const [first, second] = await Promise.all([drawing.warmUp(), drawing.warmUp()]);
	t.deepEqual(Object.keys(first), ['title', 'fang', 'song', 'hei', 'kai']);
	t.is(second, first);
	await drawing.close();
});
