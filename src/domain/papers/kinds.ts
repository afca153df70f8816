import type {PaperData} from './paper-data.ts';

/** Papers with a number of their own (rules §1.3): issued once, kept for ever. */
export const numberedKinds = [
	'rectification-notice',
	'inspection-record',
	'reinspection-opinion',
	'extension-decision',
	'supervision-letter',
	'listing-request',
	'transfer-letter',
] as const satisfies ReadonlyArray<keyof PaperData>;
export type NumberedKind = (typeof numberedKinds)[number];
/** What any numbered paper says. */
export type NumberedData = PaperData[NumberedKind];

export const isNumbered = (kind: string): kind is NumberedKind => (numberedKinds as readonly string[]).includes(kind);
