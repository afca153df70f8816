/** The last member of a backup: what it holds, and that it is whole. */
export type Manifest = {
	format: 1;
	kind: 'sqlite' | 'postgres';
	madeAt: string;
	migrations: string[];
	database: {name: string; sha256: string; rows?: number};
	/** null when the structure was older than the program, and nobody could look. */
	journal: {entries: number; lastSealed: string | null} | null;
	photos: number;
	papers: number;
};

export const manifestName = 'manifest.json';
export const databaseNames = {sqlite: 'register.sqlite3', postgres: 'register.jsonl'} as const;
/** Bytes stand in the archive as they do in DATA_DIR. */
export const memberOf = (kind: 'photos' | 'papers', sha256: string): string => `${kind}/${sha256.slice(0, 2)}/${sha256}`;
export const fileMember = /^(photos|papers)\/[0-9a-f]{2}\/([0-9a-f]{64})$/;

/** Says how long each step took. */
export function stepTimer(say: (line: string) => void, milliseconds: () => number) {
	return async <T>(title: string, act: () => Promise<T>, words: (value: T) => string = () => ''): Promise<T> => {
		const started = milliseconds();
		const value = await act();
		say(`${title}：${((milliseconds() - started) / 1000).toFixed(2)} 秒${words(value) && `，${words(value)}`}`);
		return value;
	};
}
