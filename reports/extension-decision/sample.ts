import type {ExtensionDecisionData} from '../../src/domain/papers/extension-decision.ts';

/** Invented from end to end. */
export const sample: ExtensionDecisionData = {
	title: '安全隐患整改延期决定书',
	org: '新桦路街道办事处',
	number: '新桦安延〔2026〕3号',
	demo: false,
	issuedOn: '2026-03-11',
	verifyUrl: 'https://register.example/v/8H3K9Q2MXB5T8W4Z6N1RHC0VDB',
	addressee: '上海栖桐精密机械制造有限公司',
	notice: {title: '安全隐患整改通知书', number: '新桦安改〔2026〕12号', issuedOn: '2026-03-03'},
	request: {
		on: '2026-03-10',
		reason: '配电箱须由厂家定制，交货期为3月18日，附供货合同',
		safeguards: '停用AP-2配电箱所带的两台设备；由持证电工每班检查一次；箱前设置警戒线和警示标志',
	},
	granted: true,
	reason: '供货合同属实，延长的期限未超过原定期限的长度，防范措施可行',
	hazards: [
		{
			number: 'YH-XH-2026-000124',
			place: '1号车间配电箱AP-2',
			description: '未安装剩余电流动作保护装置（RCD），箱门缺失，导线裸露，接地电阻实测7.8 Ω。',
			dueOn: '2026-03-12',
			askedDueOn: '2026-03-21',
			newDueOn: '2026-03-20',
		},
	],
	contact: {name: '林知远', phone: '021-5550 0112'},
};
