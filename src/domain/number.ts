const padded = (n: number, digits: number) => String(n).padStart(digits, '0');
const counted = (prefix: string, org: string, year: number, n: number, digits: number) =>
	`${prefix}-${org}-${year}-${padded(n, digits)}`;

/** 'YH-XH-2026-000123' (rules §1.3); the year is that of allocation in Shanghai, never of the event. */
export const hazardNumber = (org: string, year: number, n: number): string => counted('YH', org, year, n, 6);
/** 'JC-XH-2026-000123'. */
export const inspectionNumber = (org: string, year: number, n: number): string => counted('JC', org, year, n, 6);
/** 'XS-XH-2026-000123'. */
export const leadNumber = (org: string, year: number, n: number): string => counted('XS', org, year, n, 6);
/** 'CS-XH-2026-0012'. */
export const measureNumber = (org: string, year: number, n: number): string => counted('CS', org, year, n, 4);

/** Whether a text may be the setting ORG_CODE. */
export const isOrgCode = (text: string): boolean => /^[A-Z0-9]{2,6}$/.test(text);

/** The check digit of ISO 7064 MOD 11,10 for a row of digits. */
export const checkDigit = (digits: string): string => {
	let product = 10;
	for (const digit of digits) product = (((product + Number(digit)) % 10 || 10) * 2) % 11;
	return String((11 - product) % 10);
};

const label = (letter: 'D' | 'F', n: number) => {
	const digits = padded(n, 6);
	return `${letter}${digits}-${checkDigit(digits)}`;
};

/** The label of a site, 'D000123-' and its check digit: typed by hand where there is no signal. */
export const siteLabel = (n: number): string => label('D', n);
/** The label of a risk point, 'F001234-' and its check digit. */
export const pointLabel = (n: number): string => label('F', n);

/** What a typed label names, or null when it is no label or its check digit is wrong; the hyphen may be missing. */
export const readLabel = (text: string): {kind: 'site' | 'point'; n: number} | null => {
	const found = /^([DF])(\d{6,})-?(\d)$/.exec(text.trim().toUpperCase());
	if (!found || checkDigit(found[2]!) !== found[3]) return null;
	return {kind: found[1] === 'D' ? 'site' : 'point', n: Number(found[2])};
};

/** Why a text that was typed or scanned is no label, in a sentence; null when it is one. */
export const labelFault = (text: string): string | null => {
	if (readLabel(text)) return null;
	return /^[DF]\d{6,}-?\d$/.test(text.trim().toUpperCase())
		? '编号牌的末位校验不符，有一位看错或输错了，请再核对一遍。'
		: '这不是场所或风险点的编号牌；编号如 D000123-7（场所）、F001234-5（风险点）。';
};

/** A number from its pattern, '{prefix}〔{year}〕{n}号' → '新桦安改〔2026〕12号': no leading zeros, no 第 (GB/T 9704). */
export const paperNumber = (pattern: string, parts: {prefix: string; year: number; n: number}): string =>
	pattern.replace(/\{(prefix|year|n)\}/g, (_, name: keyof typeof parts) => String(parts[name]));

const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** The verify code of a paper: 16 random bytes as 26 characters of Crockford's base 32. */
export const verifyCode = (bytes: Uint8Array): string => {
	if (bytes.length !== 16) throw new RangeError('a verify code is made of 16 bytes');
	let rest = bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
	let code = '';
	for (let i = 0; i < 26; i++, rest >>= 5n) code = crockford[Number(rest & 31n)]! + code;
	return code;
};

/** A verify code as a person typed it: upper case, O read as 0, I and L as 1, blanks and hyphens dropped; null when it cannot be one. */
export const readVerifyCode = (text: string): string | null => {
	const code = text.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
	return /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/.test(code) ? code : null;
};
