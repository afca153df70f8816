/** What one drawing needs besides its data. Photos are files: the worker reads and shrinks them. */
export type DrawOptions = {demo: boolean; draft: boolean; created: string; photoFiles: Record<string, string>};
export type Drawn = {pdf: Buffer; sha256: string; pages: number; missing: string[]};

/** The fonts that one kind of type is drawn with: characters that the first lacks come from the next. */
export type FontUse = {use: string; title: string; fonts: string[]};

/** Draws papers in a worker thread, one at a time, with fonts that are opened once. */
export type Papers = {
	/** Opens the fonts before the first paper; answers their names by role. Rejects with {code: 'font-broken'}. */
	warmUp: () => Promise<Record<string, string[]>>;
	/** Which fonts stand for which use, the first asked first; waits until they are open. */
	fonts: () => Promise<{own: boolean; uses: FontUse[]}>;
	/** Rejects with {code: 'photo-broken', sha256} when a photo cannot be read. */
	draw: (kind: string, data: unknown, options: DrawOptions) => Promise<Drawn>;
	/** What would refuse the drawing, without drawing; rejects as `draw` does. */
	layOut: (kind: string, data: unknown, options: DrawOptions) => Promise<{pages: number; missing: string[]}>;
	close: () => Promise<void>;
};
