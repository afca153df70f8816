import {type Day, inWords} from '../days.ts';
import type {Fault} from '../problem.ts';

/** Who looks after safety at a site. */
export type SafetyManager = {name: string; phone: string};
/** 安全责任书: signed by the occupant; `validTo` is its last day, null when it names none. */
export type ResponsibilityLetter = {signedOn: Day; validTo: Day | null; photo: string | null};
export type Responsibility = {safetyManager: SafetyManager | null; responsibilityLetter: ResponsibilityLetter | null};

export const gapCodes = ['no-safety-manager', 'no-letter', 'letter-expired'] as const;
export type GapCode = (typeof gapCodes)[number];
export type Gap = {code: GapCode; text: string};

/** What nobody answers for at a site that is in use: no safety manager, no letter of responsibility, or an expired one. */
export function gapsOf(site: Responsibility & {startsOn: Day; closedOn: Day | null}, today: Day): Gap[] {
	const {safetyManager, responsibilityLetter: letter, startsOn, closedOn} = site;
	if (startsOn > today || (closedOn !== null && closedOn <= today)) return [];
	const gaps: Gap[] = [];
	if (!safetyManager) gaps.push({code: 'no-safety-manager', text: '未明确安全管理人。'});
	if (!letter) gaps.push({code: 'no-letter', text: '未签订安全责任书。'});
	if (letter?.validTo && letter.validTo < today)
		gaps.push({code: 'letter-expired', text: `安全责任书已于${inWords(letter.validTo)}到期。`});
	return gaps;
}

/** A letter that nobody can have signed, or that ends before it begins. */
export function letterFaults({responsibilityLetter: letter}: Responsibility, today: Day): Fault[] {
	if (!letter) return [];
	const fault = (field: string, message: string): Fault => ({path: `/responsibilityLetter/${field}`, message});
	return [
		...(letter.signedOn > today ? [fault('signedOn', '不能晚于今天。')] : []),
		...(letter.validTo !== null && letter.validTo < letter.signedOn ? [fault('validTo', '不能早于签订日期。')] : []),
	];
}

/** Another occupant answers for itself: what the one before promised ends with it. */
export const afterMovingIn: Responsibility = {safetyManager: null, responsibilityLetter: null};
