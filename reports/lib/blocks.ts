/** Width in characters of the table's own size; 0 shares what the other columns leave. */
export type Column = {head: string; width: number; align: 'left' | 'center'};
export type Photo = {sha256: string; caption: string; alt: string};
/** One box of the form under the signature: what it is for and the words that stay for the pen. */
export type Field = {label: string; blank: string};

/** What a paper says, without how it looks. Cells and blanks may hold line feeds. */
export type Block =
	| {kind: 'organisation'; text: string}
	| {kind: 'number'; text: string}
	| {kind: 'title'; text: string}
	| {kind: 'addressee'; text: string}
	| {kind: 'section'; text: string}
	| {kind: 'paragraph'; text: string}
	| {kind: 'run-in'; heading: string; text: string}
	| {kind: 'table'; columns: Column[]; rows: string[][]}
	| {kind: 'photos'; photos: Photo[]}
	| {kind: 'signature'; org: string; date: string}
	| {kind: 'qr'; url: string; captions: string[]}
	| {kind: 'receipt'; rows: Field[][]}
	| {kind: 'remark'; text: string}
	| {kind: 'copies'; text: string};
export type BlockOf<Kind extends Block['kind']> = Extract<Block, {kind: Kind}>;

/** 发文机关标志: makes the paper a letter (信函格式), with the red rules. */
export const organisation = (text: string): Block => ({kind: 'organisation', text});
/** 发文字号. */
export const number = (text: string): Block => ({kind: 'number', text});
export const title = (text: string): Block => ({kind: 'title', text});
/** 主送机关; the colon is added. */
export const addressee = (text: string): Block => ({kind: 'addressee', text});
/** 一、黑体. */
export const section = (text: string): Block => ({kind: 'section', text});
export const paragraph = (text: string): Block => ({kind: 'paragraph', text});
/** （一）楷体, with the paragraph running on behind it. */
export const runIn = (heading: string, text: string): Block => ({kind: 'run-in', heading, text});
/** The head is repeated on every page the table reaches. */
export const table = (columns: Column[], rows: string[][]): Block => ({kind: 'table', columns, rows});
/** Two beside each other, never stretched. */
export const photos = (list: Photo[]): Block => ({kind: 'photos', photos: list});
/** 署名 and 成文日期; never alone on a page. Everything after it is kept with it. */
export const signature = (org: string, date: string): Block => ({kind: 'signature', org, date});
/** Codes right after a signature stand to its left. */
export const qr = (url: string, captions: string[]): Block => ({kind: 'qr', url, captions});
/** 签收栏. */
export const receipt = (rows: Field[][]): Block => ({kind: 'receipt', rows});
/** 附注; the brackets are added. */
export const remark = (text: string): Block => ({kind: 'remark', text});
/** 抄送, at the foot of the last page; the word and the full stop are added. */
export const copies = (text: string): Block => ({kind: 'copies', text});

export type Head = {title: string; number: string; org: string};

/** What the file's properties say, read from the paper itself. */
export const headOf = (blocks: Block[]): Head => {
	const textOf = (kind: 'title' | 'number' | 'organisation') => {
		const found = blocks.find(block => block.kind === kind);
		return found && 'text' in found ? found.text : '';
	};
	return {title: textOf('title'), number: textOf('number'), org: textOf('organisation') || signatory(blocks)};
};

const signatory = (blocks: Block[]) => blocks.find(block => block.kind === 'signature')?.org ?? '';

/** The paper as a reader hears it, for review and tests: a block a line, cells parted by bars. */
export const asText = (blocks: Block[]): string => `${blocks.flatMap(linesOf).join('\n')}\n`;

const linesOf = (block: Block): string[] => {
	switch (block.kind) {
		case 'addressee':
			return [addressLine(block.text)];
		case 'run-in':
			return [block.heading + block.text];
		case 'table':
			return [block.columns.map(column => column.head), ...block.rows].map(barred);
		case 'photos':
			return block.photos.map(photo => `［照片］${photo.caption}（${photo.alt}）`);
		case 'signature':
			return [block.org, block.date];
		case 'qr':
			return [`［二维码］${block.captions.join('，')}：${block.url}`];
		case 'receipt':
			return block.rows.map(row => barred(row.flatMap(field => [field.label, field.blank])));
		case 'remark':
			return [remarkLine(block.text)];
		case 'copies':
			return [copiesLine(block.text)];
		default:
			return [block.text];
	}
};

const barred = (cells: string[]) => cells.map(cell => cell.replaceAll('\n', ' ')).join(' | ');

export const addressLine = (text: string): string => `${text}：`;
export const remarkLine = (text: string): string => `（${text}）`;
export const copiesLine = (text: string): string => `抄送：${text}。`;
