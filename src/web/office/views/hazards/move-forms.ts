import type {StaffMove} from '../../../../contract/hazard-moves.ts';
import {maxDay} from '../../../../domain/days.ts';
import {today} from '../../clock.ts';
import {dayWords, gradeWords} from '../../words.ts';
import {departmentForms} from './department-forms.ts';
import {attachments, cause, day, is, latestExtension, line, passFail, photos, reason, routed} from './field-kit.ts';
import type {Asked, Field, Hazard, MoveForm} from './move-fields.ts';

const grades = {general: gradeWords.general, 'suspected-major': gradeWords['suspected-major']};
const accepted = ({form}: Asked): boolean => form.onTheSpot === 'accept';
const lowersGrade = ({form, hazard}: Asked): boolean => form.grade === 'general' && hazard.grade !== 'general';

/** What each move asks for: the one table behind the forms and the words of the timeline. The notice is a paper (views/papers). */
export const moveForms: Record<StaffMove, MoveForm> = {
	...departmentForms,
	confirmation: {
		done: '已审核。',
		fields: [
			{
				name: 'onTheSpot',
				title: '当场整改',
				kind: 'choice',
				choices: {accept: '认可，直接销号', refuse: '不认可，限期整改'},
				when: ({hazard}) => hazard.route === 'on-the-spot',
				start: ({route}) => (route === 'on-the-spot' ? 'accept' : ''),
			},
			cause(accepted, accepted),
			{
				name: 'grade',
				title: '等级',
				kind: 'choice',
				choices: grades,
				start: ({grade}) => grade,
				onlyChanged: true,
				when: ({hazard}) => hazard.grade !== 'major',
			},
			day('dueOn', '整改期限', {
				need: false,
				advised: true,
				start: ({dueOn}) => maxDay(dueOn, today()),
				onlyChanged: true,
				when: asked => !accepted(asked),
			}),
			{name: 'requirement', title: '整改要求', kind: 'long', start: ({requirement}) => requirement, onlyChanged: true},
			line('responsible', '整改责任人', {need: false, start: ({responsible}) => responsible ?? '', onlyChanged: true}),
			{
				name: 'parties/industry',
				title: '行业监管部门',
				kind: 'department',
				start: hazard => hazard.parties.industry ?? routed(hazard),
				onlyChanged: true,
				hint: '空着的按转送去向表填入。',
			},
			line('parties/territorial', '属地', {need: false, start: ({parties}) => parties.territorial ?? '', onlyChanged: true}),
			line('parties/entity', '责任单位', {need: false, start: ({parties}) => parties.entity ?? '', onlyChanged: true}),
			{...reason('降为一般的理由'), when: lowersGrade},
		],
	},
	'five-in-place': {
		note: ({facts}) =>
			facts.fiveProposed ? '责任单位已填报，内容已带入，请核定后保存。' : '可以分次填写；五项和附件齐全后进入整改。',
		done: '已保存五落实。',
		fields: (
			[
				['measures', '整改措施', 'long'],
				['person', '责任人', 'line'],
				['funds', '资金', 'line'],
			] as const
		)
			.map(([name, title, kind]): Field => ({name, title, kind, start: ({facts}) => five(facts)[name] ?? ''}))
			.concat(
				day('dueOn', '整改时限', {need: false, advised: true, start: ({facts}) => five(facts).dueOn ?? ''}),
				{name: 'plan', title: '应急预案和安全措施', kind: 'long', start: ({facts}) => five(facts).plan ?? ''},
				{...attachments(false), start: ({facts}) => [...(five(facts).attachments ?? [])]},
			),
	},
	'rectification-reports': {
		note: () => '由工作人员填报的，记为“代报”，并列为存疑提示。',
		done: '已报告整改完成，等待复查。',
		fields: [
			{name: 'text', title: '整改情况', kind: 'long', need: true},
			photos('整改后照片'),
			{name: 'cost', title: '整改花费（元）', kind: 'money'},
		],
	},
	reinspections: {
		note: hazard => (hazard.grade === 'general' ? '' : '重大、疑似重大隐患须由两人复查，登记人和报告整改的人不得复查。'),
		done: '已登记复查。',
		fields: [
			{name: 'inspectors', title: '复查人员（一至二名，含本人）', kind: 'people', need: true, most: 2, start: (_, me) => [me]},
			{name: 'result', title: '结论', kind: 'choice', choices: passFail, need: true},
			photos('复查照片'),
			day('newDueOn', '新的整改期限', {need: false, advised: true, when: is('result', 'fail'), hint: '不填则按原期限长度顺延。'}),
			{...reason('不合格的情况', false), when: is('result', 'fail')},
		],
	},
	'close-out': {
		note: ({flags}) => (flags.length > 0 ? '有存疑提示，销号须写明理由。' : ''),
		done: '已销号。',
		fields: [cause(({hazard}) => !hazard.cause), reason('销号意见', ({hazard}) => hazard.flags.length > 0)],
	},
	'extension-requests': {
		done: '已提出延期申请，等待审批。',
		fields: [
			day('dueOn', '延期至', {advised: true, hint: hazard => `最迟${dayWords(latestExtension(hazard))}，只能延期一次。`}),
			reason(),
			{name: 'safeguards', title: '延期期间的管控措施', kind: 'long', need: true},
			photos('照片', false),
		],
	},
	'extension-decisions': {
		note: ({facts}) => {
			const asked = facts.extension?.request;
			return asked ? `申请延期至${dayWords(asked.dueOn)}。理由：${asked.reason}　管控措施：${asked.safeguards}` : '';
		},
		done: '已审批延期。',
		fields: [
			{name: 'granted', title: '是否同意', kind: 'yes', need: true, choices: {yes: '同意', no: '不同意'}},
			day('dueOn', '批准延期至', {
				advised: true,
				when: is('granted', true),
				start: ({facts}) => facts.extension?.request.dueOn ?? '',
			}),
			reason(),
		],
	},
	regradings: {
		note: () => '重大隐患由主管部门认定，街道只可提出疑似重大。',
		done: '已变更等级。',
		fields: [
			{name: 'grade', title: '改为', kind: 'choice', choices: grades, need: true},
			{name: 'criteria', title: '判定标准', kind: 'criteria', when: is('grade', 'suspected-major')},
			reason('理由', lowersGrade),
		],
	},
	voiding: {note: () => '作废后编号保留，不能恢复。', done: '已作废。', fields: [reason()]},
	duplicate: {
		note: () => '本条并入所选的隐患，发现日期以较早的为准。',
		done: '已合并。',
		fields: [{name: 'of', title: '保留的隐患（同一场所）', kind: 'hazard', need: true}, reason()],
	},
	'site-gone': {
		note: () => '场所搬迁、关停、拆除的，须由另一人审批。',
		done: '已提出，等待审批。',
		fields: [reason('灭失情形'), photos('现场照片')],
	},
	'site-gone-decisions': {
		note: ({facts}) => facts.siteGone?.reason ?? '',
		done: '已审批。',
		fields: [
			{name: 'approved', title: '是否同意', kind: 'yes', need: true, choices: {yes: '同意，销号', no: '不同意'}},
			reason(),
		],
	},
	lookbacks: {
		done: '已登记回头看。',
		fields: [
			{
				name: 'result',
				title: '结论',
				kind: 'choice',
				need: true,
				choices: {holds: '没有反复', recurred: '再次出现，另行登记'},
			},
			photos('现场照片'),
		],
	},
	supervisions: {
		note: () => '督办函在“文书”中签发，签发时自动登记，不在此登记。',
		done: '已登记督办。',
		fields: [
			{
				name: 'step',
				title: '督办步骤',
				kind: 'choice',
				need: true,
				choices: {reminder: '提醒', notification: '通报责任单位', briefing: '督查通报', interview: '约谈'},
			},
			reason('说明', false),
		],
	},
};

function five({fiveInPlace, fiveProposed}: Hazard['facts']) {
	return {...fiveProposed, ...fiveInPlace};
}
