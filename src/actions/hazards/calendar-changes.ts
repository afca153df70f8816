import type {Calendar} from '../../domain/calendar.ts';
import {type Day, maxDay} from '../../domain/days.ts';
import {adviceFor} from '../../domain/hazards/deadline-advice.ts';
import type {Hazard} from '../../domain/hazards/hazard.ts';
import type {Db} from '../../store/engine.ts';
import {findHazards} from '../../store/hazards/hazards.ts';
import {hazardsDue} from '../../store/hazards/hazards-due.ts';
import type {CalendarChange} from '../../store/register/calendar-changes.ts';
import type {Context} from '../context.ts';
import {dutyDays} from './see-duties.ts';

/** What another calendar makes of the office's duties and of what is advised on deadlines. Deadlines themselves never move (rules §1.10). */
export async function hazardChanges(db: Db, context: Context, calendar: Calendar, year: number): Promise<CalendarChange[]> {
	// Whoever enters a notice enters it for everyone; who may see what of it is asked when it is shown.
	const whole: Context = {...context, caller: {...context.caller, scope: 'all'}};
	return [...(await dutyChanges(db, whole, calendar)), ...(await adviceChanges(db, whole, calendar, year))];
}

async function dutyChanges(db: Db, context: Context, calendar: Calendar): Promise<CalendarChange[]> {
	const key = ({hazardId, kind}: {hazardId: string; kind: string}) => `${hazardId} ${kind}`;
	const after = new Map<string, Day>();
	const calendars = new Map(calendar);
	for (const duty of await dutyDays(db, {...context, forms: {...context.forms, calendars}})) after.set(key(duty), duty.dueOn);
	const moved = (await dutyDays(db, context)).filter(duty => after.get(key(duty)) !== duty.dueOn);
	const hazards = new Map(
		(await findHazards(db, [...new Set(moved.map(({hazardId}) => hazardId))])).map(each => [each.id, each]),
	);
	return moved.map(duty => ({
		...placeOf(hazards.get(duty.hazardId)!),
		kind: 'duty',
		what: duty.kind,
		was: duty.dueOn,
		becomes: after.get(key(duty)) ?? null,
	}));
}

async function adviceChanges(db: Db, context: Context, calendar: Calendar, year: number): Promise<CalendarChange[]> {
	const {today, forms} = context;
	const hazards = await hazardsDue(db, maxDay(today, `${year}-01-01`), `${year}-12-31`);
	const said = (hazard: Hazard, by: Calendar) => adviceFor(hazard, by, today)?.sentence ?? null;
	return hazards.flatMap(hazard => {
		const [was, becomes] = [said(hazard, forms.calendars), said(hazard, calendar)];
		return was === becomes ? [] : [{...placeOf(hazard), kind: 'advice' as const, what: hazard.dueOn, was, becomes}];
	});
}

const placeOf = ({id, siteId, communityId, domain}: Hazard) => ({subject: `hazard:${id}`, siteId, communityId, domain});
