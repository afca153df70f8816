import {Type as t} from '@sinclair/typebox';
import {changeKinds} from '../domain/hazards/list-changes.ts';
import {issueLists, issueStates} from '../domain/hazards/list-issue.ts';
import {cellKinds} from '../domain/hazards/table.ts';
import {Code, Id, InstantText, literals, nullable, page, paging, Sha256, strict, Text, Version} from './common.ts';
import {CellValue, format, Statistic} from './lists.ts';

const List = literals(issueLists);
const Filter = t.Object(
	{area: t.Optional({...Id, description: '居民区，或全街道'}), domain: t.Optional({...Code, description: '行业领域'})},
	strict,
);
const CutOff = {...InstantText, description: '截止时刻，须在 10 秒以前、上一期之后；缺省为 10 秒以前'};

export const IssueBody = t.Object(
	{id: t.Optional(Id), list: List, cutOffAt: t.Optional(CutOff), filter: t.Optional(Filter)},
	strict,
);
export const IssueChangeBody = t.Object(
	{cutOffAt: t.Optional(CutOff), filter: t.Optional(Filter), version: t.Optional(Version)},
	strict,
);
export const IssueVoidingBody = t.Object({id: t.Optional(Id), reason: Text, version: t.Optional(Version)}, strict);
export const IssueApprovalBody = t.Object({id: t.Optional(Id), reason: t.Optional(Text), version: t.Optional(Version)}, strict);

export const IssuesQuery = t.Object({list: t.Optional(List), state: t.Optional(literals(issueStates)), ...paging}, strict);
export const IssueQuery = t.Object({format, after: paging.after, limit: paging.limit}, strict);
export const ChangesQuery = t.Object({kind: t.Optional(literals(changeKinds)), after: paging.after, limit: paging.limit}, strict);

const Person = t.Object({id: t.String(), name: t.String()}, strict);
const Previous = t.Object({id: t.String(), number: t.String(), cutOffAt: InstantText}, strict);
const Balance = t.Object(
	{
		opening: t.Integer({description: '上期在册'}),
		entered: t.Integer({description: '新增、迁入'}),
		left: t.Integer({description: '销号、作废、合并、废止、迁出'}),
		closing: t.Integer({description: '本期在册：opening + entered − left'}),
		counts: t.Partial(t.Object(Object.fromEntries(changeKinds.map(kind => [kind, t.Integer()])), strict), strict),
	},
	strict,
);
const fields = {
	id: t.String(),
	list: List,
	title: t.String(),
	state: literals(issueStates),
	number: nullable(t.String()),
	cutOffAt: InstantText,
	filter: Filter,
	scope: nullable(t.String()),
	drafters: t.Array(Person),
	draftedAt: InstantText,
	approvedBy: nullable(Person),
	approvedAt: nullable(InstantText),
	voidReason: nullable(t.String()),
	previous: nullable(Previous),
	count: nullable(t.Integer()),
	sha256: nullable(Sha256),
	balance: nullable(Balance),
	version: t.Integer(),
};
export const IssueReply = t.Object(fields, strict);
export const IssuePage = page(IssueReply);

const Row = t.Object(
	{
		id: t.String(),
		version: t.Integer(),
		sha256: {...Sha256, description: '{id, version, cells} 的 SHA-256，cells 不含序号'},
		cells: t.Array(CellValue),
	},
	strict,
);
/** Rows in the order of the issue; those of a draft are what would be frozen now. */
export const IssueWithRows = t.Object(
	{
		...fields,
		columns: t.Array(t.String()),
		kinds: t.Array(literals(cellKinds)),
		notes: t.Array(t.String()),
		statistics: t.Array(Statistic),
		rows: t.Array(Row),
		next: nullable(t.String()),
	},
	strict,
);

const Sign = nullable(t.Object({version: t.Integer(), sha256: Sha256}, strict));
export const ChangesReply = t.Object(
	{
		id: t.String(),
		number: nullable(t.String()),
		cutOffAt: InstantText,
		previous: nullable(Previous),
		balance: Balance,
		items: t.Array(
			t.Object(
				{
					id: t.String(),
					number: t.String(),
					kinds: t.Array(literals(changeKinds)),
					before: Sign,
					after: Sign,
					differences: t.Array(t.Object({column: t.String(), before: CellValue, after: CellValue}, strict)),
				},
				strict,
			),
		),
		next: nullable(t.String()),
		total: t.Integer(),
	},
	strict,
);
