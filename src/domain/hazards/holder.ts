import {type OpenState, openStates} from './hazard.ts';

export const holders = ['office', 'site', 'inspector', 'department'] as const;
/** In whose hands an open hazard is: who has to act before it moves on (rules §1.1). */
export type Holder = (typeof holders)[number];

const holderOfState: Record<OpenState, Holder> = {
	registered: 'office',
	confirmed: 'office',
	noticed: 'site',
	rectifying: 'site',
	reported: 'inspector',
	passed: 'office',
	transferred: 'department',
};

export const holderTitles: Record<Holder, string> = {
	office: '街道审核、下达、销号',
	site: '责任单位整改',
	inspector: '检查员复查',
	department: '主管部门处理（已移送）',
};

export const holderOf = (state: OpenState): Holder => holderOfState[state];
export const statesHeldBy = (holder: Holder): OpenState[] => openStates.filter(state => holderOf(state) === holder);
