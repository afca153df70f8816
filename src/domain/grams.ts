/** Search text as it is compared: one form for full and half width, upper and lower case. */
export const searchable = (text: string): string => text.normalize('NFKC').toLowerCase();

const pieces = /\p{Script=Han}+|[\p{L}\p{N}]+?(?=\p{Script=Han}|[^\p{L}\p{N}]|$)/gu;
const isHan = /^\p{Script=Han}/u;

const pairs = (run: string): string[] => {
	const letters = [...run];
	return letters.slice(1).map((letter, i) => letters[i]! + letter);
};

/** Bigrams of Chinese, whole words of anything else (rules §2.3). A lone Chinese character gives none. */
export const gramsOf = (text: string): string[] => [
	...new Set((searchable(text).match(pieces) ?? []).flatMap(piece => (isHan.test(piece) ? pairs(piece) : [piece]))),
];

const bare = (code: string): string => code.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
/** Scope tokens stand in the same document, so that a common word without a hit in the scope is found empty at once. */
export const communityToken = (id: string): string => `c${bare(id)}`;
export const domainToken = (domain: string): string => `d${bare(domain)}`;
