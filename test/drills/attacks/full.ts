import {spawnSync} from 'node:child_process';
import {cpSync, mkdtempSync, readdirSync, rmSync, statfsSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {type Stand, tableOf} from '../drilling.ts';
import {counted, type Said, say, startRegister, wait} from './register.ts';

/** A small disk of its own; undefined where none may be mounted. */
function smallDisk(t: {teardown: (undo: () => void) => void}, megabytes: number): string | undefined {
	const folder = mkdtempSync(path.join(tmpdir(), 'register-disk-'));
	const {status} = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder]);
	t.teardown(() => {
		if (status === 0) spawnSync('umount', ['-l', folder]);
		rmSync(folder, {recursive: true, force: true});
	});
	return status === 0 ? folder : undefined;
}

/** The disk fills while people file, draw papers and freeze a list; then room is made and all goes on. */
export async function full(t: Stand, {filings: count}: {filings: number}) {
	const disk = smallDisk(t, 48);
	if (!disk) return {faults: [], table: ['a small disk may not be mounted here: nothing was tried'], isTried: false};
	const register = await startRegister(t);
	const {app, office, place, file, makeOne, audit, acknowledged, secretOf} = register;
	const [manager, leader] = await Promise.all([secretOf(office.manager.id), secretOf(office.leader.id)]);
	await app.send('PUT', '/api/settings/organisation', {
		as: office.administrator,
		body: {office: '新桦路街道办事处', paperPrefix: '新桦', phone: '021-00000110'},
	});
	await app.services.engine.writer.raw('pragma wal_checkpoint(truncate)');
	cpSync(app.folder, disk, {recursive: true});
	const server = await register.serve(disk);
	const {origin} = server;
	const faults: string[] = [];
	const first = await makeOne('full/first', 1);
	const hazard = (JSON.parse((await file(origin, first))[1]!.body.toString()) as {hazards: Array<{id: string}>}).hazards[0]!.id;
	await say({origin, method: 'POST', path: `/api/hazards/${hazard}/confirmation`, body: {}}, manager);
	const issue = async () => say({origin, method: 'POST', path: '/api/list-issues', body: {list: 'hazards'}}, manager);

	// A cut-off lies ten seconds back.
	await wait(10_500);
	// Ballast leaves some room, so that the disk fills up in the middle of the work.
	const {bavail, bsize} = statfsSync(disk);
	const ballast = path.join(disk, 'ballast');
	writeFileSync(ballast, Buffer.alloc(Math.max(0, bavail * bsize - 7_000_000)));
	const said: Record<'filing' | 'paper' | 'list', Said[]> = {filing: [], paper: [], list: []};
	const paper = {kind: 'rectification-notice', siteId: place.siteId, hazardIds: [hazard]};
	for (let i = 0; i < count; i++) {
		const filing = await makeOne(`full/${i}`, i + 2, 300);
		// A heavy photo with bytes of its own.
		said.filing.push(...(await file(origin, filing)));
		if (i % 4 === 1) said.paper.push(await say({origin, method: 'POST', path: '/api/papers', body: paper}, manager));
		if (i % 4 === 2) {
			const draft = await issue();
			said.list.push(draft);
			const id = draft.status === 201 ? (JSON.parse(draft.body.toString()) as {id: string}).id : undefined;
			if (id) said.list.push(await say({origin, method: 'POST', path: `/api/list-issues/${id}/approval`, body: {}}, leader));
		}
		if (i === Math.floor(count / 3)) fill(disk);
	}
	const reads = await say({origin, method: 'GET', path: '/api/hazards?limit=50'}, manager);
	if (reads.status !== 200) faults.push(`a list on the full disk answers ${reads.status} ${reads.code}`);
	const ready = await say({origin, method: 'GET', path: '/api/ready'}, manager);
	if (ready.status !== 503) faults.push(`/api/ready on the full disk answers ${ready.status}`);
	for (const [what, all] of Object.entries(said))
		for (const {status, code, ms} of all) {
			if (status === 0 || status === 500 || (status >= 400 && !code))
				faults.push(`${what} on the full disk answers ${status} ${code}`);
			if (ms > 15_000) faults.push(`${what} on the full disk took ${Math.round(ms)} ms`);
		}
	if (!Object.values(said).some(all => all.some(({status}) => status === 507))) faults.push('the disk was never full');
	faults.push(...(await audit(origin)));

	rmSync(ballast);
	rmSync(path.join(disk, 'filler'), {force: true});
	await wait(200);
	for (const filing of register.sent.values()) {
		const all = await file(origin, filing);
		if (all.some(({status}) => status !== 200 && status !== 201))
			faults.push(`with room again: ${all.map(({status, code}) => `${status} ${code}`).join()}`);
	}
	const drawn = await say({origin, method: 'POST', path: '/api/papers', body: paper}, manager);
	if (drawn.status !== 201 && !said.paper.some(({status}) => status === 201))
		faults.push(`a paper with room again: ${drawn.status} ${drawn.body.toString().slice(0, 300)}`);
	faults.push(...(await audit(origin)));
	await server.kill();
	const again = await register.serve(disk);
	faults.push(...(await audit(again.origin)), ...(await verified(disk)));
	await again.kill();
	const parts = readdirSync(disk, {recursive: true, encoding: 'utf8'}).filter(name => name.endsWith('.part'));
	if (parts.length > 0) faults.push(`half-written files are left: ${parts.join()}`);
	const table = tableOf([
		...Object.entries(said).flatMap(([what, all]) => counted(all).map(([name, n]): [string, number] => [`${what}: ${name}`, n])),
		['ready meanwhile', ready.status],
		[
			'slowest answer, ms',
			Math.round(
				Math.max(
					...Object.values(said)
						.flat()
						.map(({ms}) => ms),
				),
			),
		],
		['acknowledged filings, all there', acknowledged.filings.size],
		['lost, doubled or wrong', faults.length],
	]);
	return {faults, table, isTried: true};
}

/** Takes the last byte. */
function fill(disk: string): void {
	for (const size of [1_000_000, 100_000, 4096, 512]) {
		try {
			for (;;) writeFileSync(path.join(disk, 'filler'), Buffer.alloc(size), {flag: 'a'});
		} catch {}
	}
}

async function verified(folder: string): Promise<string[]> {
	const {runCli} = await import('../../helpers/cli.ts');
	const {code, says} = await runCli(['verify-journal'], {DATA_DIR: folder});
	return code === 0 ? [] : [`verify-journal: ${says}`];
}
