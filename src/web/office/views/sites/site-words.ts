import type {Static} from '@sinclair/typebox';
import type {SiteFileReply, SiteReply} from '../../../../contract/sites.ts';
import type {Day} from '../../../../domain/days.ts';
import type {GapCode} from '../../../../domain/register/gaps.ts';
import {dayWords} from '../../words.ts';

export type Site = Static<typeof SiteReply>;
export type SiteFile = Static<typeof SiteFileReply>;
export type Occupancy = SiteFile['occupancies'][number];

export const gapWords: Record<GapCode, string> = {
	'no-safety-manager': '未明确安全管理人',
	'no-letter': '未签责任书',
	'letter-expired': '责任书到期',
};

type Life = Pick<Site, 'startsOn' | 'closedOn' | 'pauses'>;
/** 在用 is not said; anything else is. */
export function siteState({startsOn, closedOn, pauses}: Life, today: Day): {words: string; kind: 'ok' | 'warn' | 'bad'} {
	if (closedOn !== null && closedOn <= today) return {words: `${dayWords(closedOn)}起关停`, kind: 'bad'};
	if (startsOn > today) return {words: `${dayWords(startsOn)}起启用`, kind: 'warn'};
	const pause = pauses.find(({from, to}) => from <= today && (to === undefined || to >= today));
	if (pause) return {words: `停业中（${pause.reason}）`, kind: 'warn'};
	return {words: '在用', kind: 'ok'};
}

export const pauseWords = ({from, to, reason}: Site['pauses'][number]): string =>
	`${dayWords(from)}至${to ? dayWords(to) : '恢复前'}，${reason}`;

/** 31.20220, 121.42290: five places are a metre. */
export const positionWords = (position: {lat: number; lng: number} | null): string =>
	position ? `北纬${position.lat.toFixed(5)}，东经${position.lng.toFixed(5)}` : '—';

/** How telephone numbers that a role does not see are spoken of (rules §1.2). */
export const phoneWords = (phone: string | null | undefined): string => phone ?? '（按角色不显示）';
