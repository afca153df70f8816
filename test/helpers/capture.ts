import type {Engine} from '../../src/store/engine.ts';

export type Statement = {sql: string; bindings: unknown[]};
/** What a request asked of the database: outside of a write, and in its transaction. */
export type Captured = {reads: Statement[]; writes: Statement[]};
type Query = {sql: string; bindings?: unknown[]; __knexUid: string};

/** Writes down every statement that an action sends to SQLite, in order. */
export async function capture({reader, writer}: Engine, act: () => Promise<unknown>): Promise<Captured> {
	const captured: Captured = {reads: [], writes: []};
	const into =
		(list: Statement[]) =>
		({sql, bindings = []}: Query): void => {
			if (!/^(begin|commit|rollback|pragma)/i.test(sql)) list.push({sql, bindings});
		};
	const [read, write] = [into(captured.reads), into(captured.writes)];
	reader.on('query', read);
	writer.on('query', write);
	try {
		await act();
	} finally {
		reader.removeListener('query', read);
		writer.removeListener('query', write);
	}
	return captured;
}
