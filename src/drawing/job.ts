import type {DataOf, PaperName} from '../../reports/index.ts';
import type {Instant} from '../domain/days.ts';

export type DrawOptions = {
	demo: boolean;
	draft: boolean;
	/** The only time in the file. */
	created: Instant;
	/** Path of each photo by its SHA-256. */
	photoFiles: Record<string, string>;
};
export type Drawing = {pdf: Buffer; sha256: string; pages: number; missing: string[]};
/** What is known before anything is drawn. */
export type Layout = {pages: number; missing: string[]};

/** Names of the fonts in the order they are asked, by role. */
export type FontNames = Record<string, string[]>;

/** What goes into the worker … */
export type Order = {task: 'open'} | {task: 'draw' | 'lay-out'; kind: PaperName; data: DataOf<PaperName>; options: DrawOptions};
export type Job = Order & {id: number};
/** … and what comes out: errors travel as plain objects. */
export type Fault = {code: string; message: string; sha256?: string};
export type Outcome = {
	id: number;
	drawing?: Omit<Drawing, 'pdf'> & {pdf: Uint8Array};
	layout?: Layout;
	fonts?: FontNames;
	fault?: Fault;
};
