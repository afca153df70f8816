import type {Seen} from './seen.ts';
import {gradeIn, hasSign, type Sign, standingIn} from './signs.ts';

/** Which hazards a figure looks at: those registered in the period, or all that are open at the cut-off. */
export type Basis = 'cohort' | 'standing';
/** What has to be read for it: more than the row's own facts is read apart. */
export type Reading = 'facts' | 'days' | 'looks' | 'repetition';
type Common = {title: string; definition: string; unit: string};
export type HazardFigure = Common & {
	source: 'hazards';
	kind: 'count' | 'rate' | 'days';
	basis: Basis;
	reads: Reading;
	/** Denominator of a rate; whom a count looks at. */
	of: (seen: Seen) => boolean;
	holds: (seen: Seen) => boolean;
};
export type VisitFigure = Common & {source: 'inspections' | 'slots'; kind: 'count' | 'rate'};
export type Figure = HazardFigure | VisitFigure;

const has = (sign: Sign) => (seen: Seen) => hasSign(seen.signs, sign);
const isOpen = ({signs}: Seen) => standingIn(signs) === 'open';
const isClosed = ({signs}: Seen) => standingIn(signs) === 'closed';
// Void and merged are left out as of the cut-off (rules §1.10).
const counts = (seen: Seen) => isOpen(seen) || isClosed(seen);
const isMajor = ({signs}: Seen) => gradeIn(signs) === 'major';
const anyone = () => true;

type Given = Common & Partial<Pick<HazardFigure, 'reads' | 'of' | 'holds'>>;
const cohort = (kind: HazardFigure['kind'], {of = anyone, holds = anyone, reads = 'facts', ...rest}: Given): HazardFigure => ({
	source: 'hazards',
	kind,
	basis: 'cohort',
	reads,
	of: seen => counts(seen) && of(seen),
	holds,
	...rest,
});
const standing = (holds: (seen: Seen) => boolean, common: Common): HazardFigure => ({
	source: 'hazards',
	kind: 'count',
	basis: 'standing',
	reads: 'facts',
	of: anyone,
	holds,
	...common,
});

/** Every figure of rules §1.9 with the one definition it has (two-lists §8.5). */
export const figures = {
	'sites-inspected': {
		source: 'inspections',
		kind: 'count',
		title: '排查单位数',
		unit: '家',
		definition: '期内收到的检查实际查到的场所，一家只计一次；未能入场的不计。',
	},
	inspections: {
		source: 'inspections',
		kind: 'count',
		title: '检查次数',
		unit: '次',
		definition: '期内收到的检查；未能入场的不计。',
	},
	'hazards-registered': cohort('count', {
		title: '隐患数',
		unit: '条',
		definition: '期内登记的隐患，按登记时间计入；截止时刻已作废、已合并的不计。',
	}),
	'hazards-closed': cohort('count', {
		title: '已整改数',
		unit: '条',
		definition: '期内登记的隐患中，截止时刻已销号的。',
		holds: isClosed,
	}),
	'rectification-rate': cohort('rate', {
		title: '整改率',
		unit: '比例',
		definition: '期内登记的隐患中，截止时刻已销号的比例；作废、合并的不计。',
		holds: isClosed,
	}),
	'open-hazards': standing(anyone, {title: '在途隐患数', unit: '条', definition: '截止时刻尚未销号的隐患，不论何时登记。'}),
	overdue: standing(({isDue}) => isDue, {
		title: '逾期数',
		unit: '条',
		definition: '截止时刻期限已过而尚未销号的隐患，不论何时登记；待复查、待销号仍计。',
	}),
	'ever-overdue': cohort('count', {
		title: '曾逾期数',
		unit: '条',
		definition: '期内登记的隐患中，至少有一个期限届满时尚未销号的；其后延期或销号的仍计。',
		holds: seen => has('missed')(seen) || (isOpen(seen) && seen.isDue),
	}),
	'on-time-rate': cohort('rate', {
		title: '按期整改率',
		unit: '比例',
		definition: '期内登记、截止时刻期限已过的隐患中，期限内报告整改完成且复查合格的比例；以报告日为准，场所灭失的不计。',
		of: seen => seen.isDue && !has('site-gone')(seen),
		holds: has('mended-in-time'),
	}),
	'first-pass-rate': cohort('rate', {
		title: '一次复查合格率',
		unit: '比例',
		definition: '期内登记且已复查的隐患中，第一次复查即合格的比例。',
		of: has('looked-at'),
		holds: has('passed-at-first'),
	}),
	'major-open': standing(isMajor, {
		title: '未销号重大隐患数',
		unit: '条',
		definition: '截止时刻尚未销号的重大隐患，不论何时登记；疑似重大的不计。',
	}),
	'major-closed-rate': cohort('rate', {
		title: '重大隐患整改率',
		unit: '比例',
		definition: '期内登记的重大隐患中，截止时刻已销号的比例；疑似重大的不计。',
		of: isMajor,
		holds: isClosed,
	}),
	'dual-report-rate': cohort('rate', {
		title: '双报告率',
		unit: '比例',
		definition: '期内登记的重大、疑似重大隐患中，已向监管部门报告并向从业人员通报的比例。',
		of: ({signs}) => gradeIn(signs) !== 'general',
		holds: has('dual-reported'),
	}),
	listed: standing(has('listed'), {
		title: '挂牌督办数',
		unit: '条',
		definition: '截止时刻挂牌督办、尚未摘牌的隐患，不论何时登记。',
	}),
	'reinspection-on-time-rate': cohort('rate', {
		title: '复查及时率',
		unit: '比例',
		definition: '期内登记、应当复查的隐患中，每次复查都在报告整改完成或期满后规定的工作日内进行的比例。',
		reads: 'looks',
		of: ({looks}) => looks !== 'none',
		holds: ({looks}) => looks === 'in-time',
	}),
	transfers: cohort('count', {
		title: '移送数',
		unit: '条',
		definition: '期内登记的隐患中，已移送有权部门的；多次移送的计一条。',
		holds: has('transferred'),
	}),
	'transfer-reply-rate': cohort('rate', {
		title: '移送反馈率',
		unit: '比例',
		definition: '期内登记且已移送的隐患中，每次移送都已反馈结果或退回的比例；只签收的不算反馈。',
		of: has('transferred'),
		holds: has('transfers-answered'),
	}),
	'recurrence-rate': cohort('rate', {
		title: '重复隐患率',
		unit: '比例',
		definition: '期内登记的隐患中，同一场所同一检查项在此前十二个月内登记过，或回头看发现复发的比例。',
		reads: 'repetition',
		holds: seen => seen.wasThere || has('recurred')(seen),
	}),
	'coverage-rate': {
		source: 'slots',
		kind: 'rate',
		title: '巡查覆盖率',
		unit: '比例',
		definition: '期内有任务到期的风险点中，至少查到一次的比例；停业等免查的、被替代的任务不计。',
	},
	'plan-completion-rate': {
		source: 'slots',
		kind: 'rate',
		title: '计划完成率',
		unit: '比例',
		definition: '期内到期的任务中，在到期日前（含当日）完成的比例；停业等免查的、被替代的任务不计。',
	},
	'days-to-close': cohort('days', {
		title: '整改天数',
		unit: '天',
		definition: '期内登记、截止时刻已销号的隐患自登记至销号的日历天数：中位数，另列九成隐患不超过的天数。',
		reads: 'days',
		of: isClosed,
	}),
	'red-flag-same-day-rate': cohort('rate', {
		title: '应当日通报隐患当日移送通报率',
		unit: '比例',
		definition:
			'期内登记的应当日通报（▲）的隐患中，登记当日已移送、通报或报告主管部门的比例；登记当日尚未结束且未移送通报的不计。',
		of: seen => has('red-flag')(seen) && (seen.isDayOver || has('told-same-day')(seen)),
		holds: has('told-same-day'),
	}),
	'failed-controls': cohort('count', {
		title: '管控措施失效数',
		unit: '条',
		definition: '期内登记的隐患中，表明风险点管控措施失效的。',
		holds: has('control-failed'),
	}),
	'late-arrivals': cohort('count', {
		title: '补报数',
		unit: '条',
		definition: '期内登记的隐患中，登记日晚于排查日的。',
		holds: has('late-arrival'),
	}),
} as const satisfies Record<string, Figure>;

export type FigureId = keyof typeof figures;
export const figureIds = Object.keys(figures) as FigureId[];
export const figureOf = (id: FigureId): Figure => figures[id];
export const isFigure = (id: string): id is FigureId => Object.hasOwn(figures, id);
