import {execFile} from 'node:child_process';
import {createHash} from 'node:crypto';
import {mkdtemp, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {promisify} from 'node:util';
import test from 'ava';
import {createDrawing, type DrawOptions} from '../../src/drawing/pool.ts';
import {greyPhoto, notice, noticeOf} from './papers.ts';

const plain: DrawOptions = {demo: false, draft: false, created: '2026-03-03T02:00:00.000Z', photoFiles: {}};
const run = promisify(execFile);

const fileWith = async (bytes: Buffer, name = 'photo') => {
	const file = path.join(await mkdtemp(path.join(tmpdir(), 'drawing-')), name);
	await writeFile(file, bytes);
	return file;
};

const photoFiles = (file: string) =>
	Object.fromEntries(notice.sample.hazards.flatMap(hazard => hazard.photos).map(photo => [photo.sha256, file]));

test('the worker draws what it is given, again and again the same', async t => {
	const drawing = createDrawing();
	const options = {...plain, photoFiles: photoFiles(await fileWith(await greyPhoto(2400, 1800)))};
	const [first, second] = await Promise.all([
		drawing.draw('rectification-notice', notice.sample, options),
		drawing.draw('rectification-notice', notice.sample, options),
	]);
	t.is(first.pdf.subarray(0, 5).toString(), '%PDF-');
	t.is(first.sha256, createHash('sha256').update(first.pdf).digest('hex'));
	t.is(second.sha256, first.sha256);
	t.true(first.pages >= 3);
	t.deepEqual(first.missing, []);
	t.regex(first.pdf.toString('latin1'), /\/Width 1600\b/);
	await drawing.close();
});

test('a broken or absent photo refuses the paper by name and the next one is drawn', async t => {
	const drawing = createDrawing();
	const sha256 = notice.sample.hazards[0]!.photos[0]!.sha256;
	const broken = {...plain, photoFiles: photoFiles(await fileWith((await greyPhoto(400, 300)).subarray(0, 300)))};
	const draw = (options: DrawOptions) => drawing.draw('rectification-notice', notice.sample, options);
	t.like(await t.throwsAsync(draw(broken)), {code: 'photo-broken', sha256});
	t.like(await t.throwsAsync(draw(plain)), {code: 'photo-missing', sha256});
	t.true((await drawing.draw('rectification-notice', noticeOf(1), plain)).pages > 1);
	await drawing.close();
	await t.throwsAsync(draw(plain), {code: 'closed'});
});

test('an idle worker does not keep the process alive', async t => {
	const pool = new URL('../../src/drawing/pool.js', import.meta.url).href;
	const index = new URL('../../reports/index.js', import.meta.url).href;
	const code = `
		import {createDrawing} from '${pool}';
		import {papers} from '${index}';
		const data = {...papers['rectification-notice'].sample, hazards: []};
		const {pages} = await createDrawing().draw('rectification-notice', data, ${JSON.stringify(plain)});
		console.log(pages);`;
	const file = await fileWith(Buffer.from(code), 'once.mjs');
	const {stdout} = await run(process.execPath, [file], {timeout: 60_000});
	t.regex(stdout, /^\d+\n$/);
});

test.serial('a worker that had nothing to do for a while is given up, and the next paper starts another', async t => {
	let started = 0;
	const count = () => started++;
	process.on('worker', count);
	t.teardown(() => process.removeListener('worker', count));
	const drawing = createDrawing({}, {restAfter: 20});
	const draw = async () => (await drawing.draw('rectification-notice', noticeOf(1), plain)).sha256;
	const [first, next] = [await draw(), await draw()];
	const before = started;
	await new Promise(resolve => setTimeout(resolve, 500));
	t.is(await draw(), first);
	t.is(next, first);
	t.is(started, before + 1);
	await drawing.close();
});
