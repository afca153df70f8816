import {locked} from './attacks/locked.ts';
import {drill} from './drilling.ts';

// npm run drill -- locked [seconds]: another program holds the database while people file.
const [seconds = '30'] = process.argv.slice(2);
await drill('locked', {minutes: 5}, async t => locked(t, {seconds: Number(seconds)}));
