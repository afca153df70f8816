import type {Hazard} from './move-fields.ts';

export const sourceWords: Record<string, string> = {
	inspection: '检查',
	lead: '线索',
	hotline: '12345热线',
	'city-operations': '城运平台',
	device: '设备报警',
	'self-report': '单位自报',
	assigned: '上级交办',
	lookback: '回头看',
};
export const closureWords: Record<NonNullable<Hazard['closure']>, string> = {
	reinspected: '复查合格',
	'on-the-spot': '当场整改',
	department: '部门处理消除',
	'site-gone': '场所灭失',
};
export const deadlineWords: Record<string, string> = {
	filing: '检查登记',
	registration: '登记',
	confirmation: '审核',
	notice: '下达通知书',
	reinspection: '复查不合格',
	extension: '批准延期',
};
export const flagWords: Record<Hazard['flags'][number]['code'], string> = {
	'on-behalf': '代报',
	'same-hands': '同一人经手',
	recurrence: '复发',
	'same-photo': '同一张照片',
	'look-alike': '照片相似',
	'taken-before': '照片早于发现',
	'far-from-site': '照片位置远',
	'within-minutes': '复查过快',
	'third-time': '反复出现',
};
