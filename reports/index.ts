import type {PaperData} from '../src/domain/papers/paper-data.ts';
import type {Block} from './lib/blocks.ts';
import * as notice from './rectification-notice/report.ts';
import {sample as noticeSample} from './rectification-notice/sample.ts';

/** A paper: what it says about its data, and an invented example that the tests draw. */
export type PaperKind<Data> = {blocks: (data: Data) => Block[]; sample: Data};

/** Every paper by the name of its folder. */
export const papers = {
	'rectification-notice': {blocks: notice.blocks, sample: noticeSample},
} satisfies {[Kind in keyof PaperData]?: PaperKind<PaperData[Kind]>};

export type PaperName = keyof typeof papers;
export type DataOf<Name extends PaperName> = (typeof papers)[Name]['sample'];
