import type {Forms} from '../domain/content.ts';
import type {Day, Instant} from '../domain/days.ts';
import type {Person} from '../domain/person.ts';
import type {Scope} from '../domain/scope.ts';
import type {Act} from '../store/journal/journal.ts';

/** Who asks, and what he may see at this moment. */
export type Caller = {person: Person; scope: Scope};

/** Everything an action knows besides the database and its request. */
export type Context = Act & {
	caller: Caller;
	today: Day;
	now: Instant;
	forms: Forms;
	orgCode: string;
	/** Who brings in what the caller did, by name, when it is somebody else. */
	importer?: string;
};

/** Who acts when nobody does: planning runs, seals. */
export const systemActor = 'system';
