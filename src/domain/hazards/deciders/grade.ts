import {gradeRank, type Hazard, type HazardGrade} from '../hazard.ts';
import {type Ask, type Decider, fault, given, has, needAttachments, needChoice, needDay, needReason, needText} from './kit.ts';

// 已下达待落实 exists for not-general hazards only: lowered, the hazard goes where its notice would have put it.
const regraded = ({state}: Hazard, grade: HazardGrade): Partial<Hazard> => ({
	grade,
	state: state === 'noticed' && grade === 'general' ? 'rectifying' : state,
});

// Whoever raised it graded it; as found, its filers did.
const gradedIt = ({hazard: {facts}, actor}: Ask) =>
	facts.gradedBy ? facts.gradedBy === actor.id : facts.filers.includes(actor.id);

const mayRaise = ({hazard, actor}: Ask) => gradeRank[hazard.grade] < 1 && has(actor, 'inspector', 'manager');
const mayLower = (ask: Ask) => gradeRank[ask.hazard.grade] > 0 && has(ask.actor, 'leader') && !gradedIt(ask);

const lowers = ({hazard, body}: Ask) => gradeRank[body.grade as HazardGrade] < gradeRank[hazard.grade];

const wrongGrader = (ask: Ask) => {
	const {grade} = ask.body;
	if (grade !== 'general' && grade !== 'suspected-major')
		return !mayRaise(ask) && !mayLower(ask) && '升级由检查员或管理人员办理，降级由未参与定级的领导办理。';
	if (grade === ask.hazard.grade) return false;
	if (lowers(ask)) return !mayLower(ask) && '降级由未参与定级的领导办理。';
	return !mayRaise(ask) && '升级由检查员或管理人员办理。';
};

const stillListed = ({hazard}: Ask) => hazard.listing !== 'none' && hazard.listing !== 'delisted';

/** 升降级: up by inspector or manager, down by a leader who did not grade it; major is for the department alone. */
export const regrading: Decider = ask => {
	const {hazard, actor, body, context} = ask;
	return {
		wrong: wrongGrader(ask),
		faults: [
			needChoice(body, 'grade', ['general', 'suspected-major'], '一般或疑似重大；重大由主管部门认定'),
			body.grade === hazard.grade && fault('grade', '等级没有变化。'),
			lowers(ask) && needReason(body),
			lowers(ask) && stillListed(ask) && fault('grade', '挂牌督办的隐患须先摘牌。'),
		],
		next: () => ({
			...regraded(hazard, body.grade as HazardGrade),
			criteria: body.criteria ?? (body.grade === 'general' ? [] : hazard.criteria),
			facts: {...hazard.facts, gradedBy: actor.id, gradedOn: context.today, ...given({gradeReason: body.reason})},
		}),
	};
};

/** 重大隐患认定: the record of the department's decision; the street does not decide. */
export const majorDecision: Decider = ask => {
	const {hazard, body, context} = ask;
	return {
		illegal: hazard.grade !== 'suspected-major' && '只有疑似重大隐患待主管部门认定。',
		wrong: gradedIt(ask) && '登记认定结果的人不得是提出疑似重大的人。',
		faults: [
			needChoice(body, 'result', ['confirmed', 'not-confirmed'], '认定结论'),
			needText(body, 'department', '认定部门'),
			needText(body, 'documentNumber', '认定文号'),
			needDay(body, 'decidedOn', '认定日期', {to: context.today}),
			needAttachments(body),
		],
		next: () => {
			const decision = {
				result: body.result as 'confirmed' | 'not-confirmed',
				department: body.department!,
				documentNumber: body.documentNumber!,
				decidedOn: body.decidedOn!,
				attachments: body.attachments!,
			};
			const majorDecisions = [...(hazard.facts.majorDecisions ?? []), decision];
			return {...regraded(hazard, body.result === 'confirmed' ? 'major' : 'general'), facts: {...hazard.facts, majorDecisions}};
		},
	};
};

/** 双报告 (安全生产法 art 41): to the regulator and to the workers. */
export const dualReport: Decider = ({hazard, body, context}) => ({
	illegal: hazard.grade === 'general' && '一般隐患不需要双报告。',
	faults: [
		needChoice(body, 'to', ['regulator', 'workers'], '报告对象'),
		needDay(body, 'on', '报告日期', {to: context.today}),
		body.to === 'regulator' && needText(body, 'name', '监管部门名称'),
		body.to === 'workers' && needText(body, 'form', '通报形式（职工大会、职代会或公示栏）'),
		needAttachments(body),
	],
	next: () => {
		const report = {
			to: body.to as 'regulator' | 'workers',
			on: body.on!,
			attachments: body.attachments!,
			...given({name: body.name, form: body.form, receipt: body.receipt}),
		};
		return {facts: {...hazard.facts, dualReports: [...(hazard.facts.dualReports ?? []), report]}};
	},
});
