import {Type as t} from '@sinclair/typebox';
import {Anything, DayText, InstantText, nullable, page, paging, strict} from './common.ts';

const Moment = t.Union([DayText, InstantText]);

export const JournalQuery = t.Object(
	{
		subject: t.Optional(
			t.String({minLength: 3, maxLength: 160, description: '对象，如 hazard:<编号>；不填为全部（管理员、督查）'}),
		),
		actor: t.Optional(t.String({minLength: 1, maxLength: 100, description: '经办人编号'})),
		from: t.Optional(Moment),
		to: t.Optional(Moment),
		...paging,
	},
	strict,
);

export const JournalPage = page(
	t.Object(
		{
			seq: t.Integer(),
			subject: t.String(),
			version: t.Integer(),
			at: InstantText,
			actor: t.String(),
			actorName: nullable(t.String()),
			action: t.String(),
			reason: nullable(t.String()),
			after: Anything,
		},
		strict,
	),
);
