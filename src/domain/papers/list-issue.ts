import type {Instant} from '../days.ts';
import type {IssueList} from '../hazards/list-issue.ts';
import type {Cell, ColumnLayout, Statistic} from '../hazards/table.ts';
import type {PaperBase} from './paper-base.ts';

/** 问题隐患清单 or 制度措施清单 as frozen (two-lists §8.2, §8.3). `number` is that of the issue, null on a list of the moment. */
export type ListIssueData = PaperBase & {
	list: IssueList;
	cutOffAt: Instant;
	columns: ColumnLayout[];
	/** In community order. */
	rows: Cell[][];
	/** Counting rules and order, as the other formats print them. */
	notes: string[];
	statistics: Statistic[];
	scope: string | null;
	approvedBy?: string | undefined;
	/** Of the canonical JSON of columns and rows. */
	sha256: string;
};
