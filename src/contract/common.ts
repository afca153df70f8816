import {type TSchema, Type as t} from '@sinclair/typebox';

/** The shapes that many contracts share. Every limit of a text is here or beside its field. */
export const strict = {additionalProperties: false} as const;
export const Id = t.String({format: 'uuid', description: '编号（UUID，由提交方给出）'});
export const DayText = t.String({format: 'date', description: '日期，2026-03-01'});
export const InstantText = t.String({format: 'instant', description: '世界时时刻，2026-03-01T02:00:00.000Z'});
export const Name = t.String({minLength: 1, maxLength: 80});
export const Text = t.String({minLength: 1, maxLength: 2000});
export const Sha256 = t.String({pattern: '^[0-9a-f]{64}$', description: 'SHA-256，64 位小写十六进制'});
export const Code = t.String({pattern: '^[a-z0-9][a-z0-9-]{0,39}$'});
/** What a search takes: checked for its length by the action (422). */
export const Search = t.String({maxLength: 80, pattern: '^[^\\u0000-\\u001f]*$'});
export const Version = t.Integer({minimum: 1, description: '所见的版本号'});
export const nullable = <S extends TSchema>(schema: S) => t.Union([schema, t.Null()]);
export const literals = <const V extends readonly string[]>(values: V) =>
	t.Unsafe<V[number]>({type: 'string', enum: [...values]});
export const page = <S extends TSchema>(item: S) =>
	t.Object({items: t.Array(item), next: nullable(t.String()), total: t.Optional(t.Integer())}, strict);
/** Fields of every list's query. */
export const paging = {
	after: t.Optional(t.String({maxLength: 300, description: '上一页的 next'})),
	limit: t.Optional(t.Integer({minimum: 1, maximum: 200, default: 50})),
	count: t.Optional(t.Boolean({description: 'true 时附总数 total'})),
};
export const Level = literals(['major', 'significant', 'moderate', 'low']);
export const Position = t.Object(
	{lat: t.Number({minimum: -90, maximum: 90}), lng: t.Number({minimum: -180, maximum: 180})},
	strict,
);
export const Anything = t.Unknown();
