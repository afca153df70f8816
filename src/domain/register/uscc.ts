// GB 32100-2015: digits and capitals without I, O, S, V, Z; the place of a character here is its value.
const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const weight = (place: number) => 3 ** place % 31;

/** The check character for the first 17 characters of a 统一社会信用代码 (GB 32100). */
export const usccCheck = (first17: string): string => {
	const sum = [...first17].reduce((total, character, place) => total + alphabet.indexOf(character) * weight(place), 0);
	return alphabet[(31 - (sum % 31)) % 31]!;
};

/** Why a text is no 统一社会信用代码, as a sentence, or null when it is one. */
export const usccFault = (text: string): string | null => {
	if (text.length !== 18) return '统一社会信用代码应为 18 位。';
	if (![...text].every(character => alphabet.includes(character)))
		return '统一社会信用代码只含数字和大写字母，不含 I、O、S、V、Z。';
	if (!/^.{2}\d{6}/.test(text)) return '统一社会信用代码第 3 至 8 位应为行政区划数字。';
	return usccCheck(text.slice(0, 17)) === text[17] ? null : '统一社会信用代码校验位不符，请核对是否录错。';
};
