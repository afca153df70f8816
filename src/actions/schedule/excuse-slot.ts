import type {Day} from '../../domain/days.ts';
import {type Fault, unprocessable} from '../../domain/problem.ts';
import {pairsOf, serves} from '../../domain/schedule/capacity.ts';
import type {Db} from '../../store/engine.ts';
import {record} from '../../store/journal/journal.ts';
import {findSite} from '../../store/register/sites.ts';
import {findPlan} from '../../store/schedule/plans.ts';
import {markExcused, type Slot} from '../../store/schedule/slots.ts';
import {assignSlots} from '../../store/schedule/visits.ts';
import type {Context} from '../context.ts';
import {loadCrew} from './load-crew.ts';
import {makeWay} from './make-way.ts';
import {requireOpen, type ShownSlot, showSlot, slotInScope} from './see-slots.ts';

/** Lets a slot off, with a reason, while it is open: at the latest on the last day of its grace (rules §1.5). */
export async function excuseSlot(db: Db, context: Context, id: string, reason: string): Promise<ShownSlot> {
	const {today, actor} = context;
	const slot = await slotInScope(db, context, id, {forUpdate: true});
	requireOpen(slot, today);
	const excused: Slot = {...slot, excusedOn: today, excuse: {by: actor, reason}};
	await markExcused(db, id, today, {by: actor, reason});
	await record(db, context, {subject: `slot:${id}`, version: 1, action: 'slot-excused', reason, after: showSlot(excused, today)});
	return showSlot(excused, today);
}

/** Gives a slot a day and a pair by hand. Both people must be allowed where it lies (rules §1.5); the assignment is derived data without an entry. */
export async function assignSlot(
	db: Db,
	context: Context,
	id: string,
	{on, pairId}: {on: Day; pairId: string},
): Promise<ShownSlot> {
	const {today} = context;
	const slot = await slotInScope(db, context, id, {forUpdate: true});
	requireOpen(slot, today);
	const {plan, pair, faults} = await pairFor(db, context, slot, on, pairId);
	if (on < today || on < slot.opensOn || on > slot.graceOn)
		faults.push({path: '/on', message: `应在 ${slot.opensOn > today ? slot.opensOn : today} 至 ${slot.graceOn} 之间。`});
	if (!pair || faults.length > 0) throw unprocessable(faults);
	const assigned = {on, pairId, people: [...pair.people]};
	await assignSlots(db, [{id, assigned}]);
	if (plan?.urgent) await makeWay(db, context);
	return showSlot({...slot, assigned}, today);
}

async function pairFor(db: Db, context: Context, slot: Slot, on: Day, pairId: string) {
	const plan = await findPlan(db, slot.planId);
	const crew = await loadCrew(db, plan?.teams ?? [], context.today, on > context.today ? on : context.today);
	const pair = pairsOf(crew, slot.domain, [on]).find(each => each.id === pairId);
	const faults: Fault[] = [];
	if (!pair) return {plan, pair, faults: [{path: '/pairId', message: '计划的检查队中没有这一组。'}]};
	const site = await findSite(db, slot.siteId);
	if (!site || !serves(pair, site.areaId)) faults.push({path: '/pairId', message: '这一组的检查队或人员的范围不含该场所。'});
	if (pair.off.includes(on)) faults.push({path: '/on', message: '这一组当天有人请假、离岗，或尚未成组。'});
	return {plan, pair, faults};
}
