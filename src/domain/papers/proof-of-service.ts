import type {Day} from '../days.ts';
import type {serviceWays} from './paper.ts';
import type {CitedPaper, PaperBase, PaperPerson} from './parts.ts';

/** 送达回证 (domain/documents.md §4.8). `service` null: drawn empty, to be filled in by hand on the spot. */
export type ProofOfServiceData = PaperBase & {
	papers: CitedPaper[];
	addressee: string;
	address: string;
	servers: PaperPerson[];
	service: {
		how: (typeof serviceWays)[number];
		on: Day;
		/** Left out: at the address. */
		place?: string | undefined;
		receivedBy?: string | undefined;
		refusal?: {reason: string; witness?: string | undefined} | undefined;
		photos: {sha256: string; caption: string}[];
	} | null;
	verifyUrl?: string | undefined;
};
