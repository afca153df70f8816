import {figures} from '../../src/domain/figures/figures.ts';
import type {ReportFigure, ReportLine} from '../../src/domain/figures/report.ts';
import type {PeriodReportData} from '../../src/domain/papers/period-report.ts';

type Shown = Extract<keyof typeof figures, ReportFigure['id']>;
const figure = (id: Shown, numerator: number, denominator: number | null = null): ReportFigure => {
	const {title, unit, definition} = figures[id];
	const value = denominator === null ? numerator : denominator === 0 ? null : numerator / denominator;
	return {id, title, unit, definition, numerator, denominator, value, href: `/figures/${id}`};
};
const line = (title: string, registered: number, closed: number, overdue: number): ReportLine => ({
	...{key: title, title, registered, closed, overdue},
	rate: registered === 0 ? null : closed / registered,
	open: registered - closed,
});

/** Invented from end to end. */
export const sample: PeriodReportData = {
	title: '2026年第一季度安全隐患排查治理情况报告',
	org: '新桦路街道办事处',
	number: null,
	demo: false,
	issuedOn: '2026-04-02',
	period: {kind: 'quarterly', from: '2026-01-01', to: '2026-03-31'},
	cutOffAt: '2026-03-31T15:59:59.999Z',
	texts: [
		{
			heading: '一、工作进展',
			text: '本季度检查186次，排查单位124家，登记隐患97条，比上季度增加12条。按等级分：重大1条、疑似重大5条、一般91条。期初在途23条，本季度登记97条、销号88条、作废2条，截至3月31日24时在途30条。',
		},
		{
			heading: '二、重大隐患动态清零情况',
			text: '未销号的重大隐患1条，疑似重大隐患2条，逾期隐患3条：\n1. YH-XH-2026-000076，栖桐商业广场（栖桐居民区）：地下一层，自动喷水灭火系统主管损坏停用；重大，期限4月30日，整改中。',
		},
		{heading: '三、下季度计划', text: '下季度（4月1日至6月30日）到期排查任务212项，涉及单位139家，均已排定人员。'},
	],
	content: {
		office: '新桦路街道办事处',
		scope: null,
		figures: [
			figure('sites-inspected', 124),
			figure('inspections', 186),
			figure('hazards-registered', 97),
			figure('rectification-rate', 67, 97),
			figure('overdue', 3),
			figure('plan-completion-rate', 181, 186),
			figure('dual-report-rate', 0, 0),
		],
		before: [
			figure('sites-inspected', 117),
			figure('inspections', 171),
			figure('hazards-registered', 85),
			figure('rectification-rate', 62, 85),
			figure('overdue', 5),
			figure('plan-completion-rate', 165, 171),
		],
		balance: {opening: 23, registered: 97, movedIn: 0, closed: 88, void: 2, merged: 0, movedOut: 0, closing: 30},
		tables: [
			{by: 'month', title: '月份', lines: [line('1月', 28, 25, 0), line('2月', 21, 17, 1), line('3月', 48, 25, 2)]},
			{
				by: 'domain',
				title: '领域',
				lines: [line('消防', 52, 37, 2), line('燃气', 24, 18, 1), line('建设工程', 9, 6, 0), line('地下空间', 12, 6, 0)],
			},
			{
				by: 'community',
				title: '居民区',
				lines: [
					line('栖桐居民区', 31, 20, 2),
					line('桐荫居民区', 22, 17, 1),
					line('新桦第一居民区', 27, 19, 0),
					line('兰坊居民区', 17, 11, 0),
					line('未划分', 0, 0, 0),
				],
			},
		],
		hazards: {total: 4, rows: []},
		cases: [],
		plan: {from: '2026-04-01', to: '2026-06-30', tasks: 212, sites: 139, assigned: 212, domains: [], rows: []},
		measures: {total: 6, issued: 1, inForce: 3, overdue: 0},
		isNil: false,
		notes: ['计数口径：按登记时间计入；作废、合并的不计入整改率；分母为零的不计算，以“—”表示。'],
	},
	sha256: '7c41d2e9'.repeat(8),
};
