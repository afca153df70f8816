import {Type as t} from '@sinclair/typebox';
import {hazardStates} from '../domain/hazards/hazard.ts';
import {DayText, InstantText, literals, nullable, strict} from './common.ts';
import {Grade} from './hazards.ts';
import {ChecklistReply, CriterionReply} from './methods.ts';
import {PersonReply} from './people.ts';
import {RiskPointReply} from './risk-points.ts';
import {SiteReply} from './sites.ts';
import {SlotReply} from './slots.ts';

export const PackQuery = t.Object(
	{days: t.Optional(t.Integer({minimum: 1, maximum: 31, default: 7, description: '今天起的天数'}))},
	strict,
);

const Titles = t.Record(t.String(), t.String());
const Named = t.Object({id: t.String(), name: t.String()}, strict);
const PackHazard = t.Object(
	{
		id: t.String(),
		number: t.String(),
		version: t.Integer(),
		state: literals(hazardStates),
		grade: Grade,
		redFlag: t.Boolean(),
		round: t.Integer(),
		siteId: t.String(),
		riskPointId: t.String(),
		itemId: t.String(),
		item: t.String({description: '检查内容'}),
		checklist: t.String(),
		domain: t.String(),
		place: t.String(),
		placeType: t.String(),
		description: t.String(),
		requirement: t.String(),
		foundOn: DayText,
		dueOn: DayText,
		overdue: t.Boolean(),
		toReinspect: t.Boolean({description: '期间内待复查，且本人可以复查'}),
		originalDays: t.Integer({description: '原定整改天数；复查不合格时按此顺延'}),
		filers: t.Array(t.String(), {description: '登记人'}),
		reporters: t.Array(t.String(), {description: '报告过整改的人；不得复查'}),
		photosBefore: t.Array(t.String({description: 'SHA-256；缩略图见 /api/photos/:sha256?size=thumb'})),
		report: t.Optional(
			t.Object(
				{on: DayText, text: t.String(), photos: t.Array(t.String()), onBehalf: t.Boolean({description: '由工作人员代报'})},
				{...strict, description: '最近一次整改情况报告'},
			),
		),
	},
	strict,
);

const PackClosedHazard = t.Object(
	{
		...PackHazard.properties,
		closedOn: DayText,
		photosAtClose: t.Array(t.String(), {description: '销号时的照片：最近一次复查合格的，当场整改的，或报来的'}),
		lookback: t.Optional(
			t.Object({on: DayText, result: literals(['holds', 'recurred'])}, {...strict, description: '最近一次回头看'}),
		),
	},
	strict,
);

export const PackReply = t.Object(
	{
		madeAt: InstantText,
		serverAt: InstantText,
		validUntil: InstantText,
		person: PersonReply,
		people: t.Array(
			t.Object({id: t.String(), name: t.String(), certificate: t.Optional(PersonReply.properties.certificate)}, strict),
		),
		communities: t.Array(Named),
		slots: t.Array(t.Object({...SlotReply.properties, why: t.Array(t.String())}, strict)),
		sites: t.Array(SiteReply),
		riskPoints: t.Array(RiskPointReply),
		openHazards: t.Array(PackHazard),
		closedHazards: t.Array(PackClosedHazard, {
			description: '一年内销号、可以回头看的隐患，每个场所最近五条；不计入未结',
		}),
		papers: t.Array(
			t.Object(
				{
					id: t.String(),
					siteId: t.String(),
					kind: t.String(),
					title: t.String(),
					number: t.String(),
					issuedOn: nullable(DayText),
				},
				strict,
			),
			{description: '各场所最近的有效文书，新的在前'},
		),
		lastInspections: t.Record(
			t.String(),
			t.Object(
				{
					id: t.String(),
					number: t.String(),
					on: DayText,
					inspectors: t.Array(Named),
					failed: t.Integer({description: '不符合的项数'}),
				},
				strict,
			),
			{description: '风险点 → 最近一次检查'},
		),
		lastAnswers: t.Record(t.String(), t.Record(t.String(), t.String()), {description: '风险点 → 检查项 → 上次结果'}),
		checklists: t.Array(ChecklistReply),
		criteria: t.Array(CriterionReply),
		routing: t.Object(
			{
				placeTypes: t.Array(t.Object({code: t.String(), title: t.String()}, strict)),
				domains: t.Record(
					t.String(),
					t.Array(
						t.Object(
							{
								placeType: nullable(t.String()),
								item: nullable(t.String()),
								words: t.Optional(t.Array(t.String(), {description: '描述中有其一'})),
								department: t.String(),
								basis: t.Optional(t.String()),
							},
							strict,
						),
					),
				),
			},
			strict,
		),
		calendar: t.Object(
			{years: t.Array(t.Integer()), missing: t.Array(t.Integer()), warning: nullable(t.String())},
			{...strict, description: '已录入放假安排的年份'},
		),
		formats: t.Array(t.Integer({description: '可提交的检查记录格式'})),
		texts: t.Object(
			{domains: Titles, levels: Titles, siteKinds: Titles, departments: Titles, papers: Titles, states: Titles},
			{...strict, description: '代码的名称'},
		),
	},
	strict,
);
