import test, {type ExecutionContext} from 'ava';
import {verifyJournal} from '../../src/actions/journal/verify-journal.ts';
import {openSession} from '../../src/actions/people/sign-in.ts';
import type {Person} from '../../src/domain/person.ts';
import {select} from '../../src/store/rows.ts';
import {startApp} from '../helpers/app.ts';
import {fail, inspectionPath, makeFiling, makePhoto, sha} from '../helpers/filing.ts';
import {setUpNotices} from '../helpers/notices.ts';
import {makeOffice} from '../helpers/office.ts';
import {makePlace} from '../helpers/places.ts';
import {serveFolder} from '../helpers/server.ts';

const rounds = process.env.PROVE === 'full' ? 20 : 2;
const today = new Date().toISOString().slice(0, 10);

/** Sends over the wire; a cut connection is no answer. */
const sender =
	(secret: string) => async (origin: string, method: string, path: string, body?: Uint8Array<ArrayBuffer> | object) =>
		fetch(origin + path, {
			method,
			headers: {
				authorization: `Bearer ${secret}`,
				'content-type': body instanceof Uint8Array ? 'application/octet-stream' : 'application/json',
			},
			...(body && {body: body instanceof Uint8Array ? body : JSON.stringify(body)}),
		}).catch(() => undefined);

async function fileUntilKilled(t: ExecutionContext, round: number): Promise<void> {
	const app = await startApp(t, {today});
	const office = await makeOffice(app);
	const place = await makePlace(app, office, {});
	const {secret} = await app.services.queue.submit(async db => openSession(db, office.inspector1.id, '2099-01-01T00:00:00.000Z'));
	const send = sender(secret);
	const photos = await Promise.all(Array.from({length: 20}, async (_, i) => makePhoto(round * 100 + i)));
	const filings = photos.map((photo, i) => ({
		path: inspectionPath(`kill/${round}/${i}`),
		body: makeFiling(app, {
			place,
			inspectors: [office.inspector1, office.inspector2],
			answers: {F01: {...fail, photos: [photo.sha256]}},
		}),
	}));
	const first = await serveFolder(t, app.folder);
	const accepted: string[] = [];
	const kept: string[] = [];
	const burst = filings.map(async ({path, body}, i) => {
		const photo = photos[i]!;
		const upload = await send(first.origin, 'PUT', `/api/photos/${photo.sha256}`, new Uint8Array(photo.bytes));
		if (upload?.ok) kept.push(photo.sha256);
		const answer = await send(first.origin, 'PUT', path, body);
		if (answer?.ok) accepted.push(path);
		if (accepted.length === 3 + round) await first.kill();
	});
	await Promise.all(burst);
	await first.kill();
	t.true(accepted.length > 0);

	const second = await serveFolder(t, app.folder);
	for (const path of accepted) t.is((await send(second.origin, 'GET', path))?.status, 200, path);
	for (const hash of kept) {
		const bytes = Buffer.from(await (await send(second.origin, 'GET', `/api/photos/${hash}?size=original`))!.arrayBuffer());
		t.is(sha(bytes), hash);
	}
	for (const [i, {path, body}] of filings.entries()) {
		await send(second.origin, 'PUT', `/api/photos/${photos[i]!.sha256}`, new Uint8Array(photos[i]!.bytes));
		// What was kept without its reply getting through is answered again (200) just as what was acknowledged.
		const status = (await send(second.origin, 'PUT', path, body))?.status;
		t.true(status === 200 || (status === 201 && !accepted.includes(path)), `${path} ${status}`);
	}
	await second.kill();
	const [count] = await select<{inspections: number; hazards: number}>(
		app.services.reader,
		'select (select count(*) from inspections) as inspections, (select count(distinct number) from hazards) as hazards',
	);
	t.deepEqual(count, {inspections: filings.length, hazards: filings.length});
	t.is((await verifyJournal(app.services.reader)).firstFault, undefined);
}

for (let round = 0; round < rounds; round++) {
	test.serial(
		`a power cut in a burst of filings loses nothing that was acknowledged, and all can be sent again (${round + 1})`,
		async t => {
			await fileUntilKilled(t, round);
		},
	);
}

test.serial('a power cut while a paper is drawn leaves its number to the same paper, finished at the next start', async t => {
	const {app, office, makeHazard} = await setUpNotices(t, 'sqlite', {today});
	const hazard = await makeHazard({dueOn: '2099-01-01'});
	const {secret} = await app.services.queue.submit(async db =>
		openSession(db, (office.manager as Person).id, '2099-01-01T00:00:00.000Z'),
	);
	const send = sender(secret);
	const first = await serveFolder(t, app.folder);
	const body = {
		id: '0199a000-0000-7000-8000-000000000001',
		kind: 'rectification-notice',
		siteId: hazard.siteId,
		hazardIds: [hazard.id],
	};
	const asked = send(first.origin, 'POST', '/api/papers', body);
	let state: string | undefined;
	for (let i = 0; i < 2000 && !state; i++) {
		[state] = (await select<{state: string}>(app.services.reader, 'select state from papers')).map(row => row.state);
		await new Promise(resolve => setTimeout(resolve, 2));
	}
	await first.kill();
	const refused = await (await asked)?.text();
	t.is(state, 'drawing', refused);

	const second = await serveFolder(t, app.folder);
	const again = (await (await send(second.origin, 'POST', '/api/papers', body))!.json()) as {
		id: string;
		number: string;
		sha256: string;
	};
	t.regex(again.number, /〔\d{4}〕1号$/);
	const pdf = Buffer.from(await (await send(second.origin, 'GET', `/api/papers/${again.id}/pdf`))!.arrayBuffer());
	t.is(sha(pdf), again.sha256);
	const papers = await select<{state: string}>(app.services.reader, 'select state from papers');
	t.deepEqual(papers, [{state: 'issued'}]);
});
