import type {ListPaper} from './hazard-list.ts';

/** 制度措施清单. */
export type MeasureListData = ListPaper;
