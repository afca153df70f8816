import type {Day} from '../days.ts';

/** What every paper says of itself. `number` is null on papers that have none of their own (rules §1.3). */
export type PaperBase = {
	title: string;
	org: string;
	number: string | null;
	demo: boolean;
	issuedOn: Day;
	/** Where its genuineness can be looked up; printed as a code. */
	verifyUrl?: string | undefined;
};
export type PaperPhoto = {sha256: string; caption: string};
export type PaperPerson = {name: string; certificate?: string | undefined};
export type PaperContact = {name: string; phone: string};
/** Another paper that this one refers to. */
export type PaperReference = {title: string; number: string; issuedOn: Day};
/** The entity that is responsible for a site, as of the day the paper is about. */
export type PaperSite = {
	name: string;
	address: string;
	/** 统一社会信用代码. */
	uscc?: string | undefined;
	/** 法定代表人 or 主要负责人. */
	principal?: string | undefined;
	position?: string | undefined;
	phone?: string | undefined;
};
