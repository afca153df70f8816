/** What may not begin and what may not end a line (避头尾). */
export const noStart = new Set('。，、；：？！）》〉」』】〕〗〞’”·～％‰℃°㎡㎜㎞々.,:;?!)]}%…—／');
export const noEnd = new Set('（《〈「『【〔〖〝‘“￥＄([{#＃№≥≤＞＜≈±');

const closing = new Set('。，、；：？！）》〉」』】〕〗”’');
const opening = new Set('（《〈「『【〔〖“‘');
const dash = /[—…]/u;
const han = /[\u2e80-\u9fff\uf900-\ufaff\u{20000}-\u{3fffd}]/u;
const wordly = /[0-9A-Za-zÀ-ɏ%&+.\-/:_#@=?~'"]/u;
const numeral = /^\d[\d.]*$/;
/** Addresses and serial numbers longer than this may break after these marks. */
const longWord = 20;
const breakable = /(?<=[/?&=_\-.])/u;

export type Kind = 'han' | 'word' | 'space' | 'dash' | 'open' | 'close' | 'other';
/** Characters that stay together; `start` is the position of the first one in the text. */
export type Cluster = {kind: Kind; chars: string[]; start: number; breakBefore: boolean};

/** The text in the fewest forms: composed, radicals and compatibility characters as the ideographs they stand for. */
export const normal = (text: string): string =>
	text
		.normalize('NFC')
		.replace(/[\u2f00-\u2fdf\uf900-\ufaff]/g, char => char.normalize('NFKC'))
		.replace(/[\t\u2028\u2029]/g, ' ')
		.replace(/\p{Cc}|\p{Variation_Selector}|[\u200b-\u200f\u2060\ufeff]/gu, '');

/** Splits a text into clusters and says where a line may begin. UAX #14 is not used: it knows no Chinese quotes. */
export const clustersOf = (text: string): Cluster[] => {
	const clusters = gather([...text]).flatMap(softened);
	clusters.forEach((cluster, at) => {
		cluster.breakBefore = mayBreak(clusters, at);
	});
	return clusters;
};

const gather = (chars: string[]): Cluster[] => {
	const clusters: Cluster[] = [];
	chars.forEach((char, start) => {
		const kind = kindOf(char);
		const last = clusters.at(-1);
		if (last && joins(last, kind, char)) last.chars.push(char);
		else clusters.push({kind, chars: [char], start, breakBefore: false});
	});
	return clusters;
};

const kindOf = (char: string): Kind => {
	if (char === ' ' || char === '\u00a0') return 'space';
	if (wordly.test(char)) return 'word';
	if (dash.test(char)) return 'dash';
	if (closing.has(char)) return 'close';
	if (opening.has(char)) return 'open';
	return han.test(char) ? 'han' : 'other';
};

const joins = (last: Cluster, kind: Kind, char: string) =>
	last.kind === kind && (kind === 'word' || kind === 'space' || (kind === 'dash' && last.chars[0] === char));

const softened = (cluster: Cluster): Cluster[] => {
	if (cluster.kind !== 'word' || cluster.chars.length <= longWord) return [cluster];
	let start = cluster.start;
	return cluster.chars
		.join('')
		.split(breakable)
		.map(part => {
			start += part.length;
			return {...cluster, chars: [...part], start: start - part.length};
		});
};

const mayBreak = (clusters: Cluster[], at: number): boolean => {
	const before = clusters[at - 1];
	const here = clusters[at]!;
	if (!before || here.kind === 'space') return false;
	if (noEnd.has(before.chars.at(-1)!)) return false;
	if (before.kind === 'word' && here.kind === 'word') return breakable.test(`${before.chars.at(-1)}x`);
	return !noStart.has(here.chars[0]!) && !isUnit(clusters, at);
};

/** 1.1 m: a value keeps its unit. */
const isUnit = (clusters: Cluster[], at: number) => {
	const value = clusters[at - 2];
	const kind = clusters[at]!.kind;
	return (
		clusters[at - 1]!.kind === 'space' && (kind === 'word' || kind === 'other') && !!value && numeral.test(value.chars.join(''))
	);
};
