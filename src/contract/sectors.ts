import {Type as t} from '@sinclair/typebox';
import {controlLevels} from '../domain/register/risk-point.ts';
import {Level, literals, nullable, page, strict} from './common.ts';

const byLevel = t.Object({major: t.String(), significant: t.String(), moderate: t.String(), low: t.String()}, strict);
const daysByLevel = t.Object({major: t.Integer(), significant: t.Integer(), moderate: t.Integer(), low: t.Integer()}, strict);

/** A field of work: what its points are asked, what can go wrong there, and how often they are inspected. */
export const SectorReply = t.Object(
	{
		id: t.String(),
		title: t.String(),
		attributes: t.Array(
			t.Object(
				{
					code: t.String(),
					title: t.String(),
					kind: literals(['text', 'number', 'boolean', 'choice']),
					unit: t.Optional(t.String()),
					options: t.Optional(t.Array(t.String())),
					required: t.Boolean(),
				},
				strict,
			),
		),
		intervals: byLevel,
		earlyDays: daysByLevel,
		riskEvents: t.Array(t.String()),
		checklists: t.Array(t.String({description: '常用检查表，不带版本'})),
	},
	strict,
);
export const SectorPage = page(SectorReply);

const Named = t.Object({code: t.String(), title: t.String()}, strict);
export const WordListsReply = t.Object(
	{
		siteKinds: t.Array(Named),
		placeTypes: t.Array(Named),
		departments: t.Array(
			t.Object({code: t.String(), title: t.String(), kind: literals(['authority', 'office', 'company'])}, strict),
		),
		paperKinds: t.Array(t.Object({kind: t.String(), title: t.String(), steps: t.Array(literals(['review', 'leader']))}, strict)),
		paperDefaults: t.Array(
			t.Object(
				{
					kind: t.String(),
					title: t.String(),
					titles: t.Optional(t.Record(t.String(), t.String())),
					suffix: nullable(t.String({description: '文号代字；null 为没有自己的文号'})),
				},
				{...strict, description: '随程序提供的标题；本单位的见 /api/tables/paper-titles'},
			),
		),
		controlLevels: t.Array(
			t.Object(
				{
					level: Level,
					title: t.String(),
					colour: t.String(),
					controlLevel: literals(controlLevels),
					controlTitle: t.String(),
					lead: t.String(),
				},
				strict,
			),
		),
	},
	strict,
);
