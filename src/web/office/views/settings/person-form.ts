import type {Static} from '@sinclair/typebox';
import type {GrantReply, PersonReply} from '../../../../contract/people.ts';
import type {Day} from '../../../../domain/days.ts';
import type {Role} from '../../../../domain/person.ts';

export type Person = Static<typeof PersonReply>;
export type Grant = Static<typeof GrantReply>;
export type PersonForm = {
	account: string;
	name: string;
	roles: Role[];
	reviewer: boolean;
	phone: string;
	certificate: string;
	certificateTo: Day | '';
	fromOn: Day;
	toOn: Day | '';
	/** What becomes of the password. */
	login: 'keep' | 'set' | 'stop';
	password: string;
};

export const blankPerson = (fromOn: Day): PersonForm => ({
	account: '',
	name: '',
	roles: ['inspector'],
	reviewer: false,
	phone: '',
	certificate: '',
	certificateTo: '',
	fromOn,
	toOn: '',
	login: 'set',
	password: '',
});

export const formOf = (person: Person): PersonForm => ({
	account: person.account,
	name: person.name,
	roles: [...person.roles],
	reviewer: person.reviewer,
	phone: person.phone ?? '',
	certificate: person.certificate?.number ?? '',
	certificateTo: person.certificate?.validTo ?? '',
	fromOn: person.fromOn,
	toOn: person.toOn ?? '',
	login: 'keep',
	password: '',
});

/** What the server takes: blanks as null, the password only when it is to change. */
export const bodyOf = (form: PersonForm, version: number | undefined) => ({
	account: form.account.trim(),
	name: form.name.trim(),
	roles: form.roles,
	reviewer: form.reviewer,
	phone: form.phone.trim() || null,
	certificate: form.certificate.trim() ? {number: form.certificate.trim(), validTo: form.certificateTo || null} : null,
	fromOn: form.fromOn,
	toOn: form.toOn || null,
	...(form.login === 'set' && {password: form.password}),
	...(form.login === 'stop' && {password: null}),
	...(version !== undefined && {version}),
});

const titles: Partial<Record<keyof PersonForm, string>> = {
	account: '账号',
	name: '姓名',
	roles: '角色',
	reviewer: '法制审核',
	phone: '电话',
	certificate: '证件',
	certificateTo: '证件有效期',
	fromOn: '到岗日期',
	toOn: '离岗日期',
};
export const differences = (form: PersonForm, person: Person): string[] => {
	const theirs = formOf(person);
	return (Object.keys(titles) as (keyof PersonForm)[])
		.filter(name => JSON.stringify(form[name]) !== JSON.stringify(theirs[name]))
		.map(name => `“${titles[name]}”与您填的不同`);
};

// Without characters that are taken for one another.
const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
/** Twelve letters and figures in threes, to be told by telephone: about 59 bits. */
export function newPassword(): string {
	const random = crypto.getRandomValues(new Uint32Array(12));
	return Array.from(random, (value, i) => `${i > 0 && i % 4 === 0 ? '-' : ''}${letters[value % letters.length]}`).join('');
}
