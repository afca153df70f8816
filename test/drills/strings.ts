import {strings} from './attacks/strings.ts';
import {drill} from './drilling.ts';

// npm run drill -- strings: strange texts through every kind of field, into lists, spreadsheets, papers and pages.
await drill('strings', {minutes: 8}, async t => strings(t, {most: 1000}));
