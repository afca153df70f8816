import {startApp} from '../helpers/app.ts';
import {eachEngine} from '../helpers/database.ts';
import {idOf, makeOffice} from '../helpers/office.ts';

eachEngine('what was given today can be taken back today, and is never in force again', async (t, kind) => {
	const app = await startApp(t, {kind});
	const office = await makeOffice(app);
	const as = office.administrator;
	const person = {id: idOf('manager9')};
	const made = {account: 'manager9', name: '白璐', roles: ['manager'], fromOn: '2020-01-01'};
	t.is((await app.send('PUT', `/api/people/${person.id}`, {as, body: made})).status, 201);
	const path = `/api/grants/${idOf('grant')}`;
	const [today, yesterday, before] = ['2026-03-02', '2026-03-01', '2026-02-28'];
	const given = {personId: person.id, areaId: office.communities[0], domains: null, fromOn: today};
	t.is((await app.send('PUT', path, {as, body: given})).status, 201);
	const scope = async () => (await app.send('GET', '/api/dashboard', {as: {...person}})).body.scope;
	const held = await scope();
	const refused = await app.send('PUT', path, {as, body: {toOn: before, version: 1}});
	t.like([refused.status, refused.body.errors[0].path], [422, '/toOn']);
	t.is((await app.send('PUT', path, {as, body: {toOn: yesterday, version: 1}})).status, 200);
	t.not(await scope(), held);
});
