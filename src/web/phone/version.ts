/** Which build of the pages this is, as filings and the outbox file say it. */
export const version: string = `phone/${__VERSION__}`;
