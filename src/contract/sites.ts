import {type Static, Type as t} from '@sinclair/typebox';
import {hazardStates} from '../domain/hazards/hazard.ts';
import {gapCodes} from '../domain/register/gaps.ts';
import {
	Code,
	DayText,
	Id,
	InstantText,
	literals,
	Name,
	nullable,
	Position,
	page,
	paging,
	Search,
	Sha256,
	strict,
	Text,
	Version,
} from './common.ts';
import {GapReply} from './gaps.ts';
import {Phone} from './people.ts';
import {FrequencyReply, RiskPointReply} from './risk-points.ts';

const Address = t.String({minLength: 1, maxLength: 200});
const Tag = t.String({minLength: 1, maxLength: 40});
const Building = t.String({minLength: 1, maxLength: 80});
const Uscc = t.String({minLength: 1, maxLength: 40, description: '统一社会信用代码，按 GB 32100 校验'});
const occupant = {name: Name, uscc: t.Optional(nullable(Uscc)), responsible: Name, phone: Phone};

export const SiteBody = t.Object(
	{
		name: t.Optional(Name),
		kind: t.Optional({...Code, description: '场所类别，见 forms/site-kinds.json'}),
		areaId: t.Optional(Id),
		address: t.Optional(Address),
		building: t.Optional(nullable(Building)),
		position: t.Optional(nullable(Position)),
		occupant: t.Optional(nullable(t.Object(occupant, strict))),
		safetyManager: t.Optional(nullable(t.Object({name: Name, phone: Phone}, {...strict, description: '安全管理人'}))),
		responsibilityLetter: t.Optional(
			nullable(
				t.Object(
					{signedOn: DayText, validTo: t.Optional(nullable(DayText)), photo: t.Optional(nullable(Sha256))},
					{...strict, description: '安全责任书；换使用单位后须重新签订'},
				),
			),
		),
		tags: t.Optional(t.Array(Tag, {maxItems: 30, uniqueItems: true})),
		startsOn: t.Optional({...DayText, description: '启用日期，缺省为登记当日'}),
		closedOn: t.Optional(nullable({...DayText, description: '关停日期'})),
		pauses: t.Optional(
			nullable(
				t.Array(
					t.Object({from: DayText, to: t.Optional(nullable(DayText)), reason: t.String({minLength: 1, maxLength: 200})}, strict),
					{
						maxItems: 100,
						description: '停业期间；没有 to 为至今未恢复',
					},
				),
			),
		),
		version: t.Optional(Version),
	},
	strict,
);
export type SiteBody = Static<typeof SiteBody>;

const shownOccupant = {
	name: t.String(),
	uscc: nullable(t.String()),
	responsible: t.String(),
	phone: nullable(t.String({description: '按角色显示'})),
};
export const SiteReply = t.Object(
	{
		id: t.String(),
		label: t.String({description: '编号牌，如 D000123-7'}),
		name: t.String(),
		kind: t.String(),
		areaId: t.String(),
		communityId: t.String(),
		address: t.String(),
		building: nullable(t.String()),
		position: nullable(Position),
		tags: t.Array(t.String()),
		startsOn: DayText,
		closedOn: nullable(DayText),
		pauses: t.Array(t.Object({from: DayText, to: t.Optional(DayText), reason: t.String()}, strict)),
		occupant: nullable(t.Object(shownOccupant, strict)),
		safetyManager: nullable(t.Object({name: t.String(), phone: shownOccupant.phone}, strict)),
		responsibilityLetter: nullable(
			t.Object({signedOn: DayText, validTo: nullable(DayText), photo: nullable(t.String())}, strict),
		),
		gaps: t.Array(GapReply, {description: '责任缺口'}),
		openHazards: t.Integer({description: '未结隐患数（本人范围内）'}),
		version: t.Integer(),
	},
	strict,
);
export const SitePage = page(SiteReply);

export const SiteQuery = t.Object(
	{
		area: t.Optional({...Id, description: '区域及其下级'}),
		kind: t.Optional(Code),
		q: t.Optional({...Search, description: '至少两个字：名称、地址包含，或编号牌开头'}),
		openHazards: t.Optional(t.Boolean({description: '有无未结隐患'})),
		gap: t.Optional({...literals(['any', ...gapCodes]), description: '责任缺口；any 为任一种'}),
		...paging,
	},
	strict,
);

export const OccupancyBody = t.Object({id: t.Optional(Id), ...occupant, fromOn: DayText, version: t.Optional(Version)}, strict);
const shownOccupancy = {id: t.String(), siteId: t.String(), ...shownOccupant, fromOn: DayText, toOn: nullable(DayText)};
export const OccupancyReply = t.Object({...shownOccupancy, site: SiteReply}, strict);

const HazardLine = t.Object(
	{
		id: t.String(),
		number: t.String(),
		state: literals(hazardStates),
		grade: literals(['general', 'suspected-major', 'major']),
		redFlag: t.Boolean(),
		domain: t.String(),
		riskPointId: t.String(),
		itemId: t.String(),
		foundOn: DayText,
		dueOn: DayText,
		endedAt: nullable(InstantText),
		overdue: t.Boolean(),
	},
	strict,
);
const InspectionLine = t.Object(
	{
		id: t.String(),
		number: t.String(),
		kind: t.String(),
		outcome: t.String(),
		inspectedOn: DayText,
		inspectors: t.Array(t.String()),
		filedBy: t.String(),
	},
	strict,
);
const PaperLine = t.Object(
	{
		id: t.String(),
		kind: t.String(),
		number: t.String(),
		title: t.String(),
		state: t.String(),
		issuedAt: nullable(InstantText),
		voidedAt: nullable(InstantText),
	},
	strict,
);
const EntryLine = t.Object(
	{version: t.Integer(), at: InstantText, actor: t.String(), action: t.String(), reason: nullable(Text), hash: t.String()},
	strict,
);

export const SiteFileReply = t.Object(
	{
		site: SiteReply,
		occupancies: t.Array(t.Object(shownOccupancy, strict)),
		riskPoints: t.Array(RiskPointReply),
		frequency: FrequencyReply,
		openHazards: t.Array(HazardLine),
		endedHazards: t.Array(HazardLine, {description: '最近 20 项已结隐患'}),
		inspections: t.Array(InspectionLine, {description: '最近 20 次'}),
		papers: t.Array(PaperLine, {description: '最近 20 件'}),
		journal: t.Array(EntryLine),
	},
	strict,
);
