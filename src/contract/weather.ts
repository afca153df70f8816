import {type Static, Type as t} from '@sinclair/typebox';
import {type WeatherKind, type WeatherLevel, weatherKinds, weatherLevels} from '../domain/schedule/weather.ts';
import {Id, InstantText, literals, nullable, paging, strict, Text, Version} from './common.ts';

const Kind = literals(Object.keys(weatherKinds) as WeatherKind[]);
const Level = literals(Object.keys(weatherLevels) as WeatherLevel[]);
const Source = t.String({minLength: 1, maxLength: 200, pattern: '\\S', description: '发布单位，如 上海中心气象台'});

export const WarningBody = t.Object(
	{
		id: Id,
		kind: Kind,
		level: Level,
		issuedAt: InstantText,
		source: Source,
		areaId: t.Optional(nullable({...Id, description: '不给为全街道'})),
		teams: t.Optional(t.Array(Id, {maxItems: 50, uniqueItems: true, description: '缺省为做地下空间的各检查队'})),
	},
	strict,
);
export type WarningBody = Static<typeof WarningBody>;
export const LiftingBody = t.Object(
	{id: t.Optional(Id), at: t.Optional(InstantText), reason: {...Text, pattern: '\\S'}, version: t.Optional(Version)},
	strict,
);
export type LiftingBody = Static<typeof LiftingBody>;

const warning = {
	id: t.String(),
	kind: Kind,
	level: Level,
	issuedAt: InstantText,
	source: t.String(),
	areaId: nullable(t.String()),
	planId: nullable(t.String({description: '由此发起的地下空间巡查；null：仅登记'})),
	liftedAt: nullable(InstantText),
	lifting: nullable(t.Object({by: t.String(), reason: t.String()}, strict)),
	version: t.Integer(),
};
export const WarningReply = t.Object(warning, strict);
export const RegisteredReply = t.Object(
	{
		...warning,
		patrol: nullable(
			t.Object(
				{
					slots: t.Integer({description: '当日应查'}),
					unassigned: t.Integer({description: '其中没有人手的'}),
					putOff: t.Integer({description: '为此让出当日、另行安排的其他检查'}),
					note: nullable(t.String()),
				},
				strict,
			),
		),
	},
	strict,
);
export const WarningPage = t.Object({items: t.Array(WarningReply), next: nullable(t.String())}, strict);
const {count: _, ...pages} = paging;
export const WarningQuery = t.Object({standing: t.Optional(t.Boolean({description: '尚未解除的'})), ...pages}, strict);
