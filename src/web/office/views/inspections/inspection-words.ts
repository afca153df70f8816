import type {Static} from '@sinclair/typebox';
import type {InspectionReply} from '../../../../contract/inspections.ts';

export type Inspection = Static<typeof InspectionReply>;

export const inspectionKindWords: Record<string, string> = {patrol: '安全巡查', administrative: '行政检查'};
export const inspectionOutcomeWords: Record<string, string> = {inspected: '已检查', 'could-not-inspect': '未能检查'};
export const resultWords: Record<string, string> = {
	pass: '符合',
	fail: '不符合',
	'not-applicable': '不适用',
	'not-checked': '未查',
};
export const resultKinds: Record<string, string> = {pass: 'ok', fail: 'bad', 'not-applicable': '', 'not-checked': 'warn'};
