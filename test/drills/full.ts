import {full} from './attacks/full.ts';
import {drill} from './drilling.ts';

// npm run drill -- full [filings]: a small disk fills up while people file, draw and freeze.
const [filings = '60'] = process.argv.slice(2);
await drill('full', {minutes: 8}, async t => full(t, {filings: Number(filings)}));
