import {eachEngine} from '../helpers/database.ts';
import {inspectionPath, makeFiling, startFiling, upload} from '../helpers/filing.ts';
import {fakeNotice} from '../helpers/hazards.ts';

type Flags = {body: {flags: Array<{code: string; detail: string}>}};
const codes = ({body}: Flags) => body.flags.map(({code}) => code);

eachEngine(
	'what a telephone says of the photos of a report and of a look counts like what it says at a filing',
	async (t, kind) => {
		const {app, office, place, pair} = await startFiling(t, kind);
		const as = office.administrator;
		await app.send('PUT', `/api/sites/${place.siteId}`, {as, body: {position: {lat: 31.21, lng: 121.4}, version: 1}});
		const [before, after, late] = [1, 2, 3].map(async n => upload(app, office.inspector1, n));
		const answers = {F01: {result: 'fail' as const, note: '堆放纸箱', photos: [await before!]}};
		const filed = await app.send('PUT', inspectionPath('a'), {
			as: office.inspector1,
			body: makeFiling(app, {place, inspectors: pair, answers}),
		});
		const {id} = (filed.body as {hazards: Array<{id: string}>}).hazards[0]!;
		const move = async (name: string, by: typeof as, body: object) =>
			app.send('POST', `/api/hazards/${id}/${name}`, {as: by, body});
		await move('confirmation', office.manager, {});
		await fakeNotice(app, office, id);
		app.clock.forward(3_600_000);
		const now = app.clock.now();
		const at = (sha: string, lat: number) => ({
			[sha]: {takenAt: now, position: {lat, lng: 121.4, accuracy: 5}, source: 'camera'},
		});
		const device = {filedAt: now, position: 'no-signal', app: 'phone/0.1.0'};
		const near = await move('rectification-reports', office.manager, {
			...{text: '已清除', photos: [await after!], photoDetails: at(await after!, 31.2101), device},
		});
		t.deepEqual([near.status, codes(near as Flags)], [200, ['on-behalf']]);
		const look = {inspectors: [office.inspector2.id], result: 'pass', photos: [await late!], device};
		t.is((await move('reinspections', office.inspector2, {...look, photoDetails: {nonsense: {}}})).status, 400);
		const far = await move('reinspections', office.inspector2, {...look, photoDetails: at(await late!, 31.3)});
		t.is(far.status, 200);
		t.true(codes(far as Flags).includes('far-from-site'));
	},
);
