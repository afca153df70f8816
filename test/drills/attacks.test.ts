import test from 'ava';
import {full} from './attacks/full.ts';
import {kill} from './attacks/kill.ts';
import {locked} from './attacks/locked.ts';
import {resend} from './attacks/resend.ts';
import {strings} from './attacks/strings.ts';
import {term} from './attacks/term.ts';

// Short forms of the drills; `npm run drill -- <name>` runs the long ones, `npm run prove` these at a greater length.
const times = (few: number, many: number): number => (process.env.PROVE === 'full' ? many : few);

test.serial(
	'kill −9 in a burst of filings with photos loses nothing that was acknowledged, and all can be sent again',
	async t => {
		t.deepEqual((await kill(t as never, {bursts: times(1, 20), seed: 7})).faults, []);
	},
);

test.serial('one filing sent fifty times at once over connections that are cut is filed once', async t => {
	t.deepEqual((await resend(t as never, {rounds: times(1, 10), times: 50, seed: 7})).faults, []);
});

test.serial('a database that another program holds answers 503 and goes on reading; nothing is lost', async t => {
	t.deepEqual((await locked(t as never, {seconds: times(4, 30)})).faults, []);
});

test.serial('on SIGTERM what is under way is answered, and nothing is lost', async t => {
	t.deepEqual((await term(t as never, {rounds: times(1, 5)})).faults, []);
});

test.serial('a full disk answers 507 to filings, papers and lists, and all goes on when there is room', async t => {
	const {faults, isTried} = await full(t as never, {filings: times(12, 60)});
	if (!isTried) t.log('a small disk may not be mounted here: nothing was tried');
	t.deepEqual(faults, []);
});

test.serial('strange texts are taken as they are into lists, spreadsheets, papers and pages, or refused with a code', async t => {
	t.deepEqual((await strings(t as never, {most: times(12, 1000)})).faults, []);
});
