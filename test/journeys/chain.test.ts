import {createHash} from 'node:crypto';
import {createPapers} from '../../src/create-papers.ts';
import {startApp} from '../helpers/app.ts';
import {eachEngine} from '../helpers/database.ts';
import {answersOf, upload} from '../helpers/journey.ts';
import {idOf, makeOffice} from '../helpers/office.ts';

const filed = (day: string, hour: string) => `${day}T${hour}:00:00.000Z`;

eachEngine('the whole chain runs: from a risk point to a closed hazard on both lists and a printed notice', async (t, kind) => {
	const papers = createPapers({fontDir: undefined});
	const app = await startApp(t, {kind, today: '2026-03-02', papers});
	const office = await makeOffice(app);
	const {send, clock} = app;
	const must = async (status: number, ...call: Parameters<typeof send>) => {
		const answer = await send(...call);
		t.is(answer.status, status, `${call[0]} ${call[1]} ${JSON.stringify(answer.body).slice(0, 1500)}`);
		return answer;
	};

	// Area, site, points with controls, assessment.
	await must(200 + 1, 'PUT', '/api/settings/organisation', {
		as: office.administrator,
		body: {office: '新桦路街道办事处', paperPrefix: '新桦', phone: '021-00000110'},
	});
	const siteId = idOf('journey-site');
	await must(201, 'PUT', `/api/sites/${siteId}`, {
		as: office.manager,
		body: {
			name: '桦苑商业中心',
			kind: 'basement',
			areaId: office.communities[0],
			address: '新桦路18号',
			occupant: {name: '桦苑物业（演示单位）', responsible: '蒋喆', phone: '021-00001234'},
			tags: [],
		},
	});
	const fire = idOf('journey-fire');
	const underground = idOf('journey-underground');
	await must(201, 'PUT', `/api/risk-points/${fire}`, {
		as: office.manager,
		body: {
			siteId,
			domain: 'fire',
			name: '营业区',
			place: '一层',
			attributes: {},
			events: ['火灾'],
			controls: [{kind: 'management', text: '每日巡查通道', owner: '安全员', items: ['F01']}],
		},
	});
	await must(201, 'PUT', `/api/risk-points/${underground}`, {
		as: office.manager,
		body: {siteId, domain: 'underground', name: '地下车库', place: '地下一层', attributes: {}, events: ['淹溺'], controls: []},
	});
	for (const id of [fire, underground]) {
		await must(201, 'POST', `/api/risk-points/${id}/assessments`, {
			as: office.inspector1,
			body: {method: 'lec@1', factors: {L: 3, E: 6, C: 15}},
		});
	}

	// Team, plans, slots with day and pair.
	await must(201, 'PUT', `/api/teams/${idOf('team')}`, {
		as: office.manager,
		body: {
			name: '一组',
			areas: office.communities.slice(0, 2),
			domains: ['fire', 'gas', 'construction', 'underground'],
			minutesPerDay: 240,
			pairs: [{id: idOf('pair'), people: [office.inspector1.id, office.inspector2.id], from: '2026-01-01'}],
		},
	});
	for (const domain of ['fire', 'underground']) {
		await must(201, 'PUT', `/api/plans/${idOf(`plan-${domain}`)}`, {
			as: office.manager,
			body: {
				name: `${domain} 滚动排查`,
				checklist: `${domain}/daily@1`,
				scope: {domain, areaId: office.communities[0]},
				anchor: 'completion',
				weekdays: [1, 2, 3, 4, 5],
				holidays: 'before',
				teams: [idOf('team')],
				from: '2026-03-01',
			},
		});
	}
	const slots = await must(200, 'GET', `/api/slots?person=${office.inspector1.id}&outcome=open`, {as: office.inspector1});
	t.is(slots.body.items.length, 2, JSON.stringify(slots.body));
	const slotOf = (point: string) =>
		(slots.body.items as Array<{id: string; riskPointId: string}>).find(slot => slot.riskPointId === point)!.id;

	// One visit, two checks, three hazards: by notice, on the spot, and one underground.
	const [blocked, extinguisher, mended, pump, sign] = await Promise.all(
		[1, 2, 3, 4, 5].map(async seed => upload(app, office, seed)),
	);
	const inspectionId = idOf('journey-inspection');
	const visit = {
		format: 1,
		siteId,
		kind: 'patrol',
		startedAt: filed('2026-03-02', '01'),
		endedAt: filed('2026-03-02', '02'),
		inspectors: [office.inspector1.id, office.inspector2.id],
		met: {name: '蒋喆', position: '经理', phone: '021-00001234'},
		outcome: 'inspected',
		checks: [
			{
				riskPointId: fire,
				slotIds: [slotOf(fire)],
				checklist: 'fire/daily@1',
				answers: answersOf(app, 'fire/daily@1', {
					F01: {
						result: 'fail',
						defects: [{place: '东侧安全出口', placeType: 'evacuation-route', note: '堆放货物', photos: [blocked]}],
					},
					F07: {result: 'fail', note: '缺一具灭火器', photos: [extinguisher], mended: {photos: [mended]}},
				}),
			},
			{
				riskPointId: underground,
				slotIds: [slotOf(underground)],
				checklist: 'underground/daily@1',
				answers: answersOf(app, 'underground/daily@1', {U23: {result: 'fail', note: '排水泵不启动', photos: [pump]}}),
			},
		],
		photos: {},
		signature: {photo: sign},
		device: {filedAt: filed('2026-03-02', '02'), app: 'test'},
	};
	const first = await must(201, 'PUT', `/api/inspections/${inspectionId}`, {as: office.inspector1, body: visit});
	const again = await must(200, 'PUT', `/api/inspections/${inspectionId}`, {as: office.inspector1, body: visit});
	t.deepEqual(again.body, first.body);
	const hazards = first.body.hazards as Array<{id: string; item: string; number: string; route: string}>;
	t.deepEqual(hazards.map(hazard => [hazard.item, hazard.route]).sort(), [
		['F01', 'notice'],
		['F07', 'on-the-spot'],
		['U23', 'notice'],
	]);
	const byItem = (item: string) => hazards.find(hazard => hazard.item === item)!;
	const settled = await must(200, 'GET', `/api/slots?site=${siteId}&outcome=done`, {as: office.inspector1});
	t.is(settled.body.items.length, 2);

	// The manager confirms; the one mended on the spot is closed by that.
	clock.forward(3_600_000);
	const spot = await must(200, 'POST', `/api/hazards/${byItem('F07').id}/confirmation`, {
		as: office.manager,
		body: {onTheSpot: 'accept', cause: 'training'},
	});
	t.like(spot.body, {state: 'closed', closure: 'on-the-spot'});
	for (const item of ['F01', 'U23']) {
		const confirmed = await must(200, 'POST', `/api/hazards/${byItem(item).id}/confirmation`, {
			as: office.manager,
			body: {dueOn: '2026-03-05'},
		});
		t.is(confirmed.body.state, 'confirmed');
	}

	// One notice for both; its number, bytes, hash and verify page.
	const paper = await must(201, 'POST', '/api/papers', {
		as: office.manager,
		body: {
			id: idOf('journey-paper'),
			kind: 'rectification-notice',
			siteId,
			hazardIds: ['F01', 'U23'].map(item => byItem(item).id),
		},
	});
	t.is(paper.body.number, '新桦安改〔2026〕1号');
	const pdf = await must(200, 'GET', `/api/papers/${paper.body.id}/pdf`, {as: office.manager});
	t.is(createHash('sha256').update(pdf.bytes).digest('hex'), paper.body.sha256);
	t.is(pdf.bytes.subarray(0, 5).toString(), '%PDF-');
	const verify = await must(200, 'GET', new URL(paper.body.verifyUrl as string).pathname, {});
	t.true(verify.bytes.toString().includes('新桦安改〔2026〕1号'));
	t.false(verify.bytes.toString().includes('蒋喆'));

	// Mended, reinspected, closed out; the other one stays open and becomes overdue.
	clock.set('2026-03-04');
	const fixed = await upload(app, office, 6, office.manager);
	await must(200, 'POST', `/api/hazards/${byItem('F01').id}/rectification-reports`, {
		as: office.manager,
		body: {text: '货物已清走', photos: [fixed]},
	});
	clock.forward(86_400_000);
	const looked = await upload(app, office, 7);
	const passed = await must(200, 'POST', `/api/hazards/${byItem('F01').id}/reinspections`, {
		as: office.inspector1,
		body: {inspectors: [office.inspector1.id], result: 'pass', photos: [looked]},
	});
	t.is(passed.body.state, 'passed');
	const closed = await must(200, 'POST', `/api/hazards/${byItem('F01').id}/close-out`, {
		as: office.manager,
		body: {cause: 'rule', reason: '复查合格，照片与记录齐全。'},
	});
	t.like(closed.body, {state: 'closed', closure: 'reinspected'});

	// A measure answers it; both lists show what is so, live and as of yesterday.
	await must(201, 'PUT', `/api/measures/${idOf('journey-measure')}`, {
		as: office.manager,
		body: {
			title: '通道堆物日查日清',
			kind: 'rule',
			cause: 'rule',
			text: '物业每日两次巡查通道并拍照留存。',
			lead: '平安办',
			supporting: ['桦苑第一居民区'],
			responsible: office.manager.id,
			dueOn: '2026-04-01',
			progress: 'draft',
			reviewOn: '2026-06-01',
			hazardIds: [byItem('F01').id],
			riskPointIds: [],
		},
	});
	clock.set('2026-03-07');
	const overdue = await must(200, 'GET', '/api/hazards?overdue=true&count=true', {as: office.leader});
	t.deepEqual(
		overdue.body.items.map((hazard: {number: string}) => hazard.number),
		[byItem('U23').number],
	);
	t.is(overdue.body.total, 1);
	const past = await must(200, 'GET', '/api/hazards?asOf=2026-03-03T00:00:00.000Z&count=true', {as: office.leader});
	t.is(past.body.total, 2);
	for (const list of ['hazards', 'measures']) {
		const json = await must(200, 'GET', `/api/lists/${list}?format=json`, {as: office.auditor});
		t.true(json.bytes.toString().includes(list === 'hazards' ? byItem('U23').number : '通道堆物日查日清'));
		const csv = await must(200, 'GET', `/api/lists/${list}?format=csv`, {as: office.auditor});
		t.is(csv.bytes.toString('utf8').charCodeAt(0), 0xfeff);
	}

	// The journal tells the hazard's life in order; an outsider sees none of it.
	const life = await must(200, 'GET', `/api/hazards/${byItem('F01').id}`, {as: office.auditor});
	t.is(life.body.journal.length, life.body.version);
	for (const path of [
		`/api/hazards/${byItem('U23').id}`,
		`/api/sites/${siteId}`,
		`/api/inspections/${inspectionId}`,
		`/api/papers/${paper.body.id}`,
	]) {
		await must(404, 'GET', path, {as: office.inspector3});
	}
});
