import {type Static, Type as t} from '@sinclair/typebox';
import {hazardStates} from '../domain/hazards/hazard.ts';
import {causes} from '../domain/hazards/measure.ts';
import {mostMoved} from '../domain/hazards/move-titles.ts';
import {DayText, Id, literals, nullable, strict, Text} from './common.ts';
import {staffMoves} from './hazard-moves.ts';
import {Grade} from './hazards.ts';

/** What many hazards can be asked alike; photos and persons are each hazard's own. */
export const MovePreviewBody = t.Object(
	{
		move: literals(['notice', ...staffMoves]),
		hazardIds: t.Array(Id, {minItems: 1, maxItems: mostMoved, uniqueItems: true}),
		body: t.Optional(
			t.Object(
				{
					reason: t.Optional(Text),
					grade: t.Optional(literals(['general', 'suspected-major'])),
					dueOn: t.Optional(DayText),
					requirement: t.Optional(Text),
					responsible: t.Optional(t.String({minLength: 1, maxLength: 200})),
					onTheSpot: t.Optional(literals(['accept', 'refuse'])),
					cause: t.Optional(literals(causes)),
					step: t.Optional(literals(['reminder', 'notification', 'supervision-letter', 'briefing', 'interview'])),
				},
				strict,
			),
		),
	},
	strict,
);
export type MovePreviewBody = Static<typeof MovePreviewBody>;

export const MovePreviewReply = t.Object(
	{
		items: t.Array(
			t.Object(
				{
					id: t.String(),
					number: nullable(t.String({description: '不在本人范围内的没有编号'})),
					version: nullable(t.Integer({description: '所试的版本'})),
					after: nullable(
						t.Object(
							{state: literals(hazardStates), grade: Grade, dueOn: DayText, advice: nullable(t.String())},
							{...strict, description: '办理后的情形；不能办理的为 null'},
						),
					),
					problem: nullable(
						t.Object(
							{
								status: t.Integer(),
								code: t.String(),
								detail: t.String(),
								errors: t.Array(t.Object({path: t.String(), message: t.String()}, strict)),
							},
							strict,
						),
					),
				},
				strict,
			),
		),
	},
	strict,
);
