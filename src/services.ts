import type {Logger} from 'pino';
import type {Clock} from './clock.ts';
import type {Forms} from './domain/content.ts';
import type {Assigned, Workload} from './domain/schedule/assign.ts';
import type {Files} from './files.ts';
import type {Papers} from './papers.ts';
import type {Db, Engine} from './store/engine.ts';
import type {Queue} from './store/queue.ts';

/** Everything a request may use. Made once in server.ts; a test makes its own. */
export type Services = {
	engine: Engine;
	/** Query-only on SQLite. */
	reader: Db;
	queue: Queue;
	clock: Clock;
	forms: Forms;
	files: Files;
	papers: Papers;
	/** Gives slots a day and a pair, beside the service when they are many. */
	assign: (work: Workload) => Promise<Assigned>;
	orgCode: string;
	/** The address under which others reach us; undefined means: as the request says. */
	publicUrl: string | undefined;
	demo: boolean;
	production: boolean;
	/** In tests a reply that does not fit its schema is a bug that shows. */
	checkReplies: boolean;
	trustProxy: boolean;
	log: Logger;
};
