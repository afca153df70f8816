import {startApp} from '../helpers/app.ts';
import {eachEngine} from '../helpers/database.ts';
import {makeOffice} from '../helpers/office.ts';

eachEngine('a token lets a program in as its person until it is withdrawn, and its secret is shown once', async (t, kind) => {
	const app = await startApp(t, {kind});
	const office = await makeOffice(app);
	const made = await app.send('POST', '/api/tokens', {as: office.manager, body: {name: '城运对接', expiresOn: '2026-12-31'}});
	t.is(made.status, 201);
	const headers = {authorization: `Bearer ${made.body.secret}`};
	const self = await app.send('GET', '/api/session', {headers});
	t.is(self.body.person.account, 'manager');
	const mine = await app.send('GET', '/api/tokens', {as: office.manager});
	t.deepEqual(
		mine.body.items.map((token: object) => Object.hasOwn(token, 'secret')),
		[false],
	);
	t.is((await app.send('GET', '/api/tokens', {as: office.leader})).body.items.length, 0);
	t.is((await app.send('POST', `/api/tokens/${made.body.id}/withdrawal`, {as: office.leader})).status, 404);
	t.is((await app.send('POST', `/api/tokens/${made.body.id}/withdrawal`, {as: office.administrator})).status, 200);
	t.is((await app.send('GET', '/api/session', {headers})).status, 401);
	const rows = (await app.services.reader('journal').where({subject: `token:${made.body.id}`})) as Array<{after: string}>;
	t.is(rows.length, 2);
	t.false(JSON.stringify(rows).includes(made.body.secret));
});

eachEngine('the id of a token, of one taken back too, cannot be used again', async (t, kind) => {
	const app = await startApp(t, {kind});
	const office = await makeOffice(app);
	const body = {id: '0199a000-0000-7000-8000-000000000001', name: '对接', expiresOn: '2026-12-31'};
	const ask = async () => app.send('POST', '/api/tokens', {as: office.manager, body});
	t.is((await ask()).status, 201);
	t.like(await ask(), {status: 409, body: {code: 'id-taken'}});
	t.is((await app.send('POST', `/api/tokens/${body.id}/withdrawal`, {as: office.manager})).status, 200);
	t.like(await ask(), {status: 409, body: {code: 'id-taken'}});
});

eachEngine('a token for another person, for a stranger or without end is refused', async (t, kind) => {
	const app = await startApp(t, {kind});
	const office = await makeOffice(app);
	const ask = async (as: {id: string}, more: object) =>
		app.send('POST', '/api/tokens', {as, body: {name: '对接', expiresOn: '2026-12-31', ...more}});
	t.like(await ask(office.manager, {personId: office.leader.id}), {status: 403, body: {code: 'wrong-person'}});
	t.is((await ask(office.administrator, {personId: office.leader.id})).status, 201);
	t.is((await ask(office.administrator, {personId: '0199a000-0000-7000-8000-000000000009'})).status, 422);
	t.is((await ask(office.manager, {expiresOn: '2028-01-01'})).status, 422);
	t.is((await ask(office.manager, {expiresOn: '2026-02-30'})).status, 400);
});
