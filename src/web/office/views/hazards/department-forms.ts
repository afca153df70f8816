import {plusDays} from '../../../../domain/days.ts';
import {today} from '../../clock.ts';
import {attachments, day, dayToday, department, is, line, passFail, routed} from './field-kit.ts';
import type {MoveForm} from './move-fields.ts';

/** Moves that record what departments decide, and what is sent to them. */
export const departmentForms = {
	'major-decisions': {
		note: () => '登记主管部门的认定，不是街道的认定。',
		done: '已登记认定结论。',
		fields: [
			{
				name: 'result',
				title: '认定结论',
				kind: 'choice',
				need: true,
				choices: {confirmed: '认定为重大隐患', 'not-confirmed': '不认定为重大隐患'},
			},
			line('department', '认定部门'),
			line('documentNumber', '认定文号'),
			dayToday('decidedOn', '认定日期'),
			attachments(),
		],
	},
	'dual-reports': {
		done: '已登记报告。',
		fields: [
			{name: 'to', title: '报告对象', kind: 'choice', need: true, choices: {regulator: '监管部门', workers: '从业人员'}},
			dayToday('on', '报告日期'),
			line('name', '监管部门名称', {when: is('to', 'regulator')}),
			line('form', '通报形式（职工大会、职代会或公示栏）', {when: is('to', 'workers')}),
			line('receipt', '回执编号', {need: false}),
			attachments(),
		],
	},
	notifications: {
		note: () => '只告知主管部门，隐患仍由街道跟踪；要交由部门处理的请办移送。',
		done: '已登记通报。',
		fields: [
			department('通报的部门', routed),
			dayToday('on', '通报日期'),
			line('form', '通报方式（电话、函件或平台）'),
			line('name', '接听人或签收人', {need: false}),
			line('receipt', '回执编号', {need: false}),
			attachments(false),
		],
	},
	listing: {
		note: () => '登记区、市的挂牌决定；街道不挂牌。',
		done: '已登记挂牌督办。',
		fields: [
			{name: 'level', title: '级别', kind: 'choice', need: true, choices: {district: '区级', city: '市级'}},
			line('by', '督办单位'),
			line('documentNumber', '文号'),
			dayToday('listedOn', '挂牌日期'),
			day('dueOn', '督办期限', {advised: true}),
			attachments(),
		],
	},
	'delisting-applications': {
		done: '已登记摘牌申请，现场审查十日内进行。',
		fields: [dayToday('on', '申请日期'), {name: 'assessment', title: '整改后的评估', kind: 'long', need: true}, attachments()],
	},
	'on-site-reviews': {
		done: '已登记现场审查。',
		fields: [
			{name: 'result', title: '结论', kind: 'choice', choices: passFail, need: true},
			dayToday('on', '审查日期'),
			line('by', '审查单位'),
			attachments(),
		],
	},
	delisting: {done: '已登记摘牌。', fields: [line('documentNumber', '摘牌文号'), dayToday('on', '摘牌日期')]},
	transfers: {
		note: () => '办理后再签发移送函；隐患现在的状态会记住，退回时恢复。',
		done: '已移送，请签发移送函。',
		fields: [
			department('移送部门', routed),
			{
				name: 'basis',
				title: '移送依据',
				kind: 'long',
				need: true,
				start: ({transferDepartment}) => transferDepartment?.basis ?? '',
			},
			{
				name: 'enclosures',
				title: '移送材料（每行一份）',
				kind: 'lines',
				need: true,
				start: ({facts}) =>
					[
						'检查记录',
						'现场照片',
						...(facts.noticePaperId ? ['整改通知书'] : []),
						...(facts.reinspections.length > 0 ? ['复查记录'] : []),
					].join('\n'),
			},
			day('replyBy', '反馈期限', {start: () => plusDays(today(), 15)}),
		],
	},
	'transfer-replies': {
		done: '已登记反馈。',
		fields: [
			{
				name: 'kind',
				title: '反馈类型',
				kind: 'choice',
				need: true,
				choices: {received: '已接收', returned: '退回', result: '处理结果'},
			},
			dayToday('on', '反馈日期'),
			line('by', '反馈人'),
			{
				name: 'removed',
				title: '隐患是否已消除',
				kind: 'yes',
				need: true,
				choices: {yes: '已消除', no: '未消除'},
				when: is('kind', 'result'),
			},
			line('caseNumber', '立案号或决定书号', {need: false, when: is('kind', 'result')}),
			{name: 'outcome', title: '情况', kind: 'long'},
		],
	},
} satisfies Record<string, MoveForm>;
