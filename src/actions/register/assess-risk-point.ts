import {v7 as uuidv7} from 'uuid';
import {Problem, unprocessable} from '../../domain/problem.ts';
import {isLowering, score} from '../../domain/register/assessment.ts';
import {type RiskAssessment, type RiskPoint, type ShownState, sentencesOf, shownState} from '../../domain/register/risk-point.ts';
import {checkVersion} from '../../domain/versioned.ts';
import type {Db} from '../../store/engine.ts';
import {record} from '../../store/journal/journal.ts';
import {addAssessment, assessmentsOf, decideAssessment, hasAssessment, savePoint} from '../../store/register/risk-points.ts';
import type {Context} from '../context.ts';
import {pointInScope} from './see-risk-points.ts';

export type AssessmentBody = {
	id?: string;
	version?: number;
	method: string;
	factors: Record<string, number>;
	reason?: string;
};
export type DecisionBody = {id?: string; approved: boolean; reason: string};
export type ShownAssessment = Omit<RiskAssessment, 'state'> & {state: ShownState};

/** Grades a point by a versioned method. A higher or equal level takes effect at once; a lower one waits for a second person (product §3). */
export async function assess(db: Db, context: Context, pointId: string, body: AssessmentBody): Promise<ShownAssessment> {
	const point = await pointInScope(db, context, pointId, {forUpdate: true});
	checkVersion(point, body.version);
	const assessment = judge(context, point, body);
	if (await hasAssessment(db, assessment.id)) throw new Problem(409, 'id-taken', '同一编号已提交过其他内容，请换一个编号。');
	await addAssessment(db, assessment);
	await recordAssessment(db, context, assessment, 1, 'assessment');
	if (assessment.state === 'in-force') await takeEffect(db, context, point, assessment);
	return assessment;
}

function judge(
	context: Context,
	point: RiskPoint,
	{id = uuidv7(), method: key, factors, reason}: AssessmentBody,
): RiskAssessment {
	const method = context.forms.methods.get(key);
	if (!method) throw unprocessable([{path: '/method', message: `没有这种评价方法：${key}。`}]);
	if (method.validTo !== null && method.validTo < context.today)
		throw unprocessable([{path: '/method', message: `${method.title}这一版已停用，请用现行版本。`}]);
	const {score: total, level} = score(method, factors);
	const lowers = point.assessedLevel !== null && isLowering(point.assessedLevel, level);
	if (lowers && !reason?.trim()) throw unprocessable([{path: '/reason', message: '调低等级须说明理由。'}]);
	return {
		id,
		riskPointId: point.id,
		method: key,
		factors,
		sentences: sentencesOf(method, factors),
		score: total,
		level,
		state: lowers ? 'waiting' : 'in-force',
		reason: reason ?? null,
		by: context.actor,
		at: context.now,
		decidedBy: null,
		decidedAt: null,
		decisionReason: null,
	};
}

/** The second person approves or refuses a lowering. */
export async function decideLowering(
	db: Db,
	context: Context,
	pointId: string,
	assessmentId: string,
	{approved, reason}: DecisionBody,
): Promise<ShownAssessment> {
	const point = await pointInScope(db, context, pointId, {forUpdate: true});
	const all = await assessmentsOf(db, pointId);
	const assessment = all.find(({id}) => id === assessmentId);
	if (!assessment) throw new Problem(404, 'not-found', '该风险点没有这次评价。');
	const state = shownState(assessment, {inForceId: point.assessmentId, newestId: all[0]!.id});
	if (state !== 'waiting') throw new Problem(409, 'illegal-state', '这次评价不在待批准状态，请查看最新情况。', [], {state});
	if (assessment.by === context.actor) throw new Problem(403, 'wrong-person', '调低等级须由评价人以外的人批准。');
	const decided: RiskAssessment = {
		...assessment,
		state: approved ? 'in-force' : 'refused',
		decidedBy: context.actor,
		decidedAt: context.now,
		decisionReason: reason,
	};
	await decideAssessment(db, decided);
	await recordAssessment(db, context, decided, 2, approved ? 'lowering-approved' : 'lowering-refused', reason);
	if (approved) await takeEffect(db, context, point, decided);
	return decided;
}

/** From now on this is the point's assessed level. */
async function takeEffect(db: Db, context: Context, point: RiskPoint, assessment: RiskAssessment): Promise<void> {
	const next = {...point, assessedLevel: assessment.level, assessmentId: assessment.id, version: point.version + 1};
	await savePoint(db, next);
	await record(db, context, {
		subject: `risk-point:${point.id}`,
		version: next.version,
		action: 'assessment-in-force',
		reason: assessment.reason,
		after: next,
	});
}

async function recordAssessment(
	db: Db,
	context: Context,
	assessment: RiskAssessment,
	version: number,
	action: string,
	reason = assessment.reason,
): Promise<void> {
	await record(db, context, {subject: `assessment:${assessment.id}`, version, action, reason, after: assessment});
}

/** All assessments of a point, the newest first; old ones keep their method's version. */
export async function seeAssessments(db: Db, context: Context, pointId: string): Promise<ShownAssessment[]> {
	const point = await pointInScope(db, context, pointId);
	const all = await assessmentsOf(db, pointId);
	return all.map(assessment => ({
		...assessment,
		state: shownState(assessment, {inForceId: point.assessmentId, newestId: all[0]!.id}),
	}));
}
