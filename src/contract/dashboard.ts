import {Type as t} from '@sinclair/typebox';
import {waitingCodes} from '../domain/figures/waiting.ts';
import {watches} from '../domain/figures/watch.ts';
import {hazardStates, openStates} from '../domain/hazards/hazard.ts';
import {holders} from '../domain/hazards/holder.ts';
import {DayText, InstantText, literals, nullable, strict} from './common.ts';
import {Grade} from './hazards.ts';

const whole = t.Integer();
const share = nullable(t.Number({description: '0 至 1；期内无任务时为 null'}));
const rule = t.String({description: '口径'});
const late = {count: whole, oldestOn: {...DayText, description: '其中最早的期限'}};

const Waiting = t.Object(
	{
		code: literals(waitingCodes),
		title: t.String(),
		rule,
		count: whole,
		overdue: {...whole, description: '其中逾期的'},
	},
	strict,
);
const Holder = t.Object(
	{
		holder: {...literals(holders), description: '在谁手上：街道、责任单位、检查员、主管部门'},
		title: t.String(),
		states: t.Array(literals(openStates)),
		...late,
		who: t.Array(t.Object({id: t.String(), name: t.String(), count: whole}, strict), {
			description: '场所、部门，或范围涵盖这些隐患的人员；最多四个',
		}),
		others: {...whole, description: '另有几个没有列出'},
	},
	strict,
);
const Major = t.Object(
	{
		id: t.String(),
		number: t.String(),
		grade: Grade,
		redFlag: t.Boolean(),
		siteId: t.String(),
		siteName: t.String(),
		communityName: t.String(),
		description: t.String(),
		dueOn: DayText,
		overdue: t.Boolean(),
		stage: t.String(),
		lacks: t.Array(t.String(), {description: '销号前还缺的'}),
	},
	strict,
);
const kept = {
	kept: {...whole, description: '期内到期的任务；免查、被替代的不计'},
	done: {...whole, description: '已完成，含逾期完成'},
	missed: {...whole, description: '漏查'},
	share,
	behind: t.Boolean({description: '完成比例比时间落后十个百分点以上'}),
};

export const DashboardReply = t.Object(
	{
		cutOffAt: InstantText,
		label: t.String({description: '截至10:32:05'}),
		scope: nullable(t.String({description: '范围：…，未见全部时说明'})),
		today: DayText,
		states: t.Array(t.Object({state: literals(hazardStates), count: whole, late: whole}, strict), {
			description: '未结隐患按状态',
		}),
		waiting: t.Array(Waiting, {description: '待本人办理；有逾期的在前'}),
		overdue: t.Object(
			{
				total: whole,
				communities: t.Array(t.Object({id: t.String(), name: t.String(), ...late}, strict)),
				holders: t.Array(Holder),
			},
			strict,
		),
		majors: t.Object({total: whole, items: t.Array(Major, {description: '重大、疑似重大，最多十条'})}, strict),
		progress: t.Object(
			{
				from: DayText,
				to: DayText,
				elapsed: t.Number({description: '已过时间的比例，不含今天'}),
				...kept,
				plans: t.Array(t.Object({id: t.String(), name: t.String(), campaign: t.Boolean(), ...kept}, strict)),
			},
			strict,
		),
		trend: t.Array(
			t.Object(
				{
					week: t.String(),
					title: t.String(),
					from: DayText,
					to: DayText,
					registered: whole,
					closed: whole,
					open: {...whole, description: '周末（本周为此刻）在途'},
				},
				strict,
			),
			{description: '近十二周，口径同隐患增减表'},
		),
		watch: t.Array(
			t.Object(
				{
					code: literals(watches.map(({code}) => code)),
					title: t.String(),
					rule,
					count: whole,
					of: nullable(whole),
				},
				strict,
			),
		),
	},
	strict,
);
