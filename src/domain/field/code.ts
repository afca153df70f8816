import {labelFault, pointLabel, readLabel, siteLabel} from '../number.ts';

/** What a code that was scanned or typed stands for; `words` says why it is none. */
export type FieldCode = {kind: 'label'; label: string} | {kind: 'slot'; id: string} | {kind: 'fault'; words: string};

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
// A printed label outlives the address that the office had when it was printed: the host is not looked at.
const address = /^https?:\/\/[^/]+(\/[^?#]*)/i;

/** Reads a label (rules §1.3), or an address as it stands on labels and blank checklists: `…/m/points/F001234-5`, `…/m/slots/<uuid>`. */
export function readCode(text: string): FieldCode {
	const path = address.exec(text.trim())?.[1];
	if (path === undefined) return labelOf(text);
	const [, surface, thing, name = ''] = path.split('/');
	if (surface === 'verify') return {kind: 'fault', words: '这是文书的查验码，不是编号牌。请用手机自带的扫一扫查验。'};
	if (surface === 'reply') return {kind: 'fault', words: '这是发给场所责任人的回复链接，不是编号牌。'};
	if (surface === 'm' && (thing === 'points' || thing === 'sites')) return labelOf(decoded(name));
	if (surface === 'm' && thing === 'slots' && uuid.test(name)) return {kind: 'slot', id: name.toLowerCase()};
	return {kind: 'fault', words: '这个二维码不是本系统的编号牌。'};
}

function labelOf(text: string): FieldCode {
	const plain = text.normalize('NFKC').replace(/[\s‐‑–—−]/g, sign => (/\s/.test(sign) ? '' : '-'));
	const read = readLabel(plain);
	if (!read) return {kind: 'fault', words: labelFault(plain)!};
	return {kind: 'label', label: read.kind === 'site' ? siteLabel(read.n) : pointLabel(read.n)};
}

function decoded(name: string): string {
	try {
		return decodeURIComponent(name);
	} catch {
		return name;
	}
}
