import {type Static, Type as t} from '@sinclair/typebox';
import {hazardStates} from '../domain/hazards/hazard.ts';
import {leadMoves, leadStates} from '../domain/hazards/lead.ts';
import {DayText, Id, InstantText, literals, nullable, page, paging, Search, Sha256, strict, Text, Version} from './common.ts';
import {Device, Where} from './inspections.ts';

const State = literals(leadStates);
const Shas = t.Array(Sha256, {maxItems: 9, uniqueItems: true});
const Said = {...Text, pattern: '\\S'};
const Place = t.String({minLength: 1, maxLength: 200, pattern: '\\S', description: '在哪里，如 桦苑路12号旁弄堂'});

/** Three fields, and what the telephone adds by itself. */
export const LeadBody = t.Object(
	{
		place: Place,
		text: {...Said, description: '看到什么'},
		photos: t.Optional({...Shas, description: 'SHA-256；照片用 PUT /api/photos/:sha256 上传，可以后到'}),
		siteId: t.Optional(nullable({...Id, description: '知道是哪个场所时'})),
		communityId: t.Optional(nullable({...Id, description: '知道在哪个居民区时；给了场所则以场所为准'})),
		seenAt: InstantText,
		position: t.Optional(nullable(Where)),
		device: t.Optional(Device),
	},
	strict,
);
export type LeadBody = Static<typeof LeadBody>;

export const LeadAnswerBody = t.Object({id: t.Optional(Id), version: t.Optional(Version), text: Said}, strict);
export const LeadVoidingBody = t.Object({id: t.Optional(Id), version: t.Optional(Version), reason: Said}, strict);
export const LeadHazardBody = t.Object(
	{
		id: t.Optional(Id),
		version: t.Optional(Version),
		riskPointId: Id,
		siteId: t.Optional({...Id, description: '可不给；给了须是风险点所在的场所'}),
		checklist: t.String({maxLength: 100, description: 'fire/daily@1'}),
		item: t.String({minLength: 1, maxLength: 20, description: '检查项，如 F01'}),
		value: t.Optional(t.Number({description: '实测值，检查项要求数值时'})),
		place: t.Optional(t.String({minLength: 1, maxLength: 200, description: '缺省为线索所写的地点'})),
		placeType: t.Optional(t.String({maxLength: 40})),
		note: t.Optional({...Text, description: '缺省为线索所写的情况'}),
		criteria: t.Optional(t.Array(t.String({maxLength: 40}), {maxItems: 20, uniqueItems: true})),
		dueOn: t.Optional(DayText),
		photos: t.Optional({...Shas, description: '管理人员另附的照片'}),
	},
	strict,
);
export type LeadHazardBody = Static<typeof LeadHazardBody>;

const Named = t.Object({id: t.String(), name: t.String()}, strict);
export const LeadReply = t.Object(
	{
		id: t.String(),
		number: t.String({description: 'XS-XH-2026-000123'}),
		state: State,
		stateName: t.String(),
		outcome: t.String({description: '给上报人的一句话：后来怎样了'}),
		place: t.String(),
		text: t.String(),
		photos: t.Array(t.String()),
		awaited: t.Array(t.String(), {description: '尚未上传的照片'}),
		site: nullable(Named),
		community: nullable(Named),
		seenAt: InstantText,
		position: nullable(Where),
		reporter: Named,
		registeredAt: InstantText,
		flags: t.Array(t.Object({code: literals(['clock', 'imported', 'photo-awaited']), detail: t.String()}, strict)),
		answer: nullable(t.Object({text: t.String(), by: Named, at: InstantText}, strict)),
		hazard: nullable(
			t.Object({id: t.String(), number: t.String(), state: literals(hazardStates), stateName: t.String()}, strict),
		),
		voiding: nullable(t.Object({reason: t.String(), by: Named, at: InstantText}, strict)),
		moves: t.Array(literals(leadMoves), {description: '本人此刻可办理的步骤'}),
		version: t.Integer(),
	},
	strict,
);
export const LeadPage = page(LeadReply);
export const LeadQuery = t.Object(
	{
		state: t.Optional(State),
		area: t.Optional({...Id, description: '区域及其下级；没有写明居民区的不在内'}),
		site: t.Optional(Id),
		mine: t.Optional(t.Boolean({description: '本人上报的'})),
		q: t.Optional({...Search, description: '至少两个字：地点、情况、场所包含，或线索编号开头'}),
		...paging,
	},
	strict,
);
