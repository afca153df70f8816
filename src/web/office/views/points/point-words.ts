import type {Static} from '@sinclair/typebox';
import type {HazardPage} from '../../../../contract/hazards.ts';
import type {MethodReply} from '../../../../contract/methods.ts';
import type {AssessmentReply, NamedPointReply} from '../../../../contract/risk-points.ts';

export type Point = Static<typeof NamedPointReply>;
export type Assessment = Static<typeof AssessmentReply>;
export type Method = Static<typeof MethodReply>;
export type Hazard = Static<typeof HazardPage>['items'][number];

export const controlKindWords: Record<string, string> = {
	engineering: '工程技术',
	management: '管理',
	training: '培训教育',
	protective: '个体防护',
	emergency: '应急处置',
};
export const assessmentStateWords: Record<Assessment['state'], string> = {
	'in-force': '现行',
	waiting: '待他人批准',
	refused: '未批准',
	superseded: '已被替代',
};

type Band = Method['bands'][number];
/** 320及以上; 160至320（不含）; 不足70. */
export function bandWords({min, minInclusive, max, maxInclusive}: Band): string {
	if (min === null && max === null) return '任何分值';
	if (min === null) return maxInclusive ? `${max}及以下` : `不足${max}`;
	if (max === null) return minInclusive ? `${min}及以上` : `大于${min}`;
	return `${min}${minInclusive ? '' : '（不含）'}至${max}${maxInclusive ? '' : '（不含）'}`;
}
