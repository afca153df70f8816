import {startPostgres} from '../helpers/postgres.ts';
import {drill} from './drilling.ts';

// npm run drill -- postgres [restarts] [seconds]: PostgreSQL is stopped and started again while many file and read.
const [restarts = '5', seconds = '2'] = process.argv.slice(2);
const postgres = await startPostgres([]);
process.env.TEST_DATABASE_URL = postgres.url;
await drill('postgres', {minutes: 8}, async t => {
	// Only now: the engines of the tests are read from the environment when they are loaded.
	const {away} = await import('./attacks/away.ts');
	const outcome = await away(t, {restarts: Number(restarts), seconds: Number(seconds)}, postgres);
	await postgres.stop();
	return outcome;
});
