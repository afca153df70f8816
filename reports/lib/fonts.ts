import {readdir, readFile} from 'node:fs/promises';
import {createRequire} from 'node:module';
import path from 'node:path';
import {type Contours, create, type Font, type Outline} from 'fontkit';
import {unpacked} from './unpacked.ts';

/** 小标宋, 仿宋, 宋, 黑, 楷. */
export type Role = 'title' | 'fang' | 'song' | 'hei' | 'kai';
export type Face = {font: Font};
/** One character in one face; `advance` in thousandths of an em. A lost one is drawn as 〓. */
export type Glyph = {
	face: Face;
	id: number;
	char: string;
	advance: number;
	lost: boolean;
	/** White at the left and right of the ink, in thousandths of an em: what punctuation may give up. */
	blank: {left: number; right: number};
};
/** The office's own fonts, and where the packed one is kept unpacked: without it, it is unpacked each time. */
export type FontPlaces = {fontDir?: string | undefined; cacheDir?: string | undefined};
export type Fonts = {
	chains: Record<Role, Face[]>;
	glyphs: Map<string, Glyph>;
	/** Paragraphs already set for the paper at hand: heights are tried out before anything is put. */
	set?: Map<string, unknown>;
};

const serif = '@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf';
const black = '@expo-google-fonts/noto-serif-sc/900Black/NotoSerifSC_900Black.ttf';
const sans = '@expo-google-fonts/noto-sans-sc/500Medium/NotoSansSC_500Medium.ttf';
/** The only one with 𠮷 and the other rare characters of names. "latin" misleads: the file holds the whole font. */
const kai = '@fontsource/lxgw-wenkai/files/lxgw-wenkai-latin-500-normal.woff2';

const standard: Record<Role, string[]> = {
	title: [black, serif, kai],
	fang: [serif, kai],
	song: [serif, kai],
	hei: [sans, serif, kai],
	kai: [kai, serif],
};
/** What an office's own font lacks: rare characters in 楷 pass among 仿宋, in 宋 they stand out. */
const behindOwn: Partial<Record<Role, string[]>> = {fang: [kai, serif]};
const roles = Object.keys(standard) as Role[];

/**
 * Opens every font once, to be shared by all documents: opening them again for each would cost twenty times the drawing.
 * `fontDir` may hold an agency's own fonts, named by role (title.ttf, fang.otf …); what they lack is taken from ours. Rejects
 * with code `font-broken`.
 */
export const openFonts = async ({fontDir, cacheDir}: FontPlaces = {}): Promise<Fonts> => {
	const faces = new Map<string, Promise<Face>>();
	const open = (file: string) => {
		if (!faces.has(file)) faces.set(file, openFace(file, cacheDir));
		return faces.get(file)!;
	};
	const own = fontDir === undefined ? [] : await ownFonts(fontDir);
	const chain = (role: Role) => {
		const mine = ownOf(role, own);
		const rest = mine.length > 0 ? behindOwn[role] : undefined;
		return [...mine, ...(rest ?? standard[role]).map(locate)].map(open);
	};
	const entries = await Promise.all(roles.map(async role => [role, await Promise.all(chain(role))] as const));
	return {chains: Object.fromEntries(entries) as Record<Role, Face[]>, glyphs: new Map()};
};

const {resolve} = createRequire(import.meta.url);
const locate = (file: string) => resolve(file);

const byRole = new RegExp(`^(${roles.join('|')})\\.(ttf|otf)$`, 'i');

/** A folder that gives nothing would be noticed on paper only: then it is better not to start. */
const ownFonts = async (fontDir: string): Promise<string[]> => {
	const names = await readdir(fontDir).catch(cause => {
		throw fontFault(`FONT_DIR 所指的目录打不开：${fontDir}`, cause);
	});
	const found = names.filter(name => byRole.test(name)).sort();
	if (found.length > 0) return found.map(name => path.join(fontDir, name));
	throw fontFault(`FONT_DIR 中没有按用途命名的字体（${roles.map(role => `${role}.ttf`).join('、')}，或 .otf）：${fontDir}`);
};

const ownOf = (role: Role, files: string[]) => files.filter(file => path.parse(file).name.toLowerCase() === role);

/** pdfkit draws blanks from WOFF2, so that is unpacked first. */
const openFace = async (file: string, cacheDir: string | undefined): Promise<Face> => {
	try {
		const font = create(file.endsWith('.woff2') ? await unpacked(file, cacheDir) : await readFile(file));
		// fontkit reads tables when they are first asked for: one that is cut short shows only now.
		font.glyphForCodePoint('国'.codePointAt(0)!).advanceWidth.toFixed();
		return {font};
	} catch (cause) {
		throw fontFault(`字体文件打不开，可能已损坏或不是 TTF、OTF 字体：${file}`, cause);
	}
};

const fontFault = (message: string, cause?: unknown) => Object.assign(new Error(message, {cause}), {code: 'font-broken'});

/** The names of the fonts in the order they are asked, by role. */
export const namesOf = ({chains}: Fonts): Record<Role, string[]> =>
	Object.fromEntries(roles.map(role => [role, chains[role].map(({font}) => font.postscriptName)])) as Record<Role, string[]>;

/** The glyph of one character, from the first font of the role's chain that has it. */
export const glyphOf = (fonts: Fonts, role: Role, char: string): Glyph => {
	const key = role + char;
	const known = fonts.glyphs.get(key);
	if (known) return known;
	const glyph = seek(fonts.chains[role], char) ?? {...seek(fonts.chains[role], '〓')!, lost: true, char};
	fonts.glyphs.set(key, glyph);
	return glyph;
};

/** Only marks give up white: the outlines of other characters need not be read for it. */
const isMark = /\p{P}/u;
const none = {left: 0, right: 0};

const seek = (chain: Face[], char: string): Glyph | undefined => {
	const codePoint = char.codePointAt(0)!;
	const face = chain.find(({font}) => font.hasGlyphForCodePoint(codePoint));
	if (!face) return undefined;
	const outline = face.font.glyphForCodePoint(codePoint);
	const scale = 1000 / face.font.unitsPerEm;
	const advance = outline.advanceWidth * scale;
	const {bbox} = outline;
	const blank = isMark.test(char) ? {left: bbox.minX * scale, right: advance - bbox.maxX * scale} : none;
	decodeOnce(outline);
	return {face, id: outline.id, char, advance, lost: false, blank};
};

/**
 * fontkit reads every point of every glyph again for each subset, only to learn whether it has components: a fifth of the
 * drawing. Pinned: fontkit 2.0.4.
 */
const decodeOnce = (outline: Outline): void => {
	const decode = outline._decode?.bind(outline);
	if (!decode) return;
	let known: Contours | null | undefined;
	outline._decode = () => {
		if (known === undefined) known = withoutPoints(decode());
		return known;
	};
};

const withoutPoints = (contours: Contours | null): Contours | null =>
	contours && contours.numberOfContours >= 0 ? {numberOfContours: contours.numberOfContours} : contours;

/** Width of a text in points. */
export const widthOf = (fonts: Fonts, role: Role, size: number, text: string): number =>
	[...text].reduce((sum, char) => sum + (glyphOf(fonts, role, char).advance * size) / 1000, 0);
