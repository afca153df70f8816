import type {Fault} from '../problem.ts';

/** A text as it is to be printed; `path` leads to what it came from. `ours`: the street wrote it. */
export type Field = {path: string; name: string; text: string; most: number; ours: boolean};

const simplified: Record<string, string> = {責: '责', 產: '产', 業: '业', 罰: '罚', 復: '复', 複: '复', 議: '议'};

/** Compared without what the eye does not see: width, blanks, invisible signs, traditional forms. */
const bare = (text: string): string =>
	text
		.normalize('NFKC')
		.replace(/[\s\p{Cf}\p{M}]/gu, '')
		.replace(/[責產業罰復複議]/g, char => simplified[char]!);

export const forbiddenIn = (text: string, words: readonly string[]): string[] => {
	const compared = bare(text);
	return words.filter(word => compared.includes(word));
};

/** Ordering, stopping, fining and remedies belong to departments with the power (rules §1.13). */
export const wordingFaults = (fields: readonly Field[], words: readonly string[]): Fault[] =>
	fields
		.filter(({ours}) => ours)
		.flatMap(({path, name, text}) =>
			forbiddenIn(text, words).map(word => ({path, message: `${name}含有“${word}”，超出街道职权，请改写。`})),
		);

export const lengthFaults = (fields: readonly Field[]): Fault[] =>
	fields
		.filter(({text, most}) => [...text].length > most)
		.map(({path, name, text, most}) => ({path, message: `${name}共${[...text].length}字，文书上最多${most}字。`}));

/** Where the characters stand that no font has; one fault for each character at least. */
export const glyphFaults = (fields: readonly Field[], chars: readonly string[]): Fault[] =>
	chars.flatMap(char => {
		const holders = fields.filter(({text}) => text.includes(char) || text.normalize('NFC').includes(char));
		const places = holders.length > 0 ? holders : [{path: '/', name: '文书'}];
		return places.map(({path, name}) => ({path, message: `${name}中的“${char}”（${codePoint(char)}）字体中没有，请更换。`}));
	});

const codePoint = (char: string): string => `U+${char.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;

/** As a page shows it: blanks are one blank, and no empty lines. */
export const printed = (text: string): string =>
	text
		.replace(/[^\S\n]+/g, ' ')
		.replace(/ ?\n[\s]*/g, '\n')
		.trim();
export const onOneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();
