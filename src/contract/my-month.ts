import {Type as t} from '@sinclair/typebox';
import {DayText, InstantText, strict} from './common.ts';

const n = t.Integer();
export const MyMonthQuery = t.Object(
	{month: t.Optional(t.String({pattern: '^20\\d{2}-(0[1-9]|1[0-2])$', description: '2026-11；缺省为本月'}))},
	strict,
);
export const MyMonthReply = t.Object(
	{
		month: t.String(),
		from: DayText,
		to: {...DayText, description: '月末，本月则为今天'},
		isOver: t.Boolean(),
		at: {...InstantText, description: '截至时刻'},
		person: t.Object({id: t.String(), name: t.String()}, strict),
		visits: t.Object({inspected: n, couldNot: n}, strict),
		checks: n,
		hazards: t.Object({found: n, onTheSpot: n, open: n}, strict),
		reinspections: t.Object({made: n, passed: n}, strict),
		slots: t.Object(
			{due: n, open: n, done: n, 'done-late': n, missed: n, 'not-inspectable': n, excused: n, superseded: n},
			strict,
		),
		leads: t.Object({reported: n, received: n, answered: n, hazard: n, void: n}, strict),
		definitions: t.Record(t.String(), t.String(), {description: '各数的口径'}),
	},
	strict,
);
