import type {ListingRequestData} from '../../src/domain/papers/listing-request.ts';

/** Invented from end to end. */
export const sample: ListingRequestData = {
	title: '关于提请对栖桐商业广场重大事故隐患挂牌督办的函',
	org: '新桦路街道办事处',
	number: '新桦安提〔2026〕1号',
	demo: false,
	issuedOn: '2026-04-08',
	verifyUrl: 'https://register.example/v/1H3K9Q2MXB5T8W4Z6N1RHC0VDD',
	addressee: '明溪区安全生产委员会办公室',
	level: 'district',
	site: {
		name: '上海栖桐商业管理有限公司',
		address: '新桦路120号栖桐商业广场',
		uscc: '91310199MA1KTEST1Y',
		principal: '顾䶮',
		phone: '021-5550 0233',
	},
	hazard: {
		number: 'YH-XH-2026-000076',
		place: '地下一层',
		description: '自动喷水灭火系统主管损坏停用，共用疏散楼梯间被封堵改作库房，营业时人员密集。',
		foundOn: '2026-02-11',
		dueOn: '2026-04-30',
		decision: {department: '明溪区消防救援局', documentNumber: '明消重字〔2026〕第4号', decidedOn: '2026-03-02'},
		cause: '产权分散，公共消防设施无统一管理，维修资金长期未落实。',
		harm: '发生火灾时初期火势不能控制，地下一层约400人难以疏散。',
		difficulty: '须更换主管约260 m并停业施工，涉及业主31户。',
	},
	plan: {
		measures: '分三段更换喷淋主管，拆除楼梯间封堵并恢复常闭式防火门',
		person: '顾䶮',
		funds: '约86万元，业主分摊比例尚未议定',
		dueOn: '2026-06-30',
		plan: '施工期间地下一层停止营业；每2 h巡查一次；增设移动式灭火装置12具',
	},
	steps: [
		'2026年2月12日发出新桦安改〔2026〕5号通知书',
		'2026年3月4日召集产权单位协商，未能就资金达成一致',
		'2026年3月20日发出新桦安督〔2026〕1号督办函',
	],
	enclosures: ['重大火灾隐患判定文书（明消重字〔2026〕第4号）复印件', '产权单位名单'],
	photos: [
		{sha256: 'c1'.repeat(32), caption: '喷淋主管锈穿停用'},
		{sha256: 'c2'.repeat(32), caption: '疏散楼梯间被封堵'},
	],
	contact: {name: '林知远', phone: '021-5550 0112'},
	cc: '明溪区消防救援局，明溪区应急管理局',
};
