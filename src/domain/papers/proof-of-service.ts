import type {Day} from '../days.ts';
import type {PaperBase, PaperReference} from './paper-base.ts';

/** 送达回证 (documents §4.8); `service` is null when it goes along to be filled in by hand. */
export type ProofOfServiceData = PaperBase & {
	number: null;
	paper: PaperReference;
	recipient: {name: string; address: string};
	service: {
		how: 'direct' | 'left' | 'mail' | 'electronic';
		on: Day;
		by: string[];
		place?: string | undefined;
		receivedBy?: string | undefined;
		refusal?: {reason: string; witness?: string | undefined} | undefined;
		/** A photo of the signed copy or of the paper left behind. */
		photo?: string | undefined;
	} | null;
};
