/** A field of a form as it is compared and shown when two people have changed the same thing. */
export type FormField<F> = {name: keyof F & string; title: string; show: (form: F) => string};
export type Difference = {name: string; title: string; before: string; theirs: string; mine: string; isMineChanged: boolean};

export const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
export const copyOf = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

/** Names of the fields in which two pictures differ. */
export const changedBetween = <F>(fields: ReadonlyArray<FormField<F>>, before: F, after: F): string[] =>
	fields.filter(({name}) => !isSame(before[name], after[name])).map(({name}) => name);

/** What the other person changed, field by field, with what stood there before and what I have typed. */
export const differencesOf = <F>(
	fields: ReadonlyArray<FormField<F>>,
	{before, theirs, mine}: {before: F; theirs: F; mine: F},
): Difference[] =>
	fields
		.filter(({name}) => !isSame(before[name], theirs[name]))
		.map(({name, title, show}) => ({
			name,
			title,
			before: show(before),
			theirs: show(theirs),
			mine: show(mine),
			isMineChanged: !isSame(before[name], mine[name]) && !isSame(mine[name], theirs[name]),
		}));

/** What I have typed, with the fields in which the other person's words were taken. */
export const mergedOf = <F extends object>(mine: F, theirs: F, taken: readonly string[]): F => ({
	...mine,
	...Object.fromEntries(Object.entries(theirs).filter(([name]) => taken.includes(name))),
});
