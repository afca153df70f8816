import test from 'ava';
import {openSession} from '../../src/actions/people/sign-in.ts';
import type {Person} from '../../src/domain/person.ts';
import {select} from '../../src/store/rows.ts';
import {sha} from '../helpers/filing.ts';
import {setUpNotices} from '../helpers/notices.ts';
import {serveFolder} from '../helpers/server.ts';

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
