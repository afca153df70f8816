import {calendarAlarm} from '../../domain/calendar.ts';
import type {Criterion, Method, ResolvedChecklist} from '../../domain/content.ts';
import {Problem} from '../../domain/problem.ts';
import type {Db} from '../../store/engine.ts';
import type {Context} from '../context.ts';
import {kindsInForce} from '../papers/prepare/kind-in-force.ts';
import {seeCalendarYear} from './office-calendars.ts';

type Asked = Pick<Context, 'forms' | 'today'>;

export const seeMethods = ({forms}: Asked): Array<Method & {key: string}> =>
	[...forms.methods].map(([key, method]) => ({key, ...method}));

/** The lists with the names of their items: how to check them is asked for list by list. */
export const seeChecklists = ({forms}: Asked, domain: string | undefined) =>
	[...forms.checklists.values()]
		.filter(list => domain === undefined || list.domain === domain)
		.map(({items, sections, ...list}) => ({
			...list,
			itemCount: items.length,
			items: items.map(({id, title}) => ({id, title})),
		}));

export const seeSectors = ({forms}: Asked) => [...forms.sectors.values()].map(({routing: _, ...sector}) => sector);

/** What codes are called, to choose from and to read. */
export const seeWordLists = async (db: Db, {forms, today}: Asked) => ({
	siteKinds: [...forms.siteKinds.values()],
	placeTypes: [...forms.placeTypes.values()],
	departments: [...forms.departments.values()],
	controlLevels: [...forms.controlLevels.values()],
	paperKinds: (await kindsInForce(db, {forms, today})).map(({kind, title, steps}) => ({kind, title, steps})),
	paperDefaults: [...forms.paperKinds.values()].map(({kind, title, titles, suffix}) => ({
		kind,
		title,
		...(titles && {titles}),
		suffix,
	})),
});

/** A checklist by 'fire/daily@1'; without version the newest one. */
export function seeChecklist({forms}: Asked, key: string): ResolvedChecklist {
	const newest = [...forms.checklists.values()].filter(({id}) => id === key).sort((a, b) => b.version - a.version)[0];
	const list = forms.checklists.get(key) ?? newest;
	if (!list) throw new Problem(404, 'not-found', '没有这张检查表。');
	return list;
}

/** Criteria with what may be printed of them: a text that is superseded or not held is never cited (rules §1.14). */
export const seeCriteria = (
	{forms}: Asked,
	domain: string | undefined,
): Array<Criterion & {note: string | null; basis: string}> =>
	[...forms.criteria.values()]
		.filter(criterion => domain === undefined || criterion.domain === domain)
		.map(criterion => {
			const inForce = criterion.status === 'in-force';
			return {
				...criterion,
				note: inForce ? null : '旧标准，仅供参考',
				basis: inForce ? `${criterion.standard}${criterion.clause}` : '依据现行标准，条款待录入',
			};
		});

/** The years whose notice is known, and a warning when what is planned ahead reckons without one. */
export const seeCalendar = ({forms, today}: Asked) => ({
	years: [...forms.calendars.keys()].sort((a, b) => a - b).map(year => seeCalendarYear({forms}, year)),
	...calendarAlarm(forms.calendars, today),
});
