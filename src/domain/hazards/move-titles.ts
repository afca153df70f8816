/** What a move is called: on its button, in the timeline and in refusals. */
export const moveTitles = {
	confirmation: '审核',
	notice: '下达整改通知书',
	'five-in-place': '五落实',
	'rectification-reports': '报告整改完成',
	reinspections: '复查',
	'close-out': '销号',
	'extension-requests': '申请延期',
	'extension-decisions': '审批延期',
	regradings: '升降级',
	'major-decisions': '登记重大隐患认定',
	'dual-reports': '双报告',
	notifications: '通报主管部门',
	listing: '登记挂牌督办',
	'delisting-applications': '申请摘牌验收',
	'on-site-reviews': '登记现场审查',
	delisting: '登记摘牌',
	transfers: '移送',
	'transfer-replies': '登记移送反馈',
	voiding: '作废',
	duplicate: '合并重复',
	'site-gone': '提出场所灭失',
	'site-gone-decisions': '审批场所灭失',
	lookbacks: '回头看',
	supervisions: '督办',
	relocation: '随场所迁移',
} as const;
export type MoveName = keyof typeof moveTitles;

/** The most hazards that are tried or moved in one go. */
export const mostMoved = 200;
