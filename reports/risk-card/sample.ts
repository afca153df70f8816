import type {RiskCardData} from '../../src/domain/papers/risk-card.ts';

/** Invented from end to end. */
export const sample: RiskCardData = {
	title: '安全风险告知卡',
	org: '新桦路街道办事处',
	number: null,
	demo: false,
	issuedOn: '2026-03-03',
	siteName: '上海栖桐精密机械制造有限公司',
	point: {label: 'F001234-5', name: '1号厂房疏散通道', place: '1号厂房二层东侧', sector: '消防'},
	level: 'significant',
	raisedBy: ['YH-XH-2026-000123'],
	assessedOn: '2026-01-15',
	events: ['火灾', '踩踏', '中毒和窒息'],
	controls: [
		{kind: 'engineering', text: '通道净宽不小于1.4 m，设常闭式防火门和疏散指示标志', owner: '设备部'},
		{kind: 'management', text: '每班巡查一次，发现堆物立即清理', owner: '当班班长'},
		{kind: 'management', text: '每月测试应急照明一次并记录', owner: '设备部'},
		{kind: 'training', text: '新员工上岗前熟悉疏散路线，每半年演练一次', owner: '人事部'},
		{kind: 'emergency', text: '立即呼救并拨打119，沿疏散指示撤离，不乘电梯，到南门集合点清点人数', owner: '安全员周旸'},
	],
	responsible: {name: '钱喆', phone: '021-5550 0190'},
	contact: {name: '林知远', phone: '021-5550 0112'},
	url: 'https://register.example/p/F001234-5',
};
