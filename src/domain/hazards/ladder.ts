import type {Day} from '../days.ts';
import {type DutyTerms, type SupervisionStep, supervisionSteps} from '../tables.ts';
import type {DutyContext, DutyHazard, Owed, Rule} from './duties.ts';

// While the site has it in hand: what waits for the office or a department is not the site's delay.
export const isWithSite = ({state}: DutyHazard): boolean =>
	state === 'confirmed' || state === 'noticed' || state === 'rectifying';

const failures = ({facts}: DutyHazard) => facts.reinspections.filter(({result}) => result === 'fail').length;

/** The day of a step after the deadline. 逾期当日 is the day after it; 督查通报 follows at once on a second failure (lifecycle §3.6). */
const stepDay = (hazard: DutyHazard, {day, step}: DutyTerms['ladder'][number]): number =>
	step === 'briefing' && failures(hazard) >= 2 ? 1 : Math.max(1, day);

/** Steps taken since this deadline ended; a later deadline begins the ladder anew. A step settles those below it. */
const highestTaken = ({dueOn, facts}: DutyHazard): number =>
	Math.max(-1, ...(facts.supervisions ?? []).filter(({on}) => on > dueOn).map(({step}) => rank(step)));
const rank = (step: string) => supervisionSteps.indexOf(step as SupervisionStep);

const afterDeadline = (hazard: DutyHazard, late: number, {terms, count}: DutyContext): Owed[] => {
	const taken = highestTaken(hazard);
	return terms.ladder
		.filter(rung => rung.day >= 0 && rank(rung.step) > taken && stepDay(hazard, rung) <= late)
		.map(rung => {
			const dueOn = count.daysAfter(hazard.dueOn, stepDay(hazard, rung));
			const isForced = rung.step === 'briefing' && failures(hazard) >= 2;
			const basis = isForced ? '二次复查不合格且逾期' : `逾期第${stepDay(hazard, rung)}日`;
			return {kind: rung.step, since: dueOn, dueOn, basis};
		});
};

const setOn = ({facts, foundOn}: DutyHazard, {count}: DutyContext): Day => {
	const last = facts.deadlines.at(-1);
	return last ? count.dayOf(last.at) : foundOn;
};

// The latest reminder that has come; none for a day before the deadline was set. It is computed only: the move is for overdue ones.
const beforeDeadline = (hazard: DutyHazard, late: number, context: DutyContext): Owed[] => {
	const {terms, count} = context;
	const days = terms.ladder.filter(({day}) => day < 0 && day <= late).map(({day}) => day);
	if (days.length === 0) return [];
	const day = Math.max(...days);
	const since = count.daysAfter(hazard.dueOn, day);
	return since < setOn(hazard, context) ? [] : [{kind: 'reminder', since, dueOn: hazard.dueOn, basis: `期限前${-day}日提醒`}];
};

/** The ladder of supervision by day relative to the deadline: reminders before it, steps to be journaled after it. */
export const ladderDuties: Rule = (hazard, context) => {
	if (!isWithSite(hazard)) return [];
	const late = context.count.between(hazard.dueOn, context.today);
	return late > 0 ? afterDeadline(hazard, late, context) : beforeDeadline(hazard, late, context);
};
