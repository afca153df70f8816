import {Writable} from 'node:stream';
import pino from 'pino';
import {putGrant} from '../../../src/actions/people/put-grant.ts';
import {putPerson} from '../../../src/actions/people/put-person.ts';
import {openSession} from '../../../src/actions/people/sign-in.ts';
import type {Role} from '../../../src/domain/person.ts';
import type {EngineKind} from '../../helpers/engines.ts';
import {idOf, nobody} from '../../helpers/office.ts';
import {type OfficeWorld, startOfficeWorld} from '../../helpers/office-world.ts';
import {type Known, lookAround} from './known.ts';
import {isOf, type Operation, readOperations, recording, type Sample} from './operations.ts';
import type {Schema} from './values.ts';

const roles: Role[] = ['inspector', 'manager', 'leader', 'administrator', 'auditor', 'grid-worker'];
export type Bug = {number: string; stack: string};

/** A register with something of everything, a caller for every role whom nobody else knows, and what its makers sent. */
export async function startFuzzWorld(t: never, {kind, isDrawn}: {kind: EngineKind; isDrawn: boolean}) {
	const {value: world, samples: all} = await recording(async () => startOfficeWorld(t, {kind, isDrawn}));
	const bugs: Bug[] = [];
	world.app.services.log = pino({level: 'error'}, bugCatcher(bugs));
	const secrets = await makeCallers(world);
	const operations = await readOperations(world.origin);
	const samples = new Map<Operation, Sample[]>();
	for (const operation of operations) samples.set(operation, all.filter(sample => isOf(operation, sample)).slice(-40));
	const hidden = new Set(roles.map(role => idOf(`fuzz ${role}`)));
	const words = await wordsOfPaths(world);
	const look = async (): Promise<Known> => {
		const known = await lookAround(world.app.services, world.app.clock.today(), hidden);
		return {...known, textsFor: name => words[name] ?? known.textsFor(name)};
	};
	const document = (await (await fetch(`${world.origin}/api/openapi.json`)).json()) as {components: {schemas: {Problem: Schema}}};
	return {
		world,
		operations,
		samples,
		secrets,
		bugs,
		look,
		problem: document.components.schemas.Problem,
		refresh: async () => refreshed(world, secrets),
	};
}

const bugCatcher = (bugs: Bug[]) =>
	new Writable({
		write(chunk: Buffer, _, done) {
			const line = JSON.parse(chunk.toString()) as {number?: string; err?: {stack?: string; message?: string}; msg: string};
			bugs.push({number: line.number ?? line.msg, stack: line.err?.stack ?? line.err?.message ?? chunk.toString()});
			done();
		},
	});

async function makeCallers(world: OfficeWorld): Promise<Map<string, string>> {
	const {services, contextOf} = world.app;
	for (const role of roles) {
		const id = idOf(`fuzz ${role}`);
		await services.queue.submit(async db => {
			await putPerson(db, contextOf(nobody), id, {
				account: `fuzz-${role}`,
				name: `测试${role}`,
				roles: [role],
				fromOn: '2020-01-01',
			});
			await putGrant(db, contextOf(nobody), idOf(`fuzz grant ${role}`), {
				personId: id,
				areaId: idOf('subdistrict'),
				domains: null,
				fromOn: '2020-01-01',
			});
		});
	}
	const secrets = new Map<string, string>([['stranger', 'x'.repeat(43)]]);
	await refreshed(world, secrets);
	return secrets;
}

/** Callers sign out and withdraw their tokens, too: then they sign in again. */
async function refreshed({app}: OfficeWorld, secrets: Map<string, string>): Promise<void> {
	for (const role of roles) {
		const {secret} = await app.services.queue.submit(async db =>
			openSession(db, idOf(`fuzz ${role}`), '2099-01-01T00:00:00.000Z'),
		);
		secrets.set(role, secret);
	}
}

/** What stands in paths besides ids: by the path up to it. */
async function wordsOfPaths({must, app, office}: OfficeWorld): Promise<Record<string, string[]>> {
	const as = office.manager;
	const idsAt = async (path: string): Promise<string[]> => {
		const body = (await must(200, 'GET', path, {as})) as {items: Array<{id: string}>};
		return body.items.map(({id}) => id);
	};
	const papers = (await must(200, 'GET', '/api/papers?state=issued&limit=200', {as})).items as Array<{
		id: string;
		kind: string;
		verifyUrl?: string;
	}>;
	const links: string[] = [];
	for (const {id, kind} of papers) {
		if (kind !== 'rectification-notice') continue;
		const answer = await app.send('POST', `/api/papers/${id}/reply-link`, {as, body: {}});
		if (answer.status === 201) links.push(answer.body.url.split('/').at(-1));
	}
	const address = await must(201, 'POST', '/api/calendar-address', {as: office.inspector1, body: {}});
	const labels = (await app.services.reader('risk_points').select('label')) as Array<{label: string}>;
	return {
		'/api/tables/': await idsAt('/api/tables'),
		'/api/campaign-templates/': await idsAt('/api/campaign-templates?year=2026'),
		'/api/figures/': ((await must(200, 'GET', '/api/figures', {as})).figures as Array<{name: string}>).map(({name}) => name),
		'/api/checklists/': [...app.services.forms.checklists.keys()],
		'/api/calendar/': ['2024', '2025', '2026', '2027', '2028', '0001', '9999'],
		'/api/codes/': labels.map(({label}) => label),
		'/reply/': links,
		'/verify/': papers.flatMap(({verifyUrl}) => verifyUrl?.split('/').at(-1) ?? []),
		'/f/calendar/': [
			String(address.url ?? address.address ?? 'x')
				.split('/')
				.at(-1)!
				.replace('.ics', ''),
		],
	};
}
