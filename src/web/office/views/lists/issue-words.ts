import type {IssueState} from '../../../../domain/hazards/list-issue.ts';

export const issueStateWords: Record<IssueState, string> = {draft: '待批准', issued: '已印发', void: '作废'};
