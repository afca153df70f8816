import type {ChecklistData} from '../../src/domain/papers/checklist.ts';

/** Invented from end to end; the items are some of those in forms/. */
export const sample: ChecklistData = {
	title: '消防安全日常检查表',
	org: '新桦路街道办事处',
	number: null,
	demo: false,
	issuedOn: '2026-03-02',
	checklist: 'fire/daily@1',
	siteName: '上海栖桐精密机械制造有限公司',
	address: '新桦路88号1至3号厂房',
	point: {label: 'F001234-5', name: '1号厂房疏散通道', place: '1号厂房二层东侧'},
	slot: {opensOn: '2026-02-21', dueOn: '2026-03-03', inspectors: [{name: '林知远'}, {name: '许堃'}]},
	sections: [
		{
			title: '疏散与防火分隔',
			items: [
				{
					id: 'F01',
					title: '疏散通道、安全出口畅通，未锁闭、堵塞、占用',
					method: '逐一走通，实测最窄处净宽',
					basis: ['《中华人民共和国消防法》第二十八条'],
					unit: 'm',
					redFlag: true,
				},
				{
					id: 'F02',
					title: '常闭式防火门关闭，闭门器、密封条完好',
					method: '抽查不少于3樘',
					basis: [],
					unit: null,
					redFlag: false,
				},
			],
		},
		{
			title: '消防设施',
			items: [
				{
					id: 'F07',
					title: '消火栓有水，静水压力满足要求，水带、水枪齐全完好',
					method: '最不利点放水测试',
					basis: ['《中华人民共和国消防法》第十六条第一款第二项'],
					unit: 'MPa',
					redFlag: false,
				},
				{
					id: 'F08',
					title: '灭火器在有效期内，压力指针在绿区，摆放处无遮挡',
					method: '每层抽查不少于2具',
					basis: [],
					unit: null,
					redFlag: false,
				},
			],
		},
	],
	url: 'https://register.example/s/0197f3c2-5b1e-7a44-9d0e-3f6f6a1c2b3d',
};
