import type {Block, BlockOf, Chart, Photo, PhotoPair} from './blocks.ts';

export type Head = {title: string; number: string; org: string};

/** What the file's properties say, read from the paper itself. */
export const headOf = (blocks: Block[]): Head => {
	const textOf = (kind: 'title' | 'number' | 'organisation' | 'office') => {
		const found = blocks.find(block => block.kind === kind);
		return found && 'text' in found ? found.text : '';
	};
	return {
		title: textOf('title') || firstOf(blocks, 'banner')?.title || firstOf(blocks, 'format')?.title || '',
		number: textOf('number'),
		org: textOf('organisation') || textOf('office') || firstOf(blocks, 'signature')?.org || '',
	};
};

export const firstOf = <Kind extends Block['kind']>(blocks: Block[], kind: Kind): BlockOf<Kind> | undefined =>
	blocks.find((block): block is BlockOf<Kind> => block.kind === kind);

/** The hashes of all photos that stand on a paper, in order. */
export const photosIn = (blocks: Block[]): string[] =>
	blocks.flatMap(block => {
		if (block.kind === 'photos') return block.photos.map(({sha256}) => sha256);
		return block.kind === 'pairs' ? block.pairs.flatMap(sidesOf).map(({sha256}) => sha256) : [];
	});

const sidesOf = ({before, after}: PhotoPair): Photo[] => [before, after].filter(photo => photo !== null);

/** The paper as a reader hears it, for review and tests: a block a line, cells parted by bars. */
export const asText = (blocks: Block[]): string => `${blocks.flatMap(linesOf).join('\n')}\n`;

type Reader<Kind extends Block['kind']> = (block: BlockOf<Kind>) => string[];
const readers: {[Kind in Block['kind']]?: Reader<Kind>} = {
	format: () => [],
	'every-page': ({fields}) => [...fields.map(row => barred(row.flatMap(({label, blank}) => [label, blank]))), '（每页）'],
	addressee: ({text}) => [addressLine(text)],
	'run-in': ({heading, text}) => [heading + text],
	table: ({columns, rows}) => [
		barred(columns.map(({head}) => head)),
		...rows.map(row => ('across' in row ? row.across : barred(row))),
	],
	form: ({rows, beside}) => [
		...rows.map(row => barred(row.flatMap(({label, text, pen}) => [label, text || (pen ? '' : '／')]))),
		...(beside ? [code(beside)] : []),
	],
	box: ({label, parts}) => [label, ...parts.map(({text}) => text)],
	banner: ({title, word}) => [title, word],
	chart: ({chart}) => [`［图］${chartAlt(chart)}`],
	labels: ({labels}) => labels.map(({code, name, note, url}) => `［二维码］${barred([code, name, note])}：${url}`),
	photos: ({photos}) => photos.map(pictured),
	pairs: ({pairs}) =>
		pairs.map(({before, after}) => [before, after].map(photo => (photo ? pictured(photo) : '无照片')).join('｜')),
	enclosures: ({titles}) => enclosureLines(titles).map(({mark, text}) => mark + text),
	enclosure: ({number, text}) => [enclosureMark(number), text],
	signature: ({org, date}) => [org, date],
	qr: block => [code(block)],
	receipt: ({rows}) => rows.map(row => barred(row.flatMap(({label, blank}) => [label, blank]))),
	remark: ({text}) => [remarkLine(text)],
	copies: ({text}) => [copiesLine(text)],
};

const linesOf = (block: Block): string[] => {
	const reader = readers[block.kind] as Reader<Block['kind']> | undefined;
	return reader ? reader(block as never) : 'text' in block ? [block.text] : [];
};

const barred = (cells: string[]) => cells.map(cell => cell.replaceAll('\n', ' ')).join(' | ');
const pictured = ({caption, alt}: Photo) => `［照片］${caption}（${alt}）`;
const code = ({captions, url}: {captions: string[]; url: string}) => `［二维码］${captions.join('，')}：${url}`;

/** What a chart shows, for those who do not see it. */
export const chartAlt = ({shape, title, unit, labels, series}: Chart): string => {
	const one = ({name, values}: Chart['series'][number]) =>
		`${series.length > 1 ? `${name}：` : ''}${labels.map((label, at) => `${label}${values[at]}${unit}`).join('，')}`;
	return `${shape === 'bars' ? '柱状图' : '折线图'}“${title}”。${series.map(one).join('；')}。`;
};

export const addressLine = (text: string): string => `${text}：`;
export const remarkLine = (text: string): string => `（${text}）`;
export const copiesLine = (text: string): string => `抄送：${text}。`;
export const enclosureMark = (position: number | null): string => `附件${position ?? ''}`;

/** 附件：1.×× (GB/T 9704-2012 §7.3.4): a number only where there are several, and no mark at the end. */
export const enclosureLines = (titles: string[]): {mark: string; text: string}[] =>
	titles.map((text, at) => ({mark: (at === 0 ? '附件：' : '') + (titles.length > 1 ? `${at + 1}. ` : ''), text}));
