import type {Day} from '../days.ts';
import type {Enclosure, Letter, PaperHazard, PaperSubject} from './parts.ts';

/** 治理方案的六项内容 (16号令第十五条 pattern, domain/documents.md §4.6); null: not handed in yet. */
export type GovernancePlan = {
	/** 目标和任务 */
	goal: string;
	/** 方法和措施 */
	methods: string;
	/** 经费和物资 */
	funds: string;
	/** 机构和人员 */
	people: string;
	/** 时限和要求 */
	time: string;
	/** 安全措施和应急预案 */
	safeguards: string;
};
/** 提请挂牌督办的函: a street asks, it does not list (rules §1.13). */
export type ListingRequestData = Letter & {
	level: 'district' | 'city';
	subject: PaperSubject;
	/** 所属行业 */
	industry: string;
	/** 可能导致的事故类别 */
	accident: string;
	hazard: PaperHazard;
	foundOn: Day;
	/** The department's act that found it to be major. */
	decision: {department: string; documentNumber: string; decidedOn: Day};
	/** 现状及产生原因 */
	causes: string;
	/** 危害程度和整改难易程度分析 */
	analysis: string;
	plan: GovernancePlan | null;
	/** 计划资金、落实资金, in words. */
	plannedFunds: string;
	securedFunds: string;
	/** 停用情况 */
	stopped: string;
	dueOn: Day;
	enclosures: Enclosure[];
	replyBy: Day;
};
