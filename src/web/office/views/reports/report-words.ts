import type {ReportKind, ReportState} from '../../../../domain/figures/report.ts';

export const reportKindWords: Record<ReportKind, string> = {weekly: '周报', monthly: '月报', quarterly: '季报'};
export const reportStateWords: Record<ReportState, string> = {draft: '草稿', frozen: '已定稿', void: '作废'};
