import {holidayAt, isMakeUpDay} from '../../domain/calendar.ts';
import {type Day, daysBetween, plusDays, weekdayOf} from '../../domain/days.ts';
import {may} from '../../domain/policy.ts';
import {unprocessable} from '../../domain/problem.ts';
import {type Crew, offDaysOf, visitMinutes} from '../../domain/schedule/capacity.ts';
import {isPairOn} from '../../domain/schedule/team.ts';
import type {Db} from '../../store/engine.ts';
import {slotsOnBoard} from '../../store/schedule/slot-lists.ts';
import {listTeams} from '../../store/schedule/teams.ts';
import type {Context} from '../context.ts';
import {scopeOfReader} from '../hazards/see-lists.ts';
import {loadCrew} from './load-crew.ts';
import {type SlotLine, showLines} from './see-slots.ts';

export type Board = {
	days: Array<{day: Day; rest: string | null}>;
	pairs: Array<{pairId: string; teamId: string; team: string; people: string[]; minutesPerDay: number; off: Day[]}>;
	slots: SlotLine[];
	/** Once per site and day, for the way and the signing. */
	visitMinutes: number;
	/** More slots than are shown. */
	more: boolean;
	scope: string | null;
};

const mostDays = 14;
const mostSlots = 3000;
const mayKnowTeams = 'teams-and-leave';

/** Who goes where on the days between two: every pair at work then, and the slots that it has. Days off are shown to who keeps the teams. */
export async function seeBoard(
	db: Db,
	context: Context,
	{from, to, ...filter}: {from: Day; to: Day; plan?: string; domain?: string},
): Promise<Board> {
	if (to < from) throw unprocessable([{path: '/to', message: '不能早于起始日期。'}]);
	if (daysBetween(from, to) >= mostDays) throw unprocessable([{path: '/to', message: `一次最多看 ${mostDays} 天。`}]);
	const {caller, today, forms} = context;
	const span = {...filter, assignedFrom: from, assignedTo: to};
	const slots = await slotsOnBoard(db, caller.scope, span, {today, limit: mostSlots + 1});
	const shown = slots.slice(0, mostSlots);
	const days = Array.from({length: daysBetween(from, to) + 1}, (_, i) => plusDays(from, i));
	const teams = (await listTeams(db)).map(({id}) => id);
	const crew = await loadCrew(db, teams, from, to);
	const used = new Set(shown.flatMap(({assigned}) => assigned?.pairId ?? []));
	const seesLeave = may(caller.person.roles, mayKnowTeams);
	return {
		days: days.map(day => ({day, rest: restOf(context, day)})),
		pairs: pairsAtWork(crew, days, used).map(pair => (seesLeave ? pair : {...pair, off: []})),
		slots: await showLines(db, context, shown),
		visitMinutes,
		more: slots.length > mostSlots,
		scope: scopeOfReader(caller.scope, forms.sectors),
	};
}

const pairsAtWork = (crew: Crew, days: readonly Day[], used: ReadonlySet<string>): Board['pairs'] =>
	crew.teams.flatMap(team =>
		team.pairs
			.filter(pair => used.has(pair.id) || days.some(day => isPairOn(pair, day)))
			.map(pair => ({
				pairId: pair.id,
				teamId: team.id,
				team: team.name,
				people: [...pair.people],
				minutesPerDay: team.minutesPerDay,
				off: offDaysOf(crew, pair, days),
			})),
	);

/** Why a day is not worked, in a word; null when it is. */
function restOf({forms}: Context, day: Day): string | null {
	if (isMakeUpDay(forms.calendars, day)) return null;
	return holidayAt(forms.calendars, day)?.name ?? (weekdayOf(day) > 5 ? '周末' : null);
}
