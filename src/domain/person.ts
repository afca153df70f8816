import type {Day} from './days.ts';

export const roles = ['inspector', 'manager', 'leader', 'administrator', 'auditor', 'grid-worker'] as const;
export type Role = (typeof roles)[number];

export const roleTitles: Record<Role, string> = {
	inspector: '检查员',
	manager: '管理人员',
	leader: '分管领导',
	administrator: '管理员',
	auditor: '督查',
	'grid-worker': '网格员',
};

/** A member of staff. `reviewer` is the mark of legal review (法制审核), not a role. */
export type Person = {
	id: string;
	account: string;
	name: string;
	roles: Role[];
	reviewer: boolean;
	phone: string | null;
	certificate: {number: string; validTo: Day | null} | null;
	fromOn: Day;
	toOn: Day | null;
	version: number;
};

export const isActive = (person: Pick<Person, 'fromOn' | 'toOn'>, day: Day): boolean =>
	person.fromOn <= day && (person.toOn === null || person.toOn >= day);
