import {type Static, Type as t} from '@sinclair/typebox';
import {parcelKinds} from '../domain/field/parcel.ts';
import {outboxLimits} from '../domain/inspections/outbox-file.ts';
import {Id, InstantText, literals, nullable, Sha256, strict} from './common.ts';

/** The first line of an exported outbox; the other lines as domain/inspections/outbox-file.ts describes them. */
export const OutboxHead = t.Object(
	{
		format: t.Literal(1),
		kind: t.Literal('outbox'),
		exportedAt: InstantText,
		personId: Id,
		app: t.String({maxLength: 80}),
		entries: t.Integer({minimum: 0, maximum: outboxLimits.entries}),
		photos: t.Integer({minimum: 0, maximum: outboxLimits.photos}),
	},
	strict,
);
export const OutboxEntryLine = t.Object(
	{
		entry: t.Object(
			{method: literals(['PUT', 'POST']), path: t.String({maxLength: 200}), body: t.Record(t.String(), t.Unknown())},
			strict,
		),
	},
	strict,
);
export const OutboxPhotoLine = t.Object(
	{
		photo: t.Object(
			{sha256: Sha256, type: t.String({maxLength: 60}), base64: t.String({pattern: '^[A-Za-z0-9+/]*={0,2}$'})},
			strict,
		),
	},
	strict,
);

const Refusal = t.Object(
	{
		status: t.Integer(),
		code: t.String(),
		detail: t.String(),
		errors: t.Array(t.Object({path: t.String(), message: t.String()}, strict)),
	},
	strict,
);
export const OutboxReply = t.Object(
	{
		person: t.Object({id: t.String(), name: t.String()}, strict),
		exportedAt: InstantText,
		complete: t.Boolean({description: 'false：文件不完整，已导入读得出的部分'}),
		accepted: t.Integer(),
		refused: t.Integer(),
		entries: t.Array(
			t.Object(
				{
					line: t.Integer({description: '文件中的行号'}),
					kind: nullable(literals(parcelKinds)),
					path: nullable(t.String()),
					subjectId: nullable(t.String()),
					outcome: literals(['accepted', 'refused']),
					number: nullable(t.String()),
					problem: nullable(Refusal),
				},
				strict,
			),
		),
		photos: t.Object(
			{
				arrived: t.Integer({description: '本次收下的，含先前已有的'}),
				missing: t.Array(t.String(), {description: '记录中提到、文件和系统中都没有的'}),
				refused: t.Array(t.Object({line: t.Integer(), sha256: nullable(t.String()), problem: Refusal}, strict)),
			},
			strict,
		),
	},
	strict,
);
export type OutboxReply = Static<typeof OutboxReply>;
