import type {HazardState} from '../hazard.ts';
import {confirmation, notice} from './confirm.ts';
import {duplicate, lookback, relocation, siteGone, siteGoneDecision, supervision, voiding} from './end.ts';
import {dualReport, majorDecision, regrading} from './grade.ts';
import type {Decider, MoveRole} from './kit.ts';
import {delisting, delistingApplication, listing, onSiteReview} from './listing.ts';
import {closeOut, extensionDecision, extensionRequest, fiveInPlace, rectificationReport, reinspection} from './rectify.ts';
import {transfer, transferReply} from './transfer.ts';

/** A change of state that a move can make; none for a move that only changes a track. */
export type Transition = readonly [from: HazardState | 'open', to: HazardState];
export type MoveRule = {
	/** Chinese, as on the button. */
	title: string;
	/** Of the request: below the hazard, or absolute. */
	path: string;
	from: readonly HazardState[] | 'open';
	roles: readonly MoveRole[];
	/** What it cannot do without, for the help page; the decider has the exact rule. */
	needs: readonly string[];
	to: readonly Transition[];
	decide: Decider;
};

const onSite = ['contact', 'inspector', 'manager'] as const;
const transferable = ['confirmed', 'noticed', 'rectifying', 'reported', 'passed'] as const;
const go = (from: Transition[0], ...to: HazardState[]): Transition[] => to.map(each => [from, each]);

/** Every move of a hazard (rules §1.1): the one table behind the actions, the buttons and the diagram. */
export const moves = {
	confirmation: {
		title: '审核',
		path: 'confirmation',
		from: ['registered'],
		roles: ['manager'],
		decide: confirmation,
		needs: ['照片已到齐', '审核人非登记人', '当场整改：一般隐患、整改后照片、原因'],
		to: go('registered', 'confirmed', 'closed'),
	},
	notice: {
		title: '下达整改通知书',
		path: '/api/papers',
		from: ['confirmed', 'rectifying'],
		roles: ['manager'],
		decide: notice,
		needs: ['期限未过', '本轮无有效通知书', '照片已到齐'],
		to: [...go('confirmed', 'rectifying', 'noticed'), ...go('rectifying', 'noticed')],
	},
	'five-in-place': {
		title: '五落实',
		path: 'five-in-place',
		from: ['confirmed', 'noticed', 'rectifying'],
		roles: onSite,
		decide: fiveInPlace,
		needs: ['措施', '责任人', '资金', '时限', '预案', '附件'],
		to: go('noticed', 'rectifying'),
	},
	'rectification-reports': {
		title: '报告整改完成',
		path: 'rectification-reports',
		from: ['rectifying'],
		roles: onSite,
		decide: rectificationReport,
		needs: ['整改情况', '照片'],
		to: go('rectifying', 'reported'),
	},
	reinspections: {
		title: '复查',
		path: 'reinspections',
		from: ['reported', 'rectifying'],
		roles: ['inspector'],
		decide: reinspection,
		needs: ['复查人员', '结论', '照片', '非一般隐患两人'],
		to: [...go('reported', 'passed', 'rectifying'), ...go('rectifying', 'passed')],
	},
	'close-out': {
		title: '销号',
		path: 'close-out',
		from: ['passed'],
		roles: ['manager'],
		decide: closeOut,
		needs: ['原因', '销号人非复查人', '非一般隐患：五落实、双报告、两人复查、已摘牌'],
		to: go('passed', 'closed'),
	},
	'extension-requests': {
		title: '申请延期',
		path: 'extension-requests',
		from: ['noticed', 'rectifying'],
		roles: onSite,
		decide: extensionRequest,
		needs: ['延期后的期限', '理由', '管控措施'],
		to: [],
	},
	'extension-decisions': {
		title: '审批延期',
		path: 'extension-decisions',
		from: 'open',
		roles: ['manager', 'leader'],
		decide: extensionDecision,
		needs: ['是否同意', '理由'],
		to: [],
	},
	regradings: {
		title: '升降级',
		path: 'regradings',
		from: 'open',
		roles: ['inspector', 'manager', 'leader'],
		decide: regrading,
		needs: ['等级', '降级：理由'],
		to: go('noticed', 'rectifying'),
	},
	'major-decisions': {
		title: '登记重大隐患认定',
		path: 'major-decisions',
		from: 'open',
		roles: ['manager'],
		decide: majorDecision,
		needs: ['结论', '部门', '文号', '日期', '附件'],
		to: go('noticed', 'rectifying'),
	},
	'dual-reports': {
		title: '双报告',
		path: 'dual-reports',
		from: 'open',
		roles: ['inspector', 'manager'],
		decide: dualReport,
		needs: ['报告对象', '日期', '部门或形式', '附件'],
		to: [],
	},
	listing: {
		title: '登记挂牌督办',
		path: 'listing',
		from: 'open',
		roles: ['manager'],
		decide: listing,
		needs: ['级别', '督办单位', '文号', '日期', '期限', '附件'],
		to: [],
	},
	'delisting-applications': {
		title: '申请摘牌验收',
		path: 'delisting-applications',
		from: ['reported', 'passed'],
		roles: ['inspector', 'manager'],
		decide: delistingApplication,
		needs: ['日期', '评估', '附件'],
		to: [],
	},
	'on-site-reviews': {
		title: '登记现场审查',
		path: 'on-site-reviews',
		from: 'open',
		roles: ['manager'],
		decide: onSiteReview,
		needs: ['结论', '日期', '审查单位', '附件'],
		to: [],
	},
	delisting: {
		title: '登记摘牌',
		path: 'delisting',
		from: 'open',
		roles: ['manager'],
		decide: delisting,
		needs: ['文号', '日期'],
		to: [],
	},
	transfers: {
		title: '移送',
		path: 'transfers',
		from: transferable,
		roles: ['manager'],
		decide: transfer,
		needs: ['部门', '依据', '材料', '反馈期限'],
		to: transferable.flatMap(from => go(from, 'transferred')),
	},
	'transfer-replies': {
		title: '登记移送反馈',
		path: 'transfer-replies',
		from: ['transferred'],
		roles: ['manager'],
		decide: transferReply,
		needs: ['类型', '日期', '反馈人', '结果：是否消除'],
		to: go('transferred', ...transferable),
	},
	voiding: {
		title: '作废',
		path: 'voiding',
		from: 'open',
		roles: ['manager', 'leader'],
		decide: voiding,
		needs: ['理由', '非登记人'],
		to: go('open', 'void'),
	},
	duplicate: {
		title: '合并重复',
		path: 'duplicate',
		from: 'open',
		roles: ['manager'],
		decide: duplicate,
		needs: ['保留的隐患', '理由'],
		to: go('open', 'merged'),
	},
	'site-gone': {
		title: '提出场所灭失',
		path: 'site-gone',
		from: 'open',
		roles: ['inspector', 'manager'],
		decide: siteGone,
		needs: ['理由', '照片'],
		to: [],
	},
	'site-gone-decisions': {
		title: '审批场所灭失',
		path: 'site-gone-decisions',
		from: 'open',
		roles: ['manager', 'leader'],
		decide: siteGoneDecision,
		needs: ['是否同意', '理由'],
		to: go('open', 'closed'),
	},
	lookbacks: {
		title: '回头看',
		path: 'lookbacks',
		from: ['closed'],
		roles: ['inspector'],
		decide: lookback,
		needs: ['结论', '照片'],
		to: [],
	},
	supervisions: {
		title: '督办',
		path: 'supervisions',
		from: 'open',
		roles: ['manager'],
		decide: supervision,
		needs: ['步骤'],
		to: [],
	},
	relocation: {
		title: '随场所迁移',
		path: 'relocation',
		from: 'open',
		roles: ['system'],
		decide: relocation,
		needs: ['居民区'],
		to: [],
	},
} as const satisfies Record<string, MoveRule>;

export type MoveName = keyof typeof moves;
export const moveNames = Object.keys(moves) as MoveName[];

/** The rule of a move, with the widths of the type rather than of the literal. */
export const ruleOf = (move: MoveName): MoveRule => moves[move];
