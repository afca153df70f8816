import type {PaperBase} from './parts.ts';

/** D000123-7 of a site, F001234-5 of a risk point: read by a camera, or typed where there is no signal. */
export type PrintedLabel = {label: string; url: string; name: string; place?: string | undefined};
export type LabelSheetData = PaperBase & {labels: PrintedLabel[]};
