import {weatherLevels} from '../../../../domain/schedule/weather.ts';
import type {WordLists} from '../../word-lists.ts';
import {domainWords} from '../../words.ts';

type Option = {value: string | null; title: string};
export type Column =
	| {name: string; title: string; kind: 'number'; min: number; max: number; unit?: string; said?: (value: number) => string}
	| {name: string; title: string; kind: 'choice'; options: Option[]}
	| {name: string; title: string; kind: 'text'; most: number; note?: string; isOptional?: true; at?: string[]}
	| {name: string; title: string; kind: 'day'; isOptional?: true};
/** A field of a table's value; `at` leads to it. Together they say the whole value in a clerk's words. */
export type Field = {at: string[]; title: string; note?: string} & (
	| {kind: 'number'; min: number; max: number; unit: string; usual?: number}
	| {kind: 'choice'; options: Option[]}
	| {kind: 'choices'; options: Option[]}
	| {kind: 'text'; most: number}
	| {kind: 'rows'; columns: Column[]; blank: () => Record<string, unknown>; most: number}
);

const days = (at: string[], title: string, max: number, unit = '个工作日'): Field => ({
	at,
	title,
	kind: 'number',
	min: 1,
	max,
	unit,
});
const domains: Option[] = [
	...Object.entries(domainWords).map(([value, title]) => ({value, title})),
	{value: null, title: '其他领域'},
];
const raises: Option[] = [
	{value: 'none', title: '不提升'},
	{value: 'one-level', title: '提升一级'},
	{value: 'to-major', title: '提升为重大'},
];
/** A day of the ladder as it is said, e.g. 期限前3天. */
const offDue = (days: number): string => (days === 0 ? '期限当天' : days < 0 ? `期限前${-days}天` : `逾期${days}天`);
const steps: Option[] = [
	{value: 'reminder', title: '提醒'},
	{value: 'notification', title: '通报责任单位'},
	{value: 'supervision-letter', title: '督办函'},
	{value: 'briefing', title: '督查通报'},
	{value: 'interview', title: '约谈'},
];
const warningLevels: Option[] = Object.entries(weatherLevels).map(([value, title]) => ({value, title}));

const duties: Field[] = [
	days(['serveWorkdays'], '送达：签发后', 30),
	{
		at: ['reinspectWorkdays'],
		title: '复查：报告整改后',
		note: '最后一行为没有列出的领域，必须有。',
		kind: 'rows',
		most: 20,
		columns: [
			{name: 'domain', title: '领域', kind: 'choice', options: domains},
			{name: 'days', title: '工作日', kind: 'number', min: 1, max: 60},
		],
		blank: () => ({domain: 'fire', days: 3}),
	},
	days(['decisionWorkdays', 'extension'], '审批延期', 30),
	days(['decisionWorkdays', 'siteGone'], '审批场所灭失', 30),
	days(['decisionWorkdays', 'major'], '等主管部门认定重大隐患', 60),
	days(['transferWorkdays'], '两次复查不合格后移送', 30),
	days(['onSiteReviewDays'], '申请摘牌后现场审查', 60, '天'),
	{
		at: ['ladder'],
		title: '督办阶梯',
		note: '整改期限前为负数，当天为0，逾期后为正数（日历天）。',
		kind: 'rows',
		most: 20,
		columns: [
			{name: 'day', title: '期限后第几天', kind: 'number', min: -30, max: 365, said: offDue},
			{name: 'step', title: '办法', kind: 'choice', options: steps},
		],
		blank: () => ({day: 0, step: 'reminder'}),
	},
];
const dynamicRisk: Field[] = [
	{at: ['raise', 'major'], title: '有重大隐患未结，风险点等级', kind: 'choice', options: raises},
	{at: ['raise', 'suspected-major'], title: '有疑似重大隐患未结，风险点等级', kind: 'choice', options: raises},
	{at: ['siteHazards'], title: '加密检查：场所隐患达到', kind: 'number', min: 1, max: 20, unit: '条'},
	{at: ['siteDays'], title: '在最近', kind: 'number', min: 1, max: 730, unit: '天内'},
	{
		at: ['majorGrades'],
		title: '或有一条',
		kind: 'choices',
		options: [
			{value: 'major', title: '重大隐患'},
			{value: 'suspected-major', title: '疑似重大隐患'},
		],
	},
	{at: ['majorMonths'], title: '在最近', kind: 'number', min: 1, max: 60, unit: '个月内'},
	{at: ['intervalDivisor'], title: '检查间隔减为几分之一', note: '1为照常。', kind: 'number', min: 1, max: 4, unit: ''},
	{at: ['cleanVisits'], title: '连续未发现问题后恢复', kind: 'number', min: 1, max: 10, unit: '次'},
];
const recurrence: Field[] = [
	{at: ['siteItemMonths'], title: '同一场所同一检查项，再次出现在', kind: 'number', min: 1, max: 36, unit: '个月内'},
	{at: ['pointItemTimes'], title: '同一风险点同一检查项，出现', kind: 'number', min: 2, max: 10, unit: '次'},
	{at: ['pointItemDays'], title: '在', kind: 'number', min: 1, max: 1096, unit: '天内'},
	{
		at: ['controlTimes'],
		title: '管控层级上调一级：同一风险点同一检查项出现',
		kind: 'number',
		min: 2,
		max: 10,
		unit: '次',
		usual: 2,
	},
	{at: ['acrossSites'], title: '同一检查项，出现在', kind: 'number', min: 2, max: 50, unit: '处场所'},
	{at: ['acrossDays'], title: '在', kind: 'number', min: 1, max: 365, unit: '天内'},
];
const integrity: Field[] = [
	{at: ['metres'], title: '照片位置距场所超过', kind: 'number', min: 20, max: 5000, unit: '米'},
	{at: ['minutes'], title: '报告整改到复查通过少于', kind: 'number', min: 0, max: 1440, unit: '分钟'},
	{
		at: ['likenessBits'],
		title: '照片相似：指纹相差不超过',
		note: '0为只认完全相同的画面，最多3位。',
		kind: 'number',
		min: 0,
		max: 3,
		unit: '位',
	},
];
const weatherResponse: Field[] = [
	{at: ['typhoon'], title: '台风：发起巡查的级别', kind: 'choices', options: warningLevels},
	{at: ['rainstorm'], title: '暴雨：发起巡查的级别', kind: 'choices', options: warningLevels},
	{at: ['checklist'], title: '检查表', note: '不写版本，用最新的一版。', kind: 'text', most: 80},
	{at: ['basis'], title: '依据', kind: 'text', most: 400},
];
const paperOptions = (words: WordLists | null, isNumbered: boolean): Option[] =>
	(words?.paperDefaults ?? [])
		.filter(({suffix}) => !isNumbered || suffix !== null)
		.map(({kind, title}) => ({value: kind, title}));

const delegatedPowers = (words: WordLists | null): Field[] => [
	{
		at: [],
		title: '委托或下放的权限',
		note: '没有登记的文书不得使用“责令”等字样；登记后该种文书须经法制审核和领导审批。',
		kind: 'rows',
		most: 20,
		columns: [
			{name: 'kind', title: '文书', kind: 'choice', options: paperOptions(words, true)},
			{name: 'power', title: '权限', kind: 'text', most: 200},
			{name: 'basis', title: '文件名称和文号', kind: 'text', most: 300},
			{name: 'from', title: '自', kind: 'day'},
			{name: 'to', title: '至', kind: 'day', isOptional: true},
		],
		blank: () => ({kind: 'rectification-notice', power: '', basis: '', from: '', to: null}),
	},
];
const paperTitles = (words: WordLists | null): Field[] => [
	{
		at: [],
		title: '与缺省不同的标题和代字',
		note: '没有列出的文书用缺省的标题和代字；空着的一格也用缺省。已签发的文书不变。',
		kind: 'rows',
		most: 40,
		columns: [
			{name: 'kind', title: '文书（缺省标题）', kind: 'choice', options: paperOptions(words, false)},
			{name: 'title', title: '本单位的标题', kind: 'text', most: 30, isOptional: true},
			{name: 'patrol', title: '安全巡查的记录', kind: 'text', most: 30, isOptional: true, at: ['titles', 'patrol']},
			{
				name: 'administrative',
				title: '行政检查的记录',
				kind: 'text',
				most: 30,
				isOptional: true,
				at: ['titles', 'administrative'],
			},
			{name: 'suffix', title: '文号代字', kind: 'text', most: 6, isOptional: true},
		],
		blank: () => ({kind: 'rectification-notice'}),
	},
];

/** The fields of a table that is edited field by field; undefined for those that are edited as JSON. */
export function fieldsOf(id: string, words: WordLists | null): Field[] | undefined {
	const known: Record<string, Field[]> = {
		duties,
		'dynamic-risk': dynamicRisk,
		recurrence,
		integrity,
		'weather-response': weatherResponse,
		'delegated-powers': delegatedPowers(words),
		'paper-titles': paperTitles(words),
	};
	return known[id];
}
