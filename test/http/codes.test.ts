import {eachEngine} from '../helpers/database.ts';
import {makePlace} from '../helpers/places.ts';
import {open} from '../helpers/register.ts';

eachEngine('a label that was scanned or typed leads to its site or point, in scope', async (t, kind) => {
	const {app, office} = await open(t, kind);
	const place = await makePlace(app, office);
	const far = await makePlace(app, office, {name: '丙', community: 2, domain: 'construction'});
	const see = async (code: string, as: {id: string} = office.inspector1) => app.send('GET', `/api/codes/${code}`, {as});
	const labelOf = async (path: string) => (await app.send('GET', `/api/${path}`, {as: office.manager})).body.label as string;
	const [site, point] = [await labelOf(`sites/${place.siteId}`), await labelOf(`risk-points/${place.pointId}`)];
	const own = {siteId: place.siteId, siteName: '小满餐馆'};
	t.deepEqual((await see(site)).body, {kind: 'site', code: site, id: place.siteId, name: '小满餐馆', ...own});
	const shown = {kind: 'risk-point', code: point, id: place.pointId, name: '营业厅', ...own};
	t.deepEqual((await see(point)).body, shown);
	t.deepEqual((await see(point.toLowerCase().replace('-', ''))).body, shown);
	const other = await labelOf(`risk-points/${far.pointId}`);
	t.is((await see(other)).status, 404);
	t.is((await see(other, office.inspector3)).status, 404);
	t.is((await see(await labelOf(`sites/${far.siteId}`), office.inspector3)).status, 200);
	t.is((await see(other, office.manager)).status, 200);
	const unknown = await see('D999999-1');
	t.is(unknown.status, unknown.body.code === 'rules' ? 422 : 404);
	const typo = `${point.slice(0, -1)}${(Number(point.at(-1)) + 1) % 10}`;
	t.like(await see(typo), {status: 422, body: {code: 'rules', errors: [{path: '/code'}]}});
	t.regex((await see(typo)).body.detail, /末位校验不符/);
	t.regex((await see('A000001-1')).body.detail, /不是场所或风险点的编号牌/);
	t.is((await see(point, office.gridWorker)).status, 403);
});

eachEngine('the code on a printed label is the one that this door takes', async (t, kind) => {
	const {app, office} = await open(t, kind);
	const place = await makePlace(app, office);
	const {body} = await app.send('GET', `/api/sites/${place.siteId}/pack`, {as: office.inspector1});
	const labels = [body.sites[0].label, body.riskPoints[0].label];
	for (const label of labels) t.is((await app.send('GET', `/api/codes/${label}`, {as: office.inspector1})).status, 200);
	t.regex(labels.join(' '), /^D\d{6}-\d F\d{6}-\d$/);
});
