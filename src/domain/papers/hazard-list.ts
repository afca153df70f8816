import type {Instant} from '../days.ts';
import type {Table} from '../hazards/list.ts';
import type {PaperBase} from './parts.ts';

/** An issue of one of the two lists, columns and rows exactly those of the list (two-lists.md §8.2, §8.3). */
export type ListPaper = PaperBase &
	Pick<Table, 'columns' | 'rows' | 'scope' | 'notes'> & {
		/** 隐患清单〔2026〕3期; left out before approval. */
		number?: string | undefined;
		cutOffAt: Instant;
		author: string;
		approver?: string | undefined;
		/** Since the last issue: 新增 12, 销号 9, 延期 1, 升降级 0, 移送 2 … */
		changes: {name: string; count: number}[];
		/** SHA-256 over the rows. */
		rowsHash?: string | undefined;
		verifyUrl?: string | undefined;
	};
/** 问题隐患清单. */
export type HazardListData = ListPaper;
