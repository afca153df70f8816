import {type Static, Type as t} from '@sinclair/typebox';
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
		kind: t.Optional(t.String({pattern: '^[a-z-]{1,40}$', description: '对象的种类，如 hazard'})),
		action: t.Optional(t.String({pattern: '^[a-z-]{1,60}$', description: '事项，如 plan-changed'})),
		newest: t.Optional(t.Boolean({description: 'true：新的在前'})),
		before: t.Optional(t.Boolean({description: 'true：附上一版内容'})),
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
			before: t.Optional(Anything),
		},
		strict,
	),
);

const Subject = t.String({pattern: '^[a-z-]{1,40}:[\\w/.-]{1,100}$', description: '如 site:<编号>'});
export const NamesBody = t.Object({subjects: t.Array(Subject, {minItems: 1, maxItems: 200})}, strict);
export const NamesReply = t.Object(
	{names: t.Record(t.String(), t.String(), {description: '对象的名称或编号；看不到的不在其中'})},
	strict,
);

export const SealQuery = t.Object({after: t.Optional(DayText), limit: paging.limit}, strict);
export const SealPage = page(
	t.Object({day: DayText, count: t.Integer({description: '当日日志条数'}), hash: t.String(), madeAt: InstantText}, strict),
);

/** A run of the verification, the last or the present one; no moment: none since the service started. */
export const VerificationReply = t.Object(
	{
		running: t.Boolean(),
		startedAt: nullable(InstantText),
		by: nullable(t.String()),
		checked: t.Integer({description: '已核验的条数'}),
		of: t.Integer({description: '总条数'}),
		finishedAt: nullable(InstantText),
		failure: nullable(t.String({description: '没能核验完的原因'})),
		verdict: nullable(
			t.Object(
				{
					entries: t.Integer(),
					subjects: t.Integer(),
					seals: t.Integer(),
					lastSealed: nullable(DayText),
					unsealed: t.Integer({description: '最后一次封存之后的条数'}),
					firstFault: nullable(
						t.Object(
							{
								seq: nullable(t.Integer()),
								subject: nullable(t.String()),
								version: nullable(t.Integer()),
								day: nullable(DayText),
								why: t.String(),
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
export type VerificationReply = Static<typeof VerificationReply>;
