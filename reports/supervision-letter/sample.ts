import type {SupervisionLetterData} from '../../src/domain/papers/supervision-letter.ts';

/** Invented from end to end. */
export const sample: SupervisionLetterData = {
	title: '关于逾期安全隐患的督办函',
	org: '新桦路街道办事处',
	number: '新桦安督〔2026〕2号',
	demo: false,
	issuedOn: '2026-03-25',
	verifyUrl: 'https://register.example/v/9H3K9Q2MXB5T8W4Z6N1RHC0VDC',
	addressee: '上海桐荫物业管理有限公司',
	hazards: [
		{
			number: 'YH-XH-2026-000098',
			siteName: '桐荫苑小区',
			place: '3号楼地下车库',
			description: '防火卷帘下堆放杂物，卷帘无法降落到底。',
			grade: 'general',
			dueOn: '2026-03-10',
			lateDays: 15,
			noticeNumber: '新桦安改〔2026〕8号',
		},
		{
			number: 'YH-XH-2026-000101',
			siteName: '桐荫苑小区',
			place: '5号楼门厅',
			description: '门厅内停放电动自行车4辆并拉线充电，占用唯一疏散出口。',
			grade: 'suspected-major',
			dueOn: '2026-03-12',
			lateDays: 13,
			noticeNumber: '新桦安改〔2026〕8号',
		},
	],
	steps: ['2026年3月13日电话提醒物业项目经理', '2026年3月18日送达书面提醒'],
	demands: [
		'明确一名负责人，列出每项隐患的完成日期',
		'在5号楼门厅设专人看护，直至电动自行车全部移出',
		'恢复防火卷帘下方净空，并做一次联动降落测试',
	],
	replyBy: '2026-03-30',
	contact: {name: '林知远', phone: '021-5550 0112'},
	cc: '新桦路街道平安建设办公室，桐荫居民区',
};
