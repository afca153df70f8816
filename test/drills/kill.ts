import {kill} from './attacks/kill.ts';
import {drill} from './drilling.ts';

// npm run drill -- kill [bursts] [seed]: kill −9 of the service in bursts of filings with photos.
const [bursts = '100', seed = '1'] = process.argv.slice(2);
await drill('kill', {minutes: 25}, async t => kill(t, {bursts: Number(bursts), seed: Number(seed)}));
