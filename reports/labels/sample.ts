import type {LabelsData} from '../../src/domain/papers/labels.ts';

const points = [
	['F001234-5', '1号厂房疏散通道', '上海栖桐精密机械制造有限公司'],
	['G000871-2', '气瓶暂存间', '上海栖桐精密机械制造有限公司'],
	['U000412-8', '地下水泵房', '上海栖桐精密机械制造有限公司'],
	['F001235-3', '后厨（明火作业、燃气灶具、油烟管道）', '𠮷旸小馆新桦路店'],
	['C000031-9', '3号楼外墙脚手架', '桐荫苑小区既有多层住宅加装电梯工程项目部'],
] as const;

/** Invented from end to end. */
export const sample: LabelsData = {
	title: '风险点二维码标签',
	org: '新桦路街道办事处',
	number: null,
	demo: false,
	issuedOn: '2026-03-03',
	labels: Array.from({length: 20}, (_, at) => {
		const [label, name, siteName] = points[at % points.length]!;
		return {label, name, siteName, url: `https://register.example/p/${label}`};
	}),
};
