import {type Fault, Problem} from '../problem.ts';
import {type Actor, type Ask, has, type MoveBody, type MoveContext, type MoveResult, type MoveRule} from './deciders/kit.ts';
import {type MoveName, moveNames, ruleOf} from './deciders/table.ts';
import {type Hazard, hazardStates, isOpen, openStates, stateNames} from './hazard.ts';

export {noticeTogether} from './deciders/confirm.ts';
export type {Actor, MoveBody, MoveContext, MoveResult, MoveRole, MoveRule, Transition} from './deciders/kit.ts';
export {type MoveName, moveNames, moves, ruleOf} from './deciders/table.ts';

const startsFrom = ({from}: MoveRule, hazard: Hazard) => (from === 'open' ? isOpen(hazard) : from.includes(hazard.state));

const refusal = (rule: MoveRule, ask: Ask): Problem | null => {
	const {hazard, actor} = ask;
	if (!has(actor, ...rule.roles)) return new Problem(403, 'wrong-person', `您的角色不能办理“${rule.title}”。`);
	const illegal = (detail: string) => new Problem(409, 'illegal-state', detail, [], {current: hazard.state});
	if (!startsFrom(rule, hazard)) return illegal(`隐患${stateNames[hazard.state]}，不能办理“${rule.title}”。`);
	const decision = rule.decide(ask);
	if (decision.illegal) return illegal(decision.illegal);
	return decision.wrong ? new Problem(403, 'wrong-person', decision.wrong) : null;
};

const missing = (faults: Fault[]) =>
	new Problem(422, 'rules', '办理条件尚未齐全，请按提示逐项补齐。', faults, {missing: faults.map(({path}) => path)});

/** The hazard after a move, or a Problem: 403 wrong person, 409 illegal state (`current`), 422 with all missing needs. */
export const decideMove = (hazard: Hazard, move: MoveName, actor: Actor, body: MoveBody, context: MoveContext): MoveResult => {
	const rule = ruleOf(move);
	const ask = {hazard, actor, body, context};
	const refused = refusal(rule, ask);
	if (refused) throw refused;
	const {faults, next} = rule.decide(ask);
	const found = faults.filter(each => typeof each === 'object');
	if (found.length > 0) throw missing(found);
	const made = next();
	const {change, ...rest} = 'change' in made ? made : {change: made};
	const after: Hazard = {...hazard, ...change, version: hazard.version + 1};
	return {hazard: after, ...(isOpen(hazard) && after.state === 'closed' && {closed: after.closure!}), ...rest};
};

/** The moves that this person may make now, needs of the body aside. */
export const movesFor = (hazard: Hazard, actor: Actor, context: MoveContext): MoveName[] =>
	moveNames.filter(move => !refusal(ruleOf(move), {hazard, actor, body: {}, context}));

const arrows = (move: MoveName) => ruleOf(move).to.map(([from, to]) => `\t${from} --> ${to}: ${ruleOf(move).title}`);

/** The state diagram of the README, drawn from the table. */
export const mermaid = (): string =>
	[
		'stateDiagram-v2',
		...hazardStates.map(state => `\tstate "${stateNames[state]}" as ${state}`),
		`\tstate "未结" as open {\n${openStates.map(state => `\t\t${state}`).join('\n')}\n\t}`,
		'\t[*] --> registered: 登记',
		...[...new Set(moveNames.flatMap(arrows))],
		'\tclosed --> [*]',
	].join('\n');
