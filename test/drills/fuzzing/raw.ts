import {createHash} from 'node:crypto';
import {makePhoto} from '../../helpers/filing.ts';
import type {Operation} from './operations.ts';
import type {Making, Shot} from './requests.ts';

/** Bytes for what does not take JSON: photos, a telephone's outbox, the form of a public page; whole, cut, changed, of another kind. */
export async function rawBodyOf({path}: Operation, shot: Shot, {luck, known}: Making): Promise<void> {
	const {bytes, sha256} = await photoOf(luck.roll(200));
	const spoiled = Buffer.from(bytes);
	if (luck.chance(30)) for (let n = luck.roll(20); n > 0; n--) spoiled[luck.roll(spoiled.length)] = luck.roll(256);
	const content = luck.chance(10) ? spoiled.subarray(0, luck.roll(spoiled.length)) : spoiled;
	if (path.includes('{sha256}')) {
		const hash = luck.chance(20) ? luck.hex(64) : luck.chance(20) ? sha256 : createHash('sha256').update(content).digest('hex');
		shot.path = path.replace('{sha256}', hash);
		shot.headers['content-type'] = luck.pick([
			'application/octet-stream',
			'image/jpeg',
			'image/png',
			'image/webp',
			'image/gif',
			'text/html',
			'',
		]);
		shot.body = luck.chance(2) ? Buffer.alloc(11_000_000) : luck.chance(5) ? Buffer.from('<svg onload="alert(1)"/>') : content;
	} else if (path.includes('outbox')) {
		const head = {
			format: 1,
			kind: 'outbox',
			exportedAt: `${known.dayNear(0)}T01:00:00.000Z`,
			personId: luck.pick(known.idsFor('person')),
			app: 'x',
			entries: luck.roll(3),
			photos: luck.roll(2),
		};
		const entry = {
			method: luck.pick(['PUT', 'POST', 'GET']),
			path: luck.pick([`/api/inspections/${luck.uuid()}`, `/api/hazards/${luck.uuid()}/reinspections`, '/api/people/1', '']),
			body: luck.pick([{}, {id: luck.uuid()}, {a: 'x'.repeat(3000)}]),
		};
		const photo = {sha256, type: 'image/jpeg', base64: content.toString('base64')};
		const lines = [head, {entry}, {photo}, {end: true}, {entry: null}, null, []]
			.map(line => JSON.stringify(line))
			.filter((_, i) => luck.chance(i < 4 ? 85 : 10));
		shot.headers['content-type'] = luck.pick(['application/x-ndjson', 'application/x-ndjson', 'application/json', 'text/plain']);
		shot.body = Buffer.from(luck.pick([`${lines.join('\n')}\n`, lines.join('\r\n'), lines.join('\n').slice(0, -20)]));
	} else {
		const form = new FormData();
		for (const [name, text] of Object.entries({
			'action-0': luck.pick(['report', 'extension', 'five', 'none', 'x']),
			'text-0': '已整改',
			'dueOn-0': known.dayNear(5),
			'reason-0': '缺货',
			'safeguards-0': '值守',
			'measures-0': '拆除',
			'funds-0': '1',
			'x-9': '1',
		}))
			if (luck.chance(70))
				form.append(name, luck.chance(80) ? text : luck.pick(['', '安'.repeat(3000), '<b>', '\u0000', '-1', '=1']));
		if (luck.chance(70))
			form.append(
				luck.pick(['photos-0', 'attachments-0', 'photos-99', 'x']),
				new Blob([Uint8Array.from(content)], {type: luck.pick(['image/jpeg', 'text/html', ''])}),
				luck.pick(['a.jpg', '照片.jpg', '../../x', '']),
			);
		const response = new Response(form);
		shot.headers['content-type'] = luck.chance(90)
			? response.headers.get('content-type')!
			: luck.pick(['multipart/form-data', 'multipart/form-data; boundary=', 'text/plain']);
		const whole = Buffer.from(await response.arrayBuffer());
		shot.body = luck.chance(85) ? whole : whole.subarray(0, luck.roll(whole.length));
	}
}

const photos = new Map<number, Awaited<ReturnType<typeof makePhoto>>>();
async function photoOf(seed: number) {
	const known = photos.get(seed);
	if (known) return known;
	const made = await makePhoto(seed, {type: (['jpeg', 'png', 'webp'] as const)[seed % 3]!});
	photos.set(seed, made);
	return made;
}
