import type {Day} from '../days.ts';
import type {HazardGrade} from '../hazards/hazard.ts';

export type PaperPerson = {name: string; certificate?: string | undefined};
export type PaperPhoto = {sha256: string; caption: string};
export type PaperContact = {name: string; phone: string};
/** Another document by its title and number, as it is cited: 《安全隐患整改通知书》（新桦安改〔2026〕12号）. */
export type CitedPaper = {title: string; number: string; issuedOn: Day};
/** One line of the list of enclosures; `count`: 3份, 12张. */
export type Enclosure = {name: string; count: string};

/** What every printed page says of itself. `issuedOn` is the day on it; the title is data (forms/papers.json). */
export type PaperBase = {title: string; org: string; demo: boolean; issuedOn: Day};
/** A paper with a number and a public place to check it. */
export type NumberedPaper = PaperBase & {number: string; verifyUrl: string; contact: PaperContact};
/** A paper to somebody outside; `signedBy` 签发人, `copies` 一式几份 (null: not said). */
export type Letter = NumberedPaper & {
	addressee: string;
	signedBy?: string | undefined;
	copies?: number | undefined;
	cc?: string | undefined;
};

/** Whom a paper is about, as of the day of the inspection. */
export type PaperSubject = {
	name: string;
	/** 统一社会信用代码 */
	creditCode?: string | undefined;
	address: string;
	/** 法定代表人（负责人） */
	responsible?: string | undefined;
	phone?: string | undefined;
	siteKind?: string | undefined;
	/** 产权人、物业, when the subject is a tenant. */
	landlord?: string | undefined;
};

/** A hazard as letters about one tell of it; `basis` as in NoticeHazard. */
export type PaperHazard = {
	number: string;
	place: string;
	description: string;
	basis: string[];
	grade: HazardGrade;
	redFlag: boolean;
	photos: PaperPhoto[];
};
