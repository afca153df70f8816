import type {ReinspectionOpinionData} from '../../src/domain/papers/reinspection-opinion.ts';

/** Invented from end to end. */
export const sample: ReinspectionOpinionData = {
	title: '安全隐患整改复查意见书',
	org: '新桦路街道办事处',
	number: '新桦安复〔2026〕9号',
	demo: false,
	issuedOn: '2026-03-13',
	verifyUrl: 'https://register.example/v/5H3K9Q2MXB5T8W4Z6N1RHC0VDA',
	addressee: '上海栖桐精密机械制造有限公司',
	notice: {title: '安全隐患整改通知书', number: '新桦安改〔2026〕12号', issuedOn: '2026-03-03'},
	reinspectedOn: '2026-03-12',
	inspectors: [
		{name: '林知远', certificate: 'XH-0087'},
		{name: '沈㙍', certificate: 'XH-0110'},
	],
	hazards: [
		{
			number: 'YH-XH-2026-000123',
			place: '二层东侧疏散通道',
			description: '堆放纸箱、木托盘等可燃物，有效宽度不足1.1 m，“安全出口”标志被遮挡，影响人员疏散。',
			requirement: '立即清除堆放物，恢复通道净宽（≥1.4 m），设置禁止堆放标线。',
			grade: 'suspected-major',
			result: 'pass',
			note: '通道净宽实测1.5 m，标线已施划。',
			newDueOn: null,
			photos: [
				{
					before: {sha256: 'a1'.repeat(32), caption: '二层东侧疏散通道堆物'},
					after: {sha256: 'b1'.repeat(32), caption: '堆物已清除'},
				},
			],
		},
		{
			number: 'YH-XH-2026-000125',
			place: '气瓶暂存间',
			description: '氧气瓶与乙炔瓶混放，间距不足5 m；未设置防倾倒链，1只气瓶超过检验有效期。',
			requirement: '分区存放并固定，超期气瓶停用送检。',
			grade: 'general',
			result: 'fail',
			note: '已分区存放，防倾倒链尚未安装。',
			newDueOn: '2026-03-20',
			photos: [
				{before: {sha256: 'a3'.repeat(32), caption: '气瓶混放'}, after: {sha256: 'b3'.repeat(32), caption: '已分区，未固定'}},
				{before: null, after: {sha256: 'b4'.repeat(32), caption: '超期气瓶已移出'}},
			],
		},
	],
	contact: {name: '林知远', phone: '021-5550 0112'},
	cc: '栖桐居民区',
};
