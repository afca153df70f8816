import type {PaperBase} from './paper-base.ts';

export type PointLabel = {
	/** With its check digit: 'F001234-5' (rules §1.3). */
	label: string;
	name: string;
	siteName: string;
	url: string;
};
/** Sheets of labels with codes, to be cut and stuck on. */
export type LabelsData = PaperBase & {number: null; labels: PointLabel[]};
