import {plusDays, startOf} from '../../domain/days.ts';
import {daysOfMonth, myMonthDefinitions} from '../../domain/figures/my-month.ts';
import {leadStates} from '../../domain/hazards/lead.ts';
import {unprocessable} from '../../domain/problem.ts';
import type {Db} from '../../store/engine.ts';
import {ownChecks, ownHazards, ownLeads, ownSlots, ownVisits, reinspectionBodies} from '../../store/figures/my-month.ts';
import type {Context} from '../context.ts';

/** A person's own month, for himself alone: nobody is compared with anybody. */
export async function seeMyMonth(db: Db, {caller: {person}, today, now}: Context, month = today.slice(0, 7)) {
	if (month > today.slice(0, 7)) throw unprocessable([{path: '/month', message: '这个月还没有到。'}]);
	const {from, to, isOver} = daysOfMonth(month, today);
	const period = {personId: person.id, from: startOf(from), until: startOf(plusDays(to, 1))};
	const visits = await ownVisits(db, period);
	const looks = (await reinspectionBodies(db, period)).filter(({inspectors}) => inspectors.includes(person.id));
	const slots = await ownSlots(db, {personId: person.id, from, to, today});
	const leads = await ownLeads(db, period);
	return {
		month,
		from,
		to,
		isOver,
		at: now,
		person: {id: person.id, name: person.name},
		visits,
		checks: await ownChecks(db, period),
		hazards: await ownHazards(db, period),
		reinspections: {made: looks.length, passed: looks.filter(({result}) => result === 'pass').length},
		slots: {due: Object.values(slots).reduce((sum, n) => sum + n, 0), ...slots},
		leads: {
			reported: [...leads.values()].reduce((sum, n) => sum + n, 0),
			...(Object.fromEntries(leadStates.map(state => [state, leads.get(state) ?? 0])) as Record<
				(typeof leadStates)[number],
				number
			>),
		},
		definitions: myMonthDefinitions,
	};
}
