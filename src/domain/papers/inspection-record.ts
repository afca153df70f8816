import type {Day, Instant} from '../days.ts';
import type {NumberedPaper, PaperHazard, PaperPerson, PaperPhoto, PaperSubject} from './parts.ts';

/** One checklist gone through at one point. `open`: what was left out, each with its reason. */
export type RecordCheck = {
	point: string;
	checklist: string;
	passed: number;
	failed: number;
	notApplicable: number;
	notChecked: number;
	open: string[];
};
/** `mendedPhotos`: put right in the inspectors' presence; then no deadline is printed. */
export type RecordFinding = PaperHazard & {requirement: string; dueOn: Day; mendedPhotos: PaperPhoto[]};
/** How the person in charge on the spot answered for the record. null: nobody was met. `photo`: the signature's picture. */
export type Countersignature = {photo?: string | undefined; refused?: string | undefined; witness?: string | undefined} | null;

type VisitRecord = NumberedPaper & {
	inspectionNumber: string;
	subject: PaperSubject;
	/** 检查场所 */
	places: string[];
	startedAt: Instant;
	endedAt: Instant;
	inspectors: PaperPerson[];
	met: {name: string; position?: string | undefined; phone?: string | undefined} | null;
	outcome: 'inspected' | 'could-not-inspect';
	reason?: string | undefined;
	checks: RecordCheck[];
	findings: RecordFinding[];
	remarks?: string | undefined;
	/** SHA-256 of the inspectors' signatures in their order; null: to be signed by hand. */
	signatures: (string | null)[];
	countersignature: Countersignature;
};

/** 安全巡查记录: one or two people, no power of enforcement used (rules §1.14). */
export type PatrolRecordData = VisitRecord;
/** 行政检查记录: two people with certificates, an approval, an inspection code or why there is none. */
export type InspectionRecordData = VisitRecord & {
	/** 检查依据或者专项名称 */
	occasion: string;
	approval: {by: string; on: Day} | null;
	inspectionCode?: string | undefined;
	codeWaived?: string | undefined;
};
export type AnyRecordData = PatrolRecordData &
	Partial<Pick<InspectionRecordData, 'occasion' | 'approval' | 'inspectionCode' | 'codeWaived'>>;
