import {readFileSync} from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import type {AddressInfo} from 'node:net';
import pino from 'pino';
import {createApp} from './app.ts';
import {assignBeside} from './assigning/run.ts';
import {systemClock} from './clock.ts';
import type {Config} from './config.ts';
import {createPapers} from './create-papers.ts';
import {createFiles} from './files.ts';
import {loadForms} from './forms.ts';
import {settled} from './http/afterwards.ts';
import type {Services} from './services.ts';
import {migrate, openEngine} from './store/engine.ts';
import {createQueue} from './store/queue.ts';

/** Opens database, forms, files and drawing for a configuration; migrates first. */
export async function openServices(config: Config, {demo, production}: {demo: boolean; production: boolean}): Promise<Services> {
	const engine = openEngine({databaseUrl: config.databaseUrl, folder: config.dataDir});
	await migrate(engine);
	const forms = loadForms();
	return {
		engine,
		reader: engine.reader,
		queue: createQueue(engine),
		clock: systemClock,
		forms,
		files: createFiles(config.dataDir),
		papers: createPapers({fontDir: config.fontDir}),
		assign: assignBeside,
		orgCode: config.orgCode,
		publicUrl: config.publicUrl,
		demo,
		production,
		checkReplies: false,
		trustProxy: config.trustProxy,
		log: pino({level: process.env.LOG_LEVEL ?? 'warn', redact: ['*.password', '*.token', '*.cookie', '*.authorization']}),
	};
}

/** Listens; returns the address. SIGTERM and SIGINT finish what is under way, then close. */
export async function serve(services: Services, config: Config): Promise<string> {
	const handler = createApp(services).callback();
	const server = config.tls
		? https.createServer({cert: readFileSync(config.tls.cert), key: readFileSync(config.tls.key)}, handler)
		: http.createServer(handler);
	// A photo over a bad line, an exported outbox over a slow one.
	server.requestTimeout = 300_000;
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(config.port, config.host, resolve);
	});
	for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop(server, services));
	const {port} = server.address() as AddressInfo;
	return `${config.tls ? 'https' : 'http'}://${config.host === '0.0.0.0' ? '127.0.0.1' : config.host}:${port}`;
}

async function stop(server: http.Server | https.Server, services: Services): Promise<void> {
	const closed = new Promise(resolve => server.close(resolve));
	server.closeIdleConnections();
	await Promise.race([closed, new Promise(resolve => setTimeout(resolve, 10_000).unref())]);
	await settled(services);
	await services.queue.drain();
	await services.papers.close();
	await services.engine.close();
	process.exit(0);
}
