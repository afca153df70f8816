import {resend} from './attacks/resend.ts';
import {drill} from './drilling.ts';

// npm run drill -- resend [filings] [seed]: 50 sendings of one filing at once, most of their connections cut.
const [rounds = '20', seed = '1'] = process.argv.slice(2);
await drill('resend', {minutes: 5}, async t => resend(t, {rounds: Number(rounds), times: 50, seed: Number(seed)}));
