import {type Instant, millisecondsBetween} from '../days.ts';
import type {Hazard} from './hazard.ts';

export type Flag = {code: string; detail: string};

const minutes = 30;

/** Signs that ask for a second look; they never block, but a flagged close-out gives its reason (rules §1.1). */
export const flagsOf = (hazard: Hazard, now: Instant): Flag[] => {
	const {reports, reinspections, filers} = hazard.facts;
	const passed = reinspections.filter(({result}) => result === 'pass').at(-1);
	// Mended in the inspectors' presence: the same hands within minutes is what it is (rules §1.11).
	const apart = hazard.closure !== 'on-the-spot';
	const length = millisecondsBetween(hazard.registeredAt, hazard.endedAt ?? now);
	const flags: Array<Flag | false> = [
		reports.some(({onBehalf}) => onBehalf) && {code: 'on-behalf', detail: '整改情况由工作人员代报。'},
		apart &&
			!!passed &&
			passed.inspectors.some(id => filers.includes(id)) && {code: 'same-hands', detail: '登记与复查为同一人。'},
		apart && !!passed && length < minutes * 60_000 && {code: 'within-minutes', detail: `登记后 ${minutes} 分钟内即复查合格。`},
		!!hazard.recurrenceOf && {code: 'recurrence', detail: '回头看发现的复发隐患。'},
	];
	return flags.filter(flag => flag !== false);
};
