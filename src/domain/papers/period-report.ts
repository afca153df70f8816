import type {Instant} from '../days.ts';
import type {Paragraph, Period, ReportContent} from '../figures/report.ts';
import type {PaperBase} from './paper-base.ts';

/** 周报、月报、季报 as frozen. Nothing is counted again: words and figures are those of the report. */
export type PeriodReportData = PaperBase & {
	number: null;
	period: Period;
	cutOffAt: Instant;
	texts: Paragraph[];
	content: ReportContent;
	/** null on a draft. */
	sha256: string | null;
};
