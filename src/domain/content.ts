import type {Day, Interval} from './days.ts';
import type {Fault} from './problem.ts';
import type {DefaultTable} from './tables.ts';

/** What `forms/` may say. Domain, place type, department and so on are data: strings checked when loaded, never literals. */

export type RiskLevel = 'major' | 'significant' | 'moderate' | 'low';
export type ControlLevel = 'district' | 'subdistrict' | 'community' | 'self';
export type ProposedGrade = 'general' | 'suspected-major';

/** `cited`: compared with the text held. `check`: does not fully say it, a person must settle it. `not-held`: text not at hand. */
export type BasisStatus = 'cited' | 'check' | 'not-held';
export type Basis = {law: string; version?: string; article?: string; text?: string; status: BasisStatus};

export type AnswerKind = {kind: 'pass-fail'} | {kind: 'number'; unit: string; min?: number; max?: number};
/** Calendar days (rules §1.10); `plan`: days until the plan of rectification is handed in. */
export type Due = {kind: 'at-once'} | {kind: 'days'; days: number} | {kind: 'plan'; days: number};
/** A criterion supports a proposal or merely hints at it; it never gates it (rules §1.14). */
export type CriterionUse = {id: string; use: 'supports' | 'hint'};

export type Item = {
	id: string;
	domain: string;
	/** 检查内容 */
	title: string;
	/** 检查方法 */
	method: string;
	basis: Basis[];
	answer: AnswerKind;
	grade: ProposedGrade;
	due: Due;
	/** 建议立即停止使用 */
	advice?: 'stop-use';
	photo: 'on-fail';
	/** A duty to transfer or notify the department on the same Shanghai day. */
	redFlag: boolean;
	/** The circumstance in which it is one, when not always. */
	redFlagWhen?: string;
	criteria?: CriterionUse[];
	/** 整改要求 */
	requirement: string;
	route?: {department: string; note: string};
	placeTypes?: string[];
	/** Who else is written to: the rule binds that company, not the site (rules §1.14). */
	secondAddressee?: string;
	source: string;
};

export type ItemBook = {id: string; version: number; items: Item[]};

export type Section = {title: string; items: string[]};
export type Checklist = {
	id: string;
	version: number;
	title: string;
	domain: string;
	/** The book its items come from, 'fire@1'. */
	items: string;
	validFrom: Day;
	validTo: Day | null;
	sections: Section[];
};
/** With its items in order; `key` is 'fire/daily@1'. */
export type ResolvedChecklist = Omit<Checklist, 'items'> & {key: string; book: string; items: Item[]};

export type Criterion = {
	id: string;
	domain: string;
	standard: string;
	standardVersion: string;
	clause: string;
	text: string;
	mode: 'direct' | 'count' | 'comprehensive';
	status: 'in-force' | 'superseded' | 'text-not-held';
	/** null: the day is not known. */
	validFrom: Day | null;
	/** null: still open, or superseded on an unknown day. */
	validTo: Day | null;
	confidence: 'V' | 'P' | 'M';
	needsExpert?: boolean;
	dutyBearer?: string;
	/** 上海市消防条例 49: grounds for sealing by the fire authority, not for the grade. */
	effect?: 'red-flag';
};

export type FactorOption = {score: number; text: string};
export type Factor = {code: string; title: string; options: FactorOption[]};
export type Band = {level: RiskLevel; min: number | null; minInclusive: boolean; max: number | null; maxInclusive: boolean};
export type Method = {
	id: string;
	version: number;
	title: string;
	formula: 'product';
	factors: Factor[];
	bands: Band[];
	source: string;
	confidence: 'V' | 'P' | 'M';
	validFrom: Day;
	validTo: Day | null;
};

export type Attribute = {
	code: string;
	title: string;
	kind: 'text' | 'number' | 'boolean' | 'choice';
	unit?: string;
	options?: string[];
	required: boolean;
};
/** null matches anything. */
export type SectorRoute = {placeType: string | null; item: string | null; department: string; basis?: string};
export type Sector = {
	id: string;
	title: string;
	attributes: Attribute[];
	intervals: Record<RiskLevel, Interval>;
	earlyDays: Record<RiskLevel, number>;
	/** Where its cases go as long as the office's routing table does not name the field. */
	routing?: SectorRoute[];
	riskEvents: string[];
	/** Default checklists, without version. */
	checklists: string[];
};

export type Named = {code: string; title: string};
export type Department = Named & {kind: 'authority' | 'office' | 'company'};
export type PaperStep = 'review' | 'leader';
export type PaperKind = {
	kind: string;
	title: string;
	/** Titles of its sorts, where there are several: a record by the kind of its inspection. */
	titles?: Record<string, string>;
	/** Follows the office's prefix: 新桦 + 安改. null: no number of its own. */
	suffix: string | null;
	pattern: string | null;
	steps: PaperStep[];
	/** Steps needed when a delegated power is used. */
	delegatedSteps: PaperStep[];
	/** Words a subdistrict may not write without a delegated power. */
	forbidden: string[];
};
export type LevelControl = {
	level: RiskLevel;
	title: string;
	colour: string;
	controlLevel: ControlLevel;
	controlTitle: string;
	lead: string;
};

export type Holiday = {name: string; from: Day; to: Day};
/** One year's notice of the State Council: breaks, and weekend days that are worked (调休). */
export type CalendarYear = {year: number; source: string; documentNumber?: string; holidays: Holiday[]; workdays: Day[]};

export type Forms = {
	sectors: Map<string, Sector>;
	/** 'fire@1/F01' */
	items: Map<string, Item>;
	/** 'fire/daily@1' */
	checklists: Map<string, ResolvedChecklist>;
	criteria: Map<string, Criterion>;
	/** 'lec@1' */
	methods: Map<string, Method>;
	siteKinds: Map<string, Named>;
	placeTypes: Map<string, Named>;
	departments: Map<string, Department>;
	paperKinds: Map<string, PaperKind>;
	controlLevels: Map<RiskLevel, LevelControl>;
	calendars: Map<number, CalendarYear>;
	/** Tables that the office may change, as they are by default. */
	tables: Map<string, DefaultTable>;
	/** What is wrong with a new value of a table, by that table's own schema. */
	tableFaults: (id: string, value: unknown) => Fault[];
	/** File below forms/ → SHA-256 of its canonical JSON, as published. */
	publishedHashes: Map<string, string>;
};
