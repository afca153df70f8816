import {v5} from 'uuid';
import type {Attribute, ControlLevel, Forms, Method, RiskLevel, Sector} from '../content.ts';
import type {Day, Instant} from '../days.ts';
import type {HazardGrade} from '../hazards/hazard.ts';
import type {Fault} from '../problem.ts';
import type {DynamicRisk, Raise} from '../tables.ts';

export const controlKinds = ['engineering', 'management', 'training', 'protective', 'emergency'] as const;
export type ControlKind = (typeof controlKinds)[number];
export const controlLevels: readonly ControlLevel[] = ['district', 'subdistrict', 'community', 'self'];

/** What keeps the risk down; a failed item of `items` marks it as failed (rules §1.14). */
export type Control = {
	id: string;
	kind: ControlKind;
	text: string;
	owner: string;
	level: ControlLevel | null;
	items: string[];
};
export type GivenControl = Pick<Control, 'kind' | 'text' | 'owner'> & {
	id?: string;
	level?: ControlLevel | null;
	items?: string[];
};
export type AttributeValues = Record<string, string | number | boolean>;

export type RiskPoint = {
	id: string;
	label: string;
	siteId: string;
	/** That of its site. */
	communityId: string;
	domain: string;
	name: string;
	place: string;
	attributes: AttributeValues;
	/** What can go wrong. */
	events: string[];
	controls: Control[];
	/** null until the first assessment takes effect. */
	assessedLevel: RiskLevel | null;
	assessmentId: string | null;
	closedOn: Day | null;
	version: number;
};

/** An open hazard at a point, as far as the level is concerned. */
export type RaisingHazard = {hazardId: string; number: string; grade: HazardGrade};

/** The hazards that raise the level by the table: major and suspected major (product §3). */
export const raising = <H extends {grade: HazardGrade}>(openHazards: readonly H[], raise: DynamicRisk['raise']): H[] =>
	openHazards.filter(({grade}) => stepsOf(grade, raise) > 0);

const ascending: readonly RiskLevel[] = ['low', 'moderate', 'significant', 'major'];
const steps: Record<Raise, number> = {none: 0, 'one-level': 1, 'to-major': ascending.length - 1};
/** By how many levels an open hazard raises that of its point. */
export const stepsOf = (grade: HazardGrade, raise: DynamicRisk['raise']): number =>
	grade === 'general' ? 0 : steps[raise[grade]];

/** The assessed level, raised and never lowered while such a hazard is open at the point; one never assessed is raised from moderate. Never stored. */
export const levelInForce = (
	assessed: RiskLevel | null,
	openHazards: readonly {grade: HazardGrade}[],
	raise: DynamicRisk['raise'],
): RiskLevel | null => {
	const up = Math.max(0, ...openHazards.map(({grade}) => stepsOf(grade, raise)));
	if (up === 0) return assessed;
	return ascending[Math.min(ascending.length - 1, ascending.indexOf(assessed ?? 'moderate') + up)]!;
};

/** An item that came up on several days at a point within the months of the table of recurrences. */
export type RepeatedItem = {itemId: string; times: number; lastOn: Day};

/** Who controls: by the table for the level in force, one step up while items come back (field-traps 6). Never stored. */
export const controlLevelOf = (usual: ControlLevel | null, repeated: readonly RepeatedItem[]): ControlLevel | null => {
	if (usual === null || repeated.length === 0) return usual;
	return controlLevels[Math.max(0, controlLevels.indexOf(usual) - 1)]!;
};

/** Everything that is wrong with the attributes: unknown, missing, of another kind. */
export const attributeFaults = (sector: Sector, values: AttributeValues): Fault[] => {
	const known = sector.attributes.map(({code}) => code);
	return [
		...Object.keys(values)
			.filter(code => !known.includes(code))
			.map(code => ({path: `/attributes/${pointer(code)}`, message: `${sector.title}领域没有这一属性，请删去。`})),
		...sector.attributes.flatMap(attribute => valueFault(attribute, values)),
	];
};

const valueFault = (attribute: Attribute, values: AttributeValues): Fault[] => {
	const path = `/attributes/${pointer(attribute.code)}`;
	if (!Object.hasOwn(values, attribute.code)) {
		return attribute.required ? [{path, message: `请填写“${attribute.title}”。`}] : [];
	}
	const value = values[attribute.code];
	if (attribute.kind === 'number') return typeof value === 'number' ? [] : [{path, message: `“${attribute.title}”应为数字。`}];
	if (attribute.kind === 'boolean')
		return typeof value === 'boolean' ? [] : [{path, message: `“${attribute.title}”应为是或否。`}];
	if (attribute.kind === 'text') return typeof value === 'string' ? [] : [{path, message: `“${attribute.title}”应为文字。`}];
	const options = attribute.options ?? [];
	const isListed = typeof value === 'string' && options.includes(value);
	return isListed ? [] : [{path, message: `“${attribute.title}”应为其中之一：${options.join('、')}。`}];
};

/** Items that the domain's item book lacks, and ids that stand twice. */
export const controlFaults = (forms: Pick<Forms, 'items'>, domain: string, controls: readonly Control[]): Fault[] => {
	const ids = controls.map(({id}) => id);
	const twice = ids.flatMap((id, i) => (ids.indexOf(id) < i ? [{path: `/controls/${i}/id`, message: '编号不能重复。'}] : []));
	const known = new Set([...forms.items.values()].filter(item => item.domain === domain).map(({id}) => id));
	const missing = controls.flatMap(({items}, i) =>
		items.flatMap((item, k) =>
			known.has(item) ? [] : [{path: `/controls/${i}/items/${k}`, message: `该领域的检查项中没有 ${item}。`}],
		),
	);
	return [...twice, ...missing];
};

const controlSpace = '3c8f0f5e-0c0a-4f6d-8f0e-5a1b7d2c9e41';

/** Controls as they are kept. One without id keeps the id of the present one with its words, so that sending it again changes nothing. */
export const settleControls = (pointId: string, given: readonly GivenControl[], current: readonly Control[]): Control[] => {
	const taken = new Set(given.flatMap(({id}) => (id ? [id] : [])));
	return given.map(({id, kind, text, owner, level, items}) => {
		const free = (wanted: string) => !taken.has(wanted);
		const own = id ?? current.find(control => control.kind === kind && control.text === text && free(control.id))?.id;
		const settled =
			own ?? mint(pointId, `${kind}/${text}`, candidate => free(candidate) && !current.some(c => c.id === candidate));
		taken.add(settled);
		return {id: settled, kind, text, owner, level: level ?? null, items: items ?? []};
	});
};

const mint = (pointId: string, words: string, isFree: (id: string) => boolean): string => {
	for (let n = 0; ; n++) {
		const id = v5(`${pointId}/${words}/${n}`, controlSpace);
		if (isFree(id)) return id;
	}
};

/** `waiting`: a lowering that a second person has yet to decide. Which one is replaced is computed, not stored. */
export type AssessmentState = 'in-force' | 'waiting' | 'refused';
export type ShownState = AssessmentState | 'superseded';

export type RiskAssessment = {
	id: string;
	riskPointId: string;
	/** With its version, 'lec@1': a later change of bands never recolours history. */
	method: string;
	factors: Record<string, number>;
	/** The sentences that were picked. */
	sentences: Record<string, string>;
	score: number;
	level: RiskLevel;
	state: AssessmentState;
	reason: string | null;
	by: string;
	at: Instant;
	decidedBy: string | null;
	decidedAt: Instant | null;
	decisionReason: string | null;
};

export const sentencesOf = (method: Method, factors: Record<string, number>): Record<string, string> =>
	Object.fromEntries(
		method.factors.map(({code, options}) => [code, options.find(option => option.score === factors[code])?.text ?? '']),
	);

/** A later assessment of the point replaces one that is in force once it takes effect, and one that waits at once. */
export const shownState = (
	assessment: Pick<RiskAssessment, 'id' | 'state'>,
	{inForceId, newestId}: {inForceId: string | null; newestId: string},
): ShownState => {
	if (assessment.state === 'in-force') return assessment.id === inForceId ? 'in-force' : 'superseded';
	if (assessment.state === 'waiting') return assessment.id === newestId ? 'waiting' : 'superseded';
	return assessment.state;
};

const pointer = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1').slice(0, 100);
