import {yearOf} from '../../domain/days.ts';
import {
	firstSteps,
	isMeasureOverdue,
	isReviewDue,
	isWithoutEffect,
	type Measure,
	needsApproval,
	nextSteps,
	type Progress,
	progressNames,
	stepFaults,
} from '../../domain/hazards/measure.ts';
import {measureNumber} from '../../domain/number.ts';
import {type Fault, Problem, unprocessable} from '../../domain/problem.ts';
import {checkVersion, decidePut, type PutDecision} from '../../domain/versioned.ts';
import type {Db} from '../../store/engine.ts';
import {findMeasure, saveMeasure, takeMeasureNumber, visibleTargets} from '../../store/hazards/measures.ts';
import type {Context} from '../context.ts';

const required = ['title', 'kind', 'cause', 'text', 'lead', 'responsible', 'dueOn', 'reviewOn'] as const;
const blank: Omit<Measure, 'version' | 'id' | 'registeredAt'> = {
	number: '',
	title: '',
	kind: 'rule',
	cause: 'rule',
	text: '',
	problem: null,
	lead: '',
	supporting: [],
	responsible: '',
	dueOn: '',
	progress: 'research',
	documentNumber: null,
	issuedOn: null,
	effect: null,
	reviewOn: '',
	hazardIds: [],
	riskPointIds: [],
	approvedBy: null,
};

/** Makes or changes a measure. It is not set in force here: that takes a leader's approval (rules §1.2). */
export async function putMeasure(
	db: Db,
	context: Context,
	id: string,
	body: Record<string, unknown>,
): Promise<PutDecision<ShownMeasure>> {
	const {reason, ...given} = body as {reason?: string};
	const current = await findMeasure(db, id, {forUpdate: true});
	const links = await linksOf(db, context, current, given);
	const decision = decidePut<Measure>(
		current,
		{...withoutBlanks(given), ...links.kept},
		{defaults: {...blank, id, registeredAt: context.now}, required},
	);
	if (decision.kind === 'unchanged') return {kind: 'unchanged', value: await showMeasure(db, context, decision.value)};
	const measure = settled(decision.value, context);
	requireStep(current, measure);
	const faults = [...links.faults, ...stepFaults(current, measure, reason ?? null, context.today)];
	if (faults.length > 0) throw unprocessable(faults);
	if (!current) measure.number = await numberFor(db, context);
	await saveMeasure(db, context, measure, `measure-${decision.kind}`, reason);
	return {kind: decision.kind, value: await showMeasure(db, context, measure)};
}

/** An effect of spaces says nothing. */
const withoutBlanks = ({effect, ...rest}: {effect?: string | null}) => ({
	...rest,
	...(effect !== undefined && {effect: effect?.trim() || null}),
});

/** In force by a leader only (403); to where the measure cannot go from its step, 409 with the step it is at. */
function requireStep(current: Measure | undefined, {progress}: Measure): void {
	if (needsApproval(current?.progress, progress)) throw new Problem(403, 'wrong-person', '“实施”须由分管领导批准，请提请批准。');
	const from = current?.progress;
	if (from === progress || (from ? nextSteps[from] : firstSteps).includes(progress)) return;
	const detail = from
		? `措施现为“${progressNames[from]}”，不能改为“${progressNames[progress]}”。`
		: `新措施不能从“${progressNames[progress]}”开始。`;
	throw new Problem(409, 'illegal-state', detail, [], {current: from ?? null});
}

/** 批准实施: by a leader, of what has been issued. */
export async function approveMeasure(
	db: Db,
	context: Context,
	id: string,
	{version, reason}: {version?: number; reason?: string},
): Promise<ShownMeasure> {
	const current = await findMeasure(db, id, {forUpdate: true});
	if (!current) throw new Problem(404, 'not-found', '没有这项措施。');
	checkVersion(current, version);
	if (current.progress !== 'issued' && current.progress !== 'revised') {
		const detail = `措施现为“${progressNames[current.progress]}”，印发或修订后才可批准实施。`;
		throw new Problem(409, 'illegal-state', detail, [], {current: current.progress});
	}
	const measure: Measure = {...current, progress: 'in-force', approvedBy: context.actor, version: current.version + 1};
	await saveMeasure(db, context, measure, 'measure-approved', reason);
	return showMeasure(db, context, measure);
}

const numberFor = async (db: Db, {orgCode, today}: Context): Promise<string> =>
	measureNumber(orgCode, yearOf(today), await takeMeasureNumber(db, yearOf(today)));

/** What follows from the progress: the day of issue, and an approval that ends when the text is worked on again. */
function settled(measure: Measure, {today}: Context): Measure {
	return {
		...measure,
		issuedOn: measure.issuedOn ?? (measure.progress === 'issued' ? today : null),
		approvedBy: firstSteps.includes(measure.progress) ? null : measure.approvedBy,
	};
}

const targets = [
	['hazardIds', 'hazards', '没有这条隐患，或不在您的范围内。'],
	['riskPointIds', 'risk_points', '没有这个风险点，或不在您的范围内。'],
] as const;

/** Links that are new must be visible; those that the caller cannot see stay as they are. */
async function linksOf(db: Db, {caller}: Context, current: Measure | undefined, body: Record<string, unknown>) {
	const kept: Partial<Pick<Measure, 'hazardIds' | 'riskPointIds'>> = {};
	const faults: Fault[] = [];
	for (const [field, table, message] of targets) {
		const given = body[field] as string[] | undefined;
		if (!given) continue;
		const before = current?.[field] ?? [];
		const visible = await visibleTargets(db, table, [...given, ...before], caller.scope);
		for (const [i, id] of given.entries())
			if (!visible.has(id) && !before.includes(id)) faults.push({path: `/${field}/${i}`, message});
		const hidden = before.filter(id => !visible.has(id) && !given.includes(id));
		const isSame = given.length + hidden.length === before.length && given.every(id => before.includes(id));
		kept[field] = isSame ? before : [...given, ...hidden];
	}
	return {kept, faults};
}

export type ShownMeasure = Measure & {
	hazardNumbers: string[];
	hazardCount: number;
	riskPointCount: number;
	overdue: boolean;
	reviewDue: boolean;
	withoutEffect: boolean;
	/** Where it may go from here. */
	steps: readonly Progress[];
};

/** As the caller may see it: all staff see measures, links only inside their scope (rules §1.7). */
export async function showMeasure(
	db: Db,
	{caller, today}: Pick<Context, 'caller' | 'today'>,
	measure: Measure,
): Promise<ShownMeasure> {
	const hazards = await visibleTargets(db, 'hazards', measure.hazardIds, caller.scope);
	const points = await visibleTargets(db, 'risk_points', measure.riskPointIds, caller.scope);
	const hazardIds = measure.hazardIds.filter(id => hazards.has(id));
	return {
		...measure,
		hazardIds,
		hazardNumbers: hazardIds.map(id => hazards.get(id)!),
		hazardCount: measure.hazardIds.length,
		riskPointIds: measure.riskPointIds.filter(id => points.has(id)),
		riskPointCount: measure.riskPointIds.length,
		overdue: isMeasureOverdue(measure, today),
		reviewDue: isReviewDue(measure, today),
		withoutEffect: isWithoutEffect(measure),
		steps: nextSteps[measure.progress],
	};
}
