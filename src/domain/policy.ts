import type {Role} from './person.ts';

const staff = ['inspector', 'manager', 'leader', 'administrator', 'auditor'] as const;

/** Who may do what (rules §1.2). The moves of a hazard have their own table in hazard-moves.ts. */
export const policy = {
	'use-own-session': [...staff, 'grid-worker'],
	'read-people': [...staff, 'grid-worker'],
	'read-register': staff,
	'read-subject-journal': staff,
	'read-whole-journal': ['administrator', 'auditor'],
	'verify-journal': ['administrator', 'auditor'],
	'set-up': ['administrator'],
	'teams-and-leave': ['manager', 'administrator'],
	register: ['manager', 'administrator'],
	assess: ['inspector', 'manager', 'administrator'],
	'approve-lowering': ['manager', 'leader'],
	plans: ['manager'],
	file: ['inspector'],
	'upload-photos': ['inspector', 'manager', 'leader', 'grid-worker'],
	'read-photos': [...staff, 'grid-worker'],
	'file-leads': ['inspector', 'manager', 'grid-worker'],
	'read-leads': [...staff, 'grid-worker'],
	'handle-leads': ['manager'],
	'import-outbox': ['inspector', 'manager', 'grid-worker'],
	papers: ['manager'],
	'renew-reply-links': ['inspector', 'manager'],
	'review-papers': ['manager', 'leader'],
	'approve-papers': ['leader'],
	measures: ['manager'],
	'draft-list-issues': ['manager'],
	'approve-list-issues': ['leader'],
	'draft-reports': ['manager'],
	'freeze-reports': ['manager', 'leader'],
	'draft-tables': ['manager', 'administrator'],
	'publish-tables': ['leader', 'administrator'],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof policy;

/** Whether a person is of the staff; a grid worker sees nothing but what he reported himself (rules §1.7). */
export const isStaff = (roles: readonly Role[]): boolean => roles.some(role => (staff as readonly Role[]).includes(role));

export const may = (roles: readonly Role[], permission: Permission): boolean =>
	roles.some(role => (policy[permission] as readonly Role[]).includes(role));
