import type {PaperState, serviceWays} from '../../../../domain/papers/paper.ts';

export const paperStateWords: Record<PaperState, string> = {
	draft: '草稿',
	reviewed: '已法制审核',
	approved: '已审批，待签发',
	returned: '退回待改',
	withdrawn: '已撤回',
	drawing: '正在生成',
	issued: '已签发',
	void: '作废',
};
export const wayWords: Record<(typeof serviceWays)[number], string> = {
	direct: '直接送达',
	left: '留置送达',
	mail: '邮寄送达',
	electronic: '电子送达',
};
