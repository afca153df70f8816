import {term} from './attacks/term.ts';
import {drill} from './drilling.ts';

// npm run drill -- term [rounds]: SIGTERM while many file.
const [rounds = '10'] = process.argv.slice(2);
await drill('term', {minutes: 5}, async t => term(t, {rounds: Number(rounds)}));
