import {type Day, dayOf} from '../days.ts';
import type {Sight} from '../personal.ts';
import {type Hazard, type HazardGrade, isOverdue, stateNames} from './hazard.ts';
import {flagsOf, type Numbers} from './hazard-flags.ts';
import {
	causeNames,
	isMeasureOverdue,
	isReviewDue,
	isWithoutEffect,
	type Measure,
	measureKindNames,
	progressNames,
} from './measure.ts';
import type {Cell, Column, Tally} from './table.ts';

/** A hazard with the names that belong to it at the moment of the list. */
export type HazardRow = {
	hazard: Hazard;
	/** The moment of the list. */
	now: string;
	sector: string;
	siteName: string;
	occupant: string;
	address: string;
	community: string;
	/** Community, and the grid when the site lies in one. */
	area: string;
	basis: string;
	/** Who answers for the site, with a number as far as the reader may see it. */
	contact: string;
	/** The same for those who see less. */
	contactFor: (sight: Sight) => string;
	person: (id: string) => string;
	department: (code: string) => string;
	transferNumbers: string[];
	duplicateNumber: string;
	recurrenceNumber: string;
	/** Of the hazards that flags name, as far as the reader sees them. */
	numbers: Numbers;
};

export const gradeNames: Record<HazardGrade, string> = {general: '一般', 'suspected-major': '疑似重大', major: '重大'};

const joined = (parts: Array<string | number | null | undefined | false>, by = ' / '): string =>
	parts.filter(part => part !== null && part !== undefined && part !== false && part !== '').join(by);

const parties = ({hazard: {parties: p}, department}: HazardRow) =>
	joined(
		[
			p.industry && `行业：${department(p.industry)}`,
			p.territorial && `属地：${department(p.territorial)}`,
			p.entity && `主体：${p.entity}`,
		],
		'；',
	);

// Yuan as reported by the site; 五落实 holds what was put aside, in the words of whoever filled it in.
const funds = ({hazard: {facts}}: HazardRow): Cell => {
	const cost = facts.reports.reduce((sum, report) => sum + (report.cost ?? 0), 0);
	return cost > 0 ? Math.round(cost) / 10_000 : (facts.fiveInPlace?.funds ?? '');
};

const mendedOn = ({hazard: {state, closure, endedAt, facts}}: HazardRow): Day | '' => {
	if (closure === 'on-the-spot') return dayOf(endedAt!);
	return state === 'reported' || state === 'passed' || state === 'closed' ? (facts.reports.at(-1)?.on ?? '') : '';
};

const reinspected = ({hazard: {state, endedAt, facts}, person}: HazardRow) =>
	joined([facts.reinspections.at(-1)?.inspectors.map(person).join('、'), state === 'closed' && dayOf(endedAt!)]);

const extension = ({hazard: {extension: track, facts}}: HazardRow) => {
	if (track === 'pending') return `申请延至${facts.extension!.request.dueOn}`;
	return track === 'granted' ? `延至${facts.extension!.decision!.dueOn}` : '';
};

const listed = ({
	hazard: {
		listing: track,
		facts: {listing, delisting},
	},
}: HazardRow) =>
	listing
		? joined([
				listing.level === 'city' ? '市级' : '区级',
				listing.documentNumber,
				track === 'delisted' && `已摘牌 ${delisting!.documentNumber}`,
			])
		: '';

const transferred = ({hazard: {facts}, department, transferNumbers}: HazardRow) => {
	const last = facts.transfers?.at(-1);
	return last ? joined([department(last.department), transferNumbers.at(-1) ?? last.replies.at(-1)?.caseNumber]) : '';
};

const remarks = (row: HazardRow) => {
	const {hazard, duplicateNumber, recurrenceNumber, numbers} = row;
	return joined(
		[
			hazard.redFlag && '当日通报',
			dayOf(hazard.registeredAt) > hazard.foundOn && `补报（${dayOf(hazard.registeredAt)}登记）`,
			hazard.state === 'void' && `作废：${hazard.facts.ending?.reason ?? ''}`,
			duplicateNumber && `并入${duplicateNumber}`,
			recurrenceNumber && `${recurrenceNumber}复发`,
			hazard.closure === 'on-the-spot' && '即查即改',
			hazard.closure === 'site-gone' && '场所灭失',
			...flagsOf(hazard, numbers)
				.filter(({code}) => code !== 'recurrence')
				.map(({detail}) => detail.replace(/。$/, '')),
		],
		'；',
	);
};

/** 问题隐患清单 (two-lists §8.2), column by column. */
export const hazardColumns: ReadonlyArray<Column<HazardRow>> = [
	{title: '序号', kind: 'number', width: 6, value: (_, index) => index + 1},
	{title: '隐患编号', kind: 'code', width: 20, value: ({hazard}) => hazard.number},
	{title: '行业领域(四领域)', kind: 'text', width: 12, value: ({sector}) => sector},
	{
		title: '场所/单位',
		kind: 'text',
		width: 24,
		value: ({siteName, occupant}) => joined([siteName, occupant !== siteName && occupant]),
	},
	{title: '地址', kind: 'text', width: 24, value: ({address}) => address},
	{title: '居民区/网格', kind: 'text', width: 16, value: ({area}) => area},
	{title: '排查时间', kind: 'day', width: 12, value: ({hazard}) => hazard.foundOn},
	{title: '排查人/部门', kind: 'text', width: 14, value: ({hazard, person}) => hazard.facts.filers.map(person).join('、')},
	{title: '问题隐患描述', kind: 'text', width: 36, value: ({hazard}) => joined([hazard.place, hazard.description], '：')},
	{title: '依据', kind: 'text', width: 36, value: ({basis}) => basis},
	{title: '等级', kind: 'text', width: 10, options: Object.values(gradeNames), value: ({hazard}) => gradeNames[hazard.grade]},
	{title: '整改措施', kind: 'text', width: 30, value: ({hazard}) => hazard.facts.fiveInPlace?.measures ?? hazard.requirement},
	{title: '整改期限', kind: 'day', width: 12, value: ({hazard}) => hazard.dueOn},
	{title: '责任单位', kind: 'text', width: 20, value: ({hazard, occupant}) => hazard.parties.entity ?? occupant},
	{title: '责任人/电话', kind: 'code', width: 20, value: ({contact}) => contact},
	{title: '街道/部门牵头(三管三必须)', kind: 'text', width: 24, value: parties},
	{title: '整改资金(万元)', kind: 'number', width: 12, value: funds},
	{title: '当前状态', kind: 'text', width: 12, options: Object.values(stateNames), value: ({hazard}) => stateNames[hazard.state]},
	{title: '完成时间', kind: 'day', width: 12, value: mendedOn},
	{title: '复查人/销号日', kind: 'text', width: 18, value: reinspected},
	{title: '延期', kind: 'text', width: 18, value: extension},
	{title: '挂牌(级别/文号)', kind: 'text', width: 20, value: listed},
	{title: '移送(部门/文号)', kind: 'text', width: 22, value: transferred},
	{
		title: '是否逾期',
		kind: 'text',
		width: 8,
		options: ['是', '否'],
		value: ({hazard, now}) => (isOverdue(hazard, now) ? '是' : '否'),
	},
	{title: '备注', kind: 'text', width: 30, value: remarks},
];

/** By field of work, grade, community and state: each adds up to the number of rows (two-lists §8.5). */
export const hazardTallies: ReadonlyArray<Tally<HazardRow>> = [
	{title: '行业领域', of: ({sector}) => sector},
	{title: '等级', of: ({hazard}) => gradeNames[hazard.grade], order: Object.values(gradeNames).reverse()},
	{title: '居民区', of: ({community}) => community},
	{title: '当前状态', of: ({hazard}) => stateNames[hazard.state], order: Object.values(stateNames)},
];

/** A measure with the numbers of those of its hazards that the reader may see. */
export type MeasureRow = {measure: Measure; today: Day; hazardNumbers: string[]};

const mostNumbers = 10;
const linkedHazards = ({measure, hazardNumbers}: MeasureRow) => {
	const count = measure.hazardIds.length;
	return hazardNumbers.length === count && count <= mostNumbers ? hazardNumbers.join('、') : `共${count}条`;
};

const measureRemarks = ({measure, today}: MeasureRow) =>
	joined(
		[
			isMeasureOverdue(measure, today) && '逾期',
			isWithoutEffect(measure) && '有制度无落实',
			isReviewDue(measure, today) && '评估到期',
		],
		'；',
	);

/** 制度措施清单 (two-lists §8.3), column by column. */
export const measureColumns: ReadonlyArray<Column<MeasureRow>> = [
	{title: '序号', kind: 'number', width: 6, value: (_, index) => index + 1},
	{title: '编号', kind: 'code', width: 18, value: ({measure}) => measure.number},
	{title: '针对的问题/类别', kind: 'text', width: 24, value: ({measure}) => measure.problem ?? ''},
	{title: '关联隐患编号(或数量)', kind: 'code', width: 24, value: linkedHazards},
	{
		title: '原因(制度/机制/投入/技术/培训/执法)',
		kind: 'text',
		width: 14,
		options: Object.values(causeNames),
		value: ({measure}) => causeNames[measure.cause],
	},
	{title: '制度措施名称', kind: 'text', width: 26, value: ({measure}) => measure.title},
	{title: '主要内容', kind: 'text', width: 44, value: ({measure}) => measure.text},
	{
		title: '类型(制度文件/专项整治/工程改造/资金投入/科技手段/宣传培训/联动机制)',
		kind: 'text',
		width: 16,
		options: Object.values(measureKindNames),
		value: ({measure}) => measureKindNames[measure.kind],
	},
	{title: '牵头部门', kind: 'text', width: 14, value: ({measure}) => measure.lead},
	{title: '配合单位', kind: 'text', width: 18, value: ({measure}) => measure.supporting.join('、')},
	{title: '责任人', kind: 'text', width: 12, value: ({measure}) => measure.responsible},
	{title: '完成时限', kind: 'day', width: 12, value: ({measure}) => measure.dueOn},
	{
		title: '进展(调研/起草/征求意见/印发/实施/评估/修订/废止)',
		kind: 'text',
		width: 14,
		options: Object.values(progressNames),
		value: ({measure}) => progressNames[measure.progress],
	},
	{title: '文号/印发日期', kind: 'text', width: 24, value: ({measure}) => joined([measure.documentNumber, measure.issuedOn])},
	{title: '落实成效', kind: 'text', width: 30, value: ({measure}) => measure.effect ?? ''},
	{title: '下次评估日', kind: 'day', width: 12, value: ({measure}) => measure.reviewOn},
	{title: '备注', kind: 'text', width: 20, value: measureRemarks},
];

export const measureTallies: ReadonlyArray<Tally<MeasureRow>> = [
	{title: '类型', of: ({measure}) => measureKindNames[measure.kind], order: Object.values(measureKindNames)},
	{title: '原因', of: ({measure}) => causeNames[measure.cause], order: Object.values(causeNames)},
	{title: '进展', of: ({measure}) => progressNames[measure.progress], order: Object.values(progressNames)},
];

/** The column whose cells have a number of somebody's. */
export const contactColumn = '责任人/电话';

export const hazardRule =
	'计数口径：按登记时间计入；期限当日24时后未销号即逾期，待复查、待销号仍计逾期；作废、合并的保留编号，不计入整改率。';
export const hazardOrder = '排序：重大在前，其次逾期，再按居民区。';
export const measureOrder = '排序：完成时限在前。';
export const measureRule = '计数口径：截止时刻已登记的全部措施，含已废止；印发或实施而无落实成效的，备注“有制度无落实”。';

const numerals = ['零', '一', '两', '三', '四', '五', '六', '七', '八', '九', '十'];
/** 范围：三个居民区 — said whenever the reader sees less than the whole (rules §1.7). */
export const scopeSentence = (communities: number, sectors: readonly string[] | 'all'): string =>
	`范围：${numerals[communities] ?? communities}个居民区${sectors === 'all' ? '' : `，${sectors.join('、')}领域`}`;
