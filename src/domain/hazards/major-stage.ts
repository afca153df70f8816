import {fiveMissing, type Hazard, type Listing, stateNames} from './hazard.ts';

/** Where a hazard that is not general stands, and what it still lacks before it can be closed (rules §1.1 close-out). */
export type MajorStage = {stage: string; lacks: string[]};

const listingWords: Record<Listing, string | null> = {
	none: null,
	listed: '挂牌督办中',
	applied: '已申请摘牌',
	reviewed: '现场审查已通过',
	delisted: '已摘牌',
};

/** The parts of 五落实, and the papers that show them. */
export const partWords: Record<string, string> = {
	measures: '措施',
	person: '责任人',
	funds: '资金',
	dueOn: '时限',
	plan: '预案',
	attachments: '附件',
};

export const stageOf = ({state, grade, extension, listing, facts}: Hazard): MajorStage => {
	const words = [stateNames[state], listingWords[listing], extension === 'pending' ? '延期待批' : null];
	const five = fiveMissing(facts.fiveInPlace);
	const told = (to: 'regulator' | 'workers') => facts.dualReports?.some(report => report.to === to) ?? false;
	const lacks = [
		grade === 'suspected-major' && '待主管部门认定',
		five.length > 0 && `五落实缺${five.map(part => partWords[part] ?? part).join('、')}`,
		!told('regulator') && '未报监管部门',
		!told('workers') && '未通报从业人员',
	];
	return {stage: words.filter(word => word !== null).join(' · '), lacks: lacks.filter(lack => lack !== false)};
};
