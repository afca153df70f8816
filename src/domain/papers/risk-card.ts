import type {RiskLevel} from '../content.ts';
import type {Day} from '../days.ts';
import type {PaperBase} from './parts.ts';

/** 岗位、场所安全风险告知卡, to hang up beside the risk. Level title, colour and control level as in forms/control-levels.json. */
export type RiskCardData = PaperBase & {
	site: string;
	/** 风险点、岗位 */
	point: string;
	place?: string | undefined;
	level: RiskLevel;
	levelTitle: string;
	/** 红、橙、黄、蓝 */
	colour: string;
	/** 管控层级 */
	controlTitle: string;
	/** 主要危险因素 */
	factors: string[];
	/** 可能发生的事故类型 */
	accidents: string[];
	/** 管控措施: 工程技术 … with the texts of each kind. */
	controls: {kind: string; texts: string[]}[];
	/** 应急处置 */
	emergency: string[];
	responsible: {name: string; phone?: string | undefined};
	/** 监管单位 and its number. */
	supervisor: {name: string; phone?: string | undefined};
	assessedOn: Day;
	/** F001234-5, also typed by hand. */
	label: string;
	labelUrl: string;
};
