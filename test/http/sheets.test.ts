import {startApp} from '../helpers/app.ts';
import {eachEngine} from '../helpers/database.ts';
import {makeSlot} from '../helpers/filing.ts';
import {fakePapers, setUpNotices} from '../helpers/notices.ts';
import {idOf, makeOffice} from '../helpers/office.ts';
import {makePlace} from '../helpers/places.ts';

const dataIn = (bytes: Buffer) => JSON.parse(bytes.toString().slice('%PDF '.length))[0];

eachEngine('the proof of service says how a paper was served, and is the same each time', async (t, kind) => {
	const {app, office, makeHazard, issue} = await setUpNotices(t, kind);
	const {body: paper} = await issue([await makeHazard()]);
	const get = async (query = '', as: {id: string} = office.inspector1) =>
		app.send('GET', `/api/papers/${paper.id}/proof-of-service.pdf${query}`, {as});
	t.like(dataIn((await get()).bytes), {
		title: '送达回证',
		number: null,
		service: null,
		recipient: {name: '上海桦香饭店有限公司'},
	});
	const service = {how: 'left', on: '2026-03-02', by: [office.inspector1.id], refusal: {reason: '拒收', witness: '居委会'}};
	await app.send('POST', `/api/papers/${paper.id}/service`, {as: office.manager, body: service});
	const first = await get();
	t.is(first.status, 200);
	t.like(dataIn(first.bytes), {paper: {number: paper.number}, service: {by: ['沈一帆'], refusal: {witness: '居委会'}}});
	app.clock.forward(3_600_000);
	t.deepEqual((await get()).bytes, first.bytes);
	t.is(dataIn((await get('?blank=true')).bytes).service, null);
	t.is((await get('?service=2')).status, 404);
	t.is((await get('', office.inspector3)).status, 404);
});

eachEngine('cards, labels and blank checklists of points, none out of scope', async (t, kind) => {
	const app = await startApp(t, {kind, papers: fakePapers()});
	const office = await makeOffice(app);
	const place = await makePlace(app, office, {name: '东'});
	const get = async (path: string, as: {id: string} = office.manager) => app.send('GET', path, {as});
	const card = await get(`/api/risk-points/${place.pointId}/card.pdf`);
	t.is(card.status, 200);
	const data = dataIn(card.bytes);
	t.is(data.title, '安全风险告知卡');
	t.true(data.url.endsWith(`/m/points/${data.point.label}`));
	t.deepEqual((await get(`/api/risk-points/${place.pointId}/card.pdf`)).bytes, card.bytes);
	t.is((await get(`/api/risk-points/${place.pointId}/card.pdf`, office.inspector3)).status, 404);

	t.is(dataIn((await get(`/api/labels.pdf?site=${place.siteId}`)).bytes).labels[0].label, data.point.label);
	t.true(dataIn((await get(`/api/labels.pdf?area=${idOf('subdistrict')}`)).bytes).labels.length > 0);
	t.is((await get('/api/labels.pdf')).status, 422);
	t.is((await get(`/api/labels.pdf?site=${place.siteId}`, office.inspector3)).status, 404);
	t.is((await get(`/api/labels.pdf?area=${idOf('subdistrict')}`, office.inspector3)).status, 404);

	const blank = dataIn((await get(`/api/risk-points/${place.pointId}/checklist.pdf`)).bytes);
	t.true(blank.sections.length > 0 && blank.sections[0].items[0].title.length > 0 && blank.slot === null);
	t.is((await get(`/api/risk-points/${place.pointId}/checklist.pdf?checklist=fire/none@1`)).status, 422);
	const slotId = await makeSlot(app, {
		place,
		name: '东',
		dueOn: '2026-03-05',
		people: [office.inspector1.id, office.inspector2.id],
	});
	const slot = dataIn((await get(`/api/slots/${slotId}/checklist.pdf`)).bytes);
	t.like(slot.slot, {dueOn: '2026-03-05'});
	t.is((await get(`/api/slots/${slotId}/checklist.pdf`, office.inspector3)).status, 404);

	const route = await get('/api/route-sheets.pdf?day=2026-03-05', office.inspector1);
	t.like(dataIn(route.bytes), {day: '2026-03-05', stops: [{order: 1}]});
	t.is((await get('/api/route-sheets.pdf?day=2026-03-06', office.inspector1)).status, 404);
});
