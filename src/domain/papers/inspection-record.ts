import type {Day, Instant} from '../days.ts';
import type {HazardGrade} from '../hazards/hazard.ts';
import type {PaperBase, PaperPerson, PaperPhoto, PaperSite} from './paper-base.ts';

export type RecordFinding = {
	/** null as long as no hazard was registered from it. */
	number: string | null;
	place: string;
	description: string;
	grade: HazardGrade;
	redFlag: boolean;
	/** Put right in the inspectors' presence. */
	mended: boolean;
	dueOn: Day | null;
};
export type RecordCheck = {
	/** Name and label of the risk point. */
	point: string;
	label: string;
	/** Title of the checklist; null where nothing could be looked at. */
	checklist: string | null;
	passed: number;
	failed: number;
	notApplicable: number;
	notChecked: number;
	findings: RecordFinding[];
};
/** 安全巡查记录 or 现场检查记录 (documents §4.2, rules §1.14): the title follows `inspectionKind`. */
export type InspectionRecordData = PaperBase & {
	inspectionKind: 'patrol' | 'administrative';
	inspectionNumber: string;
	site: PaperSite;
	/** 检查场所: where on the site. */
	place: string;
	startedAt: Instant;
	endedAt: Instant;
	inspectors: PaperPerson[];
	/** 检查码, or why there was none; administrative only. */
	inspectionCode?: string | undefined;
	codeWaived?: string | undefined;
	approval?: {by: string; on: Day} | undefined;
	met: {name: string; position: string; phone: string} | null;
	outcome: 'inspected' | 'could-not-inspect';
	/** Why it could not be inspected. */
	reason?: string | undefined;
	checks: RecordCheck[];
	photos: PaperPhoto[];
	remarks?: string | undefined;
	/** null: the person on site signs by hand. */
	refusal: {reason: string; witness?: string | undefined} | null;
};
