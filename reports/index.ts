import type {Block} from './lib/blocks.ts';
import * as notice from './rectification-notice/report.ts';
import {sample as noticeSample} from './rectification-notice/sample.ts';

/** A paper: what it says about its data, and an invented example that the tests draw. */
export type PaperKind<Data> = {blocks: (data: Data) => Block[]; sample: Data};

const paper = <Data>(kind: PaperKind<Data>): PaperKind<Data> => kind;

/** Every paper by the name of its folder. */
export const papers = {
	'rectification-notice': paper({blocks: notice.blocks, sample: noticeSample}),
};

export type PaperName = keyof typeof papers;
export type DataOf<Name extends PaperName> = (typeof papers)[Name]['sample'];
