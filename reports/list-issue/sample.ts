import {hazardColumns, hazardOrder, hazardRule} from '../../src/domain/hazards/list.ts';
import {type Cell, layoutOf} from '../../src/domain/hazards/table.ts';
import type {ListIssueData} from '../../src/domain/papers/list-issue.ts';

const communities = ['栖桐居民区', '桐荫居民区', '新桦第一居民区'];
const row = (at: number): Cell[] => [
	at + 1,
	`YH-XH-2026-${String(123 + at).padStart(6, '0')}`,
	at % 3 === 0 ? '燃气' : '消防',
	at % 2 === 0 ? '上海栖桐精密机械制造有限公司' : '𠮷旸小馆新桦路店',
	at % 2 === 0 ? '新桦路88号1至3号厂房' : '新桦路120弄6号底层',
	communities[Math.floor(at / 5)]!,
	'2026-03-02',
	'林知远、许堃',
	at % 2 === 0
		? '二层东侧疏散通道：堆放纸箱、木托盘等可燃物，有效宽度不足1.1 m，“安全出口”标志被遮挡，影响人员疏散。'
		: '后厨：燃气灶具未安装熄火保护装置，连接软管老化。',
	at % 2 === 0 ? '《中华人民共和国消防法》第二十八条' : '依据现行标准，条款待录入',
	at === 0 ? '重大' : at < 3 ? '疑似重大' : '一般',
	'立即清除堆放物，恢复通道净宽，设置禁止堆放标线。',
	'2026-03-12',
	at % 2 === 0 ? '上海栖桐精密机械制造有限公司' : '𠮷旸小馆',
	'钱喆 021-55500190',
	at < 3 ? '行业：消防救援；属地：新桦路街道；主体：栖桐公司' : '',
	at === 4 ? 1.2 : '',
	at % 4 === 0 ? '整改中' : '待复查',
	at % 4 === 0 ? '' : '2026-03-10',
	at % 4 === 0 ? '' : '沈㙍',
	at === 5 ? '延至2026-03-20' : '',
	at === 0 ? '区级 / 明安委办督〔2026〕3号' : '',
	at === 1 ? '明溪区消防救援局 / 新桦安移〔2026〕6号' : '',
	at === 2 ? '是' : '否',
	at === 1 ? '红旗' : '',
];

/** Invented from end to end; the columns are those of the register. */
export const sample: ListIssueData = {
	title: '问题隐患清单',
	org: '新桦路街道办事处',
	number: '隐患清单〔2026〕3期',
	demo: false,
	issuedOn: '2026-03-15',
	list: 'hazards',
	cutOffAt: '2026-03-15T01:00:00.000Z',
	columns: layoutOf(hazardColumns),
	rows: Array.from({length: 14}, (_, at) => row(at)),
	notes: [hazardRule, hazardOrder],
	statistics: [
		{
			title: '等级',
			counts: [
				{name: '重大', count: 1},
				{name: '疑似重大', count: 2},
				{name: '一般', count: 11},
			],
		},
		{
			title: '居民区',
			counts: [
				{name: '栖桐居民区', count: 5},
				{name: '桐荫居民区', count: 5},
				{name: '新桦第一居民区', count: 4},
			],
		},
	],
	scope: '范围：三个居民区',
	approvedBy: '魏旻',
	sha256: '5e1f0a6c'.repeat(8),
};
