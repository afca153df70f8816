import type {ChecklistData} from './checklist.ts';
import type {ExtensionDecisionData} from './extension-decision.ts';
import type {InspectionRecordData} from './inspection-record.ts';
import type {LabelsData} from './labels.ts';
import type {ListIssueData} from './list-issue.ts';
import type {ListingRequestData} from './listing-request.ts';
import type {NoticeData} from './paper.ts';
import type {PeriodReportData} from './period-report.ts';
import type {ProofOfServiceData} from './proof-of-service.ts';
import type {ReinspectionOpinionData} from './reinspection-opinion.ts';
import type {RiskCardData} from './risk-card.ts';
import type {RouteSheetData} from './route-sheet.ts';
import type {SupervisionLetterData} from './supervision-letter.ts';
import type {TransferLetterData} from './transfer-letter.ts';

/** What each kind of paper is made of: the action builds it, the report lays it out. */
export type PaperData = {
	'rectification-notice': NoticeData;
	'inspection-record': InspectionRecordData;
	'reinspection-opinion': ReinspectionOpinionData;
	'extension-decision': ExtensionDecisionData;
	'supervision-letter': SupervisionLetterData;
	'listing-request': ListingRequestData;
	'transfer-letter': TransferLetterData;
	'proof-of-service': ProofOfServiceData;
	'list-issue': ListIssueData;
	'period-report': PeriodReportData;
	'risk-card': RiskCardData;
	labels: LabelsData;
	checklist: ChecklistData;
	'route-sheet': RouteSheetData;
};
