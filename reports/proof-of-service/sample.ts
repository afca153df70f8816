import type {ProofOfServiceData} from '../../src/domain/papers/proof-of-service.ts';

/** Invented from end to end. */
export const sample: ProofOfServiceData = {
	title: '送达回证',
	org: '新桦路街道办事处',
	number: null,
	demo: false,
	issuedOn: '2026-03-04',
	verifyUrl: 'https://register.example/v/7F3K9Q2MXB5T8W4Z6N1RHC0VDE',
	paper: {title: '安全隐患整改通知书', number: '新桦安改〔2026〕12号', issuedOn: '2026-03-03'},
	recipient: {name: '上海栖桐精密机械制造有限公司', address: '新桦路88号1至3号厂房'},
	service: {
		how: 'left',
		on: '2026-03-04',
		by: ['林知远', '许堃'],
		place: '新桦路88号1号厂房门卫室',
		refusal: {reason: '现场负责人称须总经理到场方可签收', witness: '栖桐居民区干部叶喆'},
		photo: 'd1'.repeat(32),
	},
};
