import {type DutyKind, dutyRoles, dutyTitles} from '../hazards/duties.ts';
import type {OpenState} from '../hazards/hazard.ts';
import type {Role} from '../person.ts';

/** Things that wait for somebody: for which roles, and what is counted. */
type Waiting = {title: string; rule: string; roles: readonly Role[]};

const states = {
	confirm: {
		title: '待审核隐患',
		rule: '已登记、尚未审核的隐患；本人参与检查的由他人审核。逾期指整改期限已过。',
		roles: ['manager'],
		state: 'registered',
	},
	notice: {
		title: '待下达整改通知书',
		rule: '已审核、尚未下达整改通知书的隐患。逾期指整改期限已过。',
		roles: ['manager'],
		state: 'confirmed',
	},
	'five-in-place': {
		title: '待落实“五落实”',
		rule: '已下达、五落实尚不齐全的重大、疑似重大隐患。逾期指整改期限已过。',
		roles: ['manager', 'inspector'],
		state: 'noticed',
	},
	'close-out': {
		title: '待销号隐患',
		rule: '复查合格、等待销号的隐患。逾期指整改期限已过。',
		roles: ['manager'],
		state: 'passed',
	},
} as const satisfies Record<string, Waiting & {state: OpenState}>;
export type WaitingState = keyof typeof states;
export const waitingStates = Object.keys(states) as WaitingState[];
export const stateWaiting = (code: WaitingState): OpenState => states[code].state;

const others = {
	'paper-review': {
		title: '待法制审核的文书',
		rule: '下一步为法制审核的文书稿；自己拟的稿由他人审核。',
		roles: ['manager', 'leader'],
	},
	'paper-approval': {title: '待审批的文书', rule: '下一步为领导审批的文书稿；自己拟的稿由他人审批。', roles: ['leader']},
	'paper-issue': {title: '待签发的文书', rule: '各步办完、尚未签发的文书稿。', roles: ['manager']},
	'paper-revision': {title: '退回待改的文书', rule: '审核或审批时退回、等待拟稿人修改的文书稿。', roles: ['manager']},
	leads: {title: '待处理线索', rule: '已收到、尚未答复也未登记为隐患的线索。', roles: ['manager']},
	lowerings: {title: '待批准的调低等级', rule: '风险等级调低、等待评价人以外的人批准的评价。', roles: ['manager', 'leader']},
	'list-issues': {
		title: '待批准的清单期次',
		rule: '已拟稿、等待领导批准并编号的清单期次；自己拟的由他人批准。',
		roles: ['leader'],
	},
	reports: {title: '未定稿的报告', rule: '已拟稿、尚未定稿的周报、月报、季报。', roles: ['manager', 'leader']},
	tables: {title: '待发布的用语与表格', rule: '已起草、尚未发布的本单位表格修改。', roles: ['leader', 'administrator']},
} as const satisfies Record<string, Waiting>;
export type WaitingThing = keyof typeof others;
export type WaitingCode = WaitingState | WaitingThing | `duty-${DutyKind}`;

export const waitingCodes: readonly WaitingCode[] = [
	...waitingStates,
	...(Object.keys(others) as WaitingThing[]),
	...(Object.keys(dutyTitles) as DutyKind[]).map(kind => `duty-${kind}` as const),
];

/** Whether a person with these roles is one for whom such a thing waits. */
export const waitsFor = (code: WaitingCode, roles: readonly Role[]): boolean => rolesOf(code).some(role => roles.includes(role));

export const rolesOf = (code: WaitingCode): readonly Role[] => (isDuty(code) ? dutyRoles[kindOf(code)] : tableOf(code).roles);

export const waitingTitle = (code: WaitingCode): string => (isDuty(code) ? dutyTitles[kindOf(code)] : tableOf(code).title);

/** What a count of it counts. */
export const waitingRule = (code: WaitingCode): string =>
	isDuty(code) ? '今天应办的事项，一条隐患计一项。逾期指已过应办结日。' : tableOf(code).rule;

type DutyCode = Extract<WaitingCode, `duty-${DutyKind}`>;
const isDuty = (code: WaitingCode): code is DutyCode => code.startsWith('duty-');
const kindOf = (code: DutyCode): DutyKind => code.slice('duty-'.length) as DutyKind;
const tableOf = (code: WaitingState | WaitingThing): Waiting => ({...states, ...others})[code];
