import type {Role} from '../../domain/person.ts';
import {isStaff} from '../../domain/policy.ts';

/** `roles`: for whom it stands in the menu; without, for all staff; `forAll`: also for who only reports leads. */
export type MenuItem = {name: string; title: string; roles?: Role[]; forAll?: boolean};
export type MenuGroup = {title: string; items: MenuItem[]};

/** What stands at the left. A name is that of a route; one that is not built yet does not stand here. */
export const menu: MenuGroup[] = [
	{
		title: '总览',
		items: [
			{name: 'dashboard', title: '工作台'},
			{name: 'map', title: '四色图'},
			{name: 'figures', title: '指标'},
		],
	},
	{
		title: '隐患治理',
		items: [
			{name: 'hazards', title: '隐患'},
			{name: 'leads', title: '线索', forAll: true},
			{name: 'inspections', title: '检查记录'},
			{name: 'papers', title: '文书'},
		],
	},
	{
		title: '清单与报告',
		items: [
			{name: 'hazard-list', title: '问题隐患清单'},
			{name: 'measure-list', title: '制度措施清单'},
			{name: 'list-issues', title: '清单期次'},
			{name: 'measures', title: '制度措施'},
			{name: 'reports', title: '报告'},
		],
	},
	{
		title: '风险与计划',
		items: [
			{name: 'sites', title: '场所'},
			{name: 'risk-points', title: '风险点'},
			{name: 'areas', title: '区域'},
			{name: 'plans', title: '排查计划'},
			{name: 'slots', title: '任务看板'},
			{name: 'campaigns', title: '专项行动'},
			{name: 'weather', title: '气象预警'},
		],
	},
	{
		title: '设置',
		items: [
			{name: 'people', title: '人员与授权', roles: ['administrator']},
			{name: 'teams', title: '班组与请假', roles: ['manager', 'administrator']},
			{name: 'tables', title: '用语与表格', roles: ['administrator', 'manager', 'leader', 'auditor']},
			{name: 'organisation', title: '本单位信息', roles: ['administrator', 'manager', 'leader']},
			{name: 'calendar', title: '放假安排', roles: ['administrator', 'manager', 'leader', 'auditor']},
			{name: 'fonts', title: '字体', roles: ['administrator', 'manager']},
			{name: 'journal', title: '日志', roles: ['administrator', 'auditor']},
		],
	},
];

/** What a person of these roles is offered. */
export const menuFor = (given: readonly Role[]): MenuGroup[] =>
	menu
		.map(group => ({...group, items: group.items.filter(item => isOffered(item, given))}))
		.filter(({items}) => items.length > 0);
const isOffered = ({roles, forAll}: MenuItem, given: readonly Role[]): boolean =>
	roles ? roles.some(role => given.includes(role)) : forAll || isStaff(given);
