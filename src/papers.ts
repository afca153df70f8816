/** What one drawing needs besides its data. Photos are files: the worker reads and shrinks them. */
export type DrawOptions = {demo: boolean; draft: boolean; created: string; photoFiles: Record<string, string>};
export type Drawn = {pdf: Buffer; sha256: string; pages: number; missing: string[]};

/** Draws papers in a worker thread, one at a time, with fonts that are opened once. */
export type Papers = {
	/** Opens the fonts before the first paper; answers their names by role. Rejects with {code: 'font-broken'}. */
	warmUp: () => Promise<Record<string, string[]>>;
	/** Rejects with {code: 'photo-broken', sha256} when a photo cannot be read. */
	draw: (kind: string, data: unknown, options: DrawOptions) => Promise<Drawn>;
	/** What would refuse the drawing, without drawing; rejects as `draw` does. */
	layOut: (kind: string, data: unknown, options: DrawOptions) => Promise<{pages: number; missing: string[]}>;
	close: () => Promise<void>;
};
