import type {PaperData} from '../src/domain/papers/paper-data.ts';
import * as checklist from './checklist/report.ts';
import {sample as checklistSample} from './checklist/sample.ts';
import * as extension from './extension-decision/report.ts';
import {sample as extensionSample} from './extension-decision/sample.ts';
import * as record from './inspection-record/report.ts';
import {sample as recordSample} from './inspection-record/sample.ts';
import * as labels from './labels/report.ts';
import {sample as labelsSample} from './labels/sample.ts';
import type {Block} from './lib/blocks.ts';
import * as list from './list-issue/report.ts';
import {sample as listSample} from './list-issue/sample.ts';
import * as listing from './listing-request/report.ts';
import {sample as listingSample} from './listing-request/sample.ts';
import * as period from './period-report/report.ts';
import {sample as periodSample} from './period-report/sample.ts';
import * as proof from './proof-of-service/report.ts';
import {sample as proofSample} from './proof-of-service/sample.ts';
import * as notice from './rectification-notice/report.ts';
import {sample as noticeSample} from './rectification-notice/sample.ts';
import * as opinion from './reinspection-opinion/report.ts';
import {sample as opinionSample} from './reinspection-opinion/sample.ts';
import * as card from './risk-card/report.ts';
import {sample as cardSample} from './risk-card/sample.ts';
import * as route from './route-sheet/report.ts';
import {sample as routeSample} from './route-sheet/sample.ts';
import * as supervision from './supervision-letter/report.ts';
import {sample as supervisionSample} from './supervision-letter/sample.ts';
import * as transfer from './transfer-letter/report.ts';
import {sample as transferSample} from './transfer-letter/sample.ts';

/** A paper: what it says about its data, and an invented example that the tests draw. */
export type PaperKind<Data> = {blocks: (data: Data) => Block[]; sample: Data};

/** Every paper by the name of its folder. */
export const papers: {[Kind in keyof PaperData]: PaperKind<PaperData[Kind]>} = {
	'rectification-notice': {blocks: notice.blocks, sample: noticeSample},
	'inspection-record': {blocks: record.blocks, sample: recordSample},
	'reinspection-opinion': {blocks: opinion.blocks, sample: opinionSample},
	'extension-decision': {blocks: extension.blocks, sample: extensionSample},
	'supervision-letter': {blocks: supervision.blocks, sample: supervisionSample},
	'listing-request': {blocks: listing.blocks, sample: listingSample},
	'transfer-letter': {blocks: transfer.blocks, sample: transferSample},
	'proof-of-service': {blocks: proof.blocks, sample: proofSample},
	'list-issue': {blocks: list.blocks, sample: listSample},
	'period-report': {blocks: period.blocks, sample: periodSample},
	'risk-card': {blocks: card.blocks, sample: cardSample},
	labels: {blocks: labels.blocks, sample: labelsSample},
	checklist: {blocks: checklist.blocks, sample: checklistSample},
	'route-sheet': {blocks: route.blocks, sample: routeSample},
};

export type PaperName = keyof PaperData;
export type DataOf<Name extends PaperName> = PaperData[Name];
