import {
	seeCalendar,
	seeChecklist,
	seeChecklists,
	seeCriteria,
	seeMethods,
	seeSectors,
	seeWordLists,
} from '../../actions/register/see-methods.ts';
import {CalendarReply, ChecklistPage, ChecklistReply, CriterionPage, DomainQuery, MethodPage} from '../../contract/methods.ts';
import {SectorPage, WordListsReply} from '../../contract/sectors.ts';
import {ok, read} from '../route.ts';

const tag = '方法与标准';
const may = 'read-register';

export const methodRoutes = [
	read({
		method: 'get',
		path: '/api/methods',
		tag,
		summary: '风险评价方法',
		may,
		replies: {200: MethodPage},
		read: async (_, context) => ok({items: seeMethods(context), next: null}),
	}),
	read({
		method: 'get',
		path: '/api/sectors',
		tag,
		summary: '领域：属性、可能发生的事件、检查间隔',
		may,
		replies: {200: SectorPage},
		read: async (_, context) => ok({items: seeSectors(context), next: null}),
	}),
	read({
		method: 'get',
		path: '/api/word-lists',
		tag,
		summary: '取值：场所类别、部位、部门、管控层级、文书种类',
		may,
		replies: {200: WordListsReply},
		read: async ({reader}, context) => ok(await seeWordLists(reader, context)),
	}),
	read({
		method: 'get',
		path: '/api/checklists',
		tag,
		summary: '检查表',
		may,
		query: DomainQuery,
		replies: {200: ChecklistPage},
		read: async (_, context, {query}) => ok({items: seeChecklists(context, query.domain), next: null}),
	}),
	read({
		method: 'get',
		path: '/api/checklists/:domain/:name',
		tag,
		summary: '一张检查表，如 fire/daily@1',
		may,
		replies: {200: ChecklistReply},
		read: async (_, context, {params}) => ok(seeChecklist(context, `${params.domain}/${params.name}`)),
	}),
	read({
		method: 'get',
		path: '/api/checklists/:id',
		tag,
		summary: '一张检查表，编号写成一段（fire%2Fdaily%401）',
		may,
		replies: {200: ChecklistReply},
		read: async (_, context, {params}) => ok(seeChecklist(context, params.id!)),
	}),
	read({
		method: 'get',
		path: '/api/criteria',
		tag,
		summary: '重大隐患判定标准',
		may,
		query: DomainQuery,
		replies: {200: CriterionPage},
		read: async (_, context, {query}) => ok({items: seeCriteria(context, query.domain), next: null}),
	}),
	read({
		method: 'get',
		path: '/api/calendar',
		tag,
		summary: '放假和调休安排',
		may,
		replies: {200: CalendarReply},
		read: async (_, context) => ok(seeCalendar(context)),
	}),
];
