import type {Static} from '@sinclair/typebox';
import type {LeadReply} from '../../../../contract/leads.ts';
import type {LeadState} from '../../../../domain/hazards/lead.ts';

export type Lead = Static<typeof LeadReply>;

export const leadTones: Record<LeadState, string> = {received: 'warn', answered: 'ok', hazard: '', void: ''};

/** 北纬31.20600，东经121.43100（误差约18米）. */
export function whereWords(position: Lead['position']): string {
	if (position === null) return '未附定位';
	if (position === 'no-signal') return '上报时没有定位信号';
	const {lat, lng, accuracy} = position;
	const error = accuracy === undefined ? '' : `（误差约${Math.round(accuracy)}米）`;
	return `北纬${lat.toFixed(5)}，东经${lng.toFixed(5)}${error}`;
}
