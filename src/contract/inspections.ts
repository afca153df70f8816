import {type Static, Type as t} from '@sinclair/typebox';
import {hazardStates} from '../domain/hazards/hazard.ts';
import {flagCodes, inspectionKinds, inspectionOutcomes, results} from '../domain/inspections/filing.ts';
import {DayText, Id, InstantText, literals, Name, nullable, page, paging, Search, Sha256, strict, Text} from './common.ts';

const Shas = t.Array(Sha256, {maxItems: 20, uniqueItems: true});
const Mended = t.Object({photos: Shas}, {...strict, description: '在检查人员面前当场整改；photos 为整改后照片'});
export const Where = t.Union([
	t.Object(
		{
			lat: t.Number({minimum: -90, maximum: 90}),
			lng: t.Number({minimum: -180, maximum: 180}),
			accuracy: t.Optional(t.Number({minimum: 0, maximum: 100_000})),
		},
		strict,
	),
	t.Literal('no-signal'),
]);
const keyed = {additionalProperties: false} as const;

const Defect = t.Object(
	{
		place: t.Optional(t.String({minLength: 1, maxLength: 200})),
		placeType: t.Optional(t.String({maxLength: 40})),
		note: t.Optional(Text),
		photos: t.Optional(Shas),
		criteria: t.Optional(t.Array(t.String({maxLength: 40}), {maxItems: 20, uniqueItems: true})),
		sameAs: t.Optional(Id),
		dueOn: t.Optional(DayText),
		mended: t.Optional(Mended),
	},
	strict,
);
const Answer = t.Object(
	{
		result: literals(results),
		note: t.Optional(Text),
		value: t.Optional(t.Number({description: '实测值；超出合格范围也如实填写'})),
		photos: t.Optional(Shas),
		mended: t.Optional(Mended),
		defects: t.Optional(t.Array(Defect, {maxItems: 20, description: '每个问题登记一条隐患；没有时以本项的说明和照片为一条'})),
	},
	strict,
);
const Check = t.Object(
	{
		riskPointId: Id,
		slotIds: t.Optional(t.Array(Id, {maxItems: 5, uniqueItems: true})),
		checklist: t.Optional(t.String({maxLength: 100, description: 'fire/daily@1'})),
		answers: t.Optional(t.Record(t.String({pattern: '^[A-Za-z0-9][A-Za-z0-9-]{0,39}$'}), Answer, keyed)),
	},
	strict,
);
const Metadata = t.Object(
	{
		takenAt: t.Optional(InstantText),
		position: t.Optional(Where),
		source: t.Optional(literals(['camera', 'album'])),
	},
	strict,
);
/** When, where and how each photo was taken, by its SHA-256. */
export const PhotoDetails = t.Record(t.String({pattern: '^[0-9a-f]{64}$'}), Metadata, {...keyed, maxProperties: 500});
const Met = nullable(
	t.Object(
		{
			name: Name,
			position: t.Optional(nullable(t.String({maxLength: 80}))),
			phone: t.Optional(nullable(t.String({maxLength: 40}))),
		},
		strict,
	),
);

/** What the telephone says of itself. */
export const Device = t.Object(
	{
		filedAt: InstantText,
		clockOffsetMs: t.Optional(t.Integer()),
		position: t.Optional(Where),
		app: t.Optional(t.String({maxLength: 80})),
	},
	strict,
);

/** One filing, as a phone keeps it until there is a signal (rules §1.4). */
export const FilingBody = t.Object(
	{
		format: t.Optional(t.Literal(1)),
		siteId: Id,
		kind: t.Optional(literals(inspectionKinds)),
		startedAt: InstantText,
		endedAt: InstantText,
		inspectors: t.Array(Id, {minItems: 1, maxItems: 2}),
		approval: t.Optional(t.Object({by: Name, on: DayText}, strict)),
		inspectionCode: t.Optional(t.String({minLength: 1, maxLength: 80})),
		codeWaived: t.Optional(t.String({minLength: 1, maxLength: 500})),
		met: t.Optional(Met),
		outcome: literals(inspectionOutcomes),
		reason: t.Optional(Text),
		checks: t.Array(Check, {minItems: 1, maxItems: 50}),
		photos: t.Optional(PhotoDetails),
		remarks: t.Optional(Text),
		signatures: t.Optional(t.Object({inspectors: t.Array(nullable(Sha256), {maxItems: 2})}, strict)),
		signature: t.Optional(
			t.Object(
				{
					photo: t.Optional(Sha256),
					refused: t.Optional(t.String({minLength: 1, maxLength: 500})),
					witness: t.Optional(t.String({maxLength: 80})),
				},
				strict,
			),
		),
		device: t.Optional(Device),
	},
	strict,
);
export type FilingBody = Static<typeof FilingBody>;

const Flags = t.Array(t.Object({code: literals(flagCodes), detail: t.String()}, strict));
const Grade = literals(['general', 'suspected-major', 'major']);
const Route = literals(['on-the-spot', 'notice']);

export const FiledReply = t.Object(
	{
		id: t.String(),
		number: t.String(),
		hazards: t.Array(
			t.Object(
				{
					id: t.String(),
					number: t.String(),
					item: t.String(),
					defect: t.Integer({description: '该检查项中的第几个问题，从 0 起'}),
					grade: Grade,
					route: Route,
					dueOn: DayText,
					dueAt: InstantText,
				},
				strict,
			),
		),
		flags: Flags,
	},
	strict,
);

export const InspectionQuery = t.Object(
	{
		...paging,
		site: t.Optional(Id),
		riskPoint: t.Optional({...Id, description: '查过此风险点的'}),
		area: t.Optional({...Id, description: '区域及其下级'}),
		q: t.Optional({...Search, description: '至少两个字：场所名称包含，或检查编号开头'}),
		from: t.Optional(DayText),
		to: t.Optional(DayText),
		person: t.Optional(Id),
		outcome: t.Optional(literals(inspectionOutcomes)),
	},
	strict,
);

const Named = t.Object({id: t.String(), name: t.String()}, strict);
const inspection = {
	id: t.String(),
	number: t.String(),
	site: Named,
	kind: literals(inspectionKinds),
	outcome: literals(inspectionOutcomes),
	startedAt: InstantText,
	endedAt: InstantText,
	inspectedOn: DayText,
	inspectors: t.Array(Named),
	filedBy: t.String(),
	registeredAt: InstantText,
	flags: Flags,
};
export const InspectionPage = page(
	t.Object(
		{...inspection, failed: t.Integer({description: '不符合的项数'}), hazards: t.Integer({description: '登记的隐患数'})},
		strict,
	),
);
export const InspectionReply = t.Object(
	{
		...inspection,
		contentSha256: t.String(),
		content: t.Unknown({description: '提交的内容；电话、签名按角色显示'}),
		checks: t.Array(
			t.Object(
				{
					id: t.String(),
					riskPoint: Named,
					domain: t.String(),
					checklist: nullable(t.String()),
					failed: t.Integer(),
					checkedOn: DayText,
				},
				strict,
			),
		),
		hazards: t.Array(
			t.Object(
				{
					id: t.String(),
					number: t.String(),
					item: t.String(),
					state: literals(hazardStates),
					grade: Grade,
					route: Route,
					dueOn: DayText,
				},
				strict,
			),
		),
		photos: t.Array(t.Object({sha256: t.String(), role: t.String(), isThere: t.Boolean(), metadata: nullable(Metadata)}, strict)),
	},
	strict,
);
