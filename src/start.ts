import {readFileSync} from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import type {AddressInfo} from 'node:net';
import path from 'node:path';
import pino from 'pino';
import {createApp} from './app.ts';
import {assignBeside} from './assigning/run.ts';
import {systemClock} from './clock.ts';
import type {Config} from './config.ts';
import {createPapers} from './create-papers.ts';
import {fontLines} from './drawing/font-lines.ts';
import {createFiles} from './files.ts';
import {loadForms} from './forms.ts';
import {settled} from './http/afterwards.ts';
import {refuseUnreadable} from './http/unreadable.ts';
import type {Services} from './services.ts';
import {migrate, openEngine} from './store/engine.ts';
import {createQueue} from './store/queue.ts';

/** Opens database, forms, files and drawing for a configuration; migrates first. */
export async function openServices(config: Config, {demo, production}: {demo: boolean; production: boolean}): Promise<Services> {
	const papers = createPapers({fontDir: config.fontDir, cacheDir: path.join(config.dataDir, 'fonts')});
	// In its thread, while everything else starts; openFonts tells how it went.
	papers.warmUp().catch(() => undefined);
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
		papers,
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

/**
 * The office's own fonts are waited for and named: with broken ones nothing starts. Ours open while everything else starts.
 */
export async function openFonts({papers, log}: Services, {fontDir}: Config): Promise<string[]> {
	const opened = papers.warmUp();
	if (fontDir) return fontLines(fontDir, await opened);
	opened.catch((error: unknown) => log.error({err: error}, 'fonts'));
	return [];
}

/** Starts, or says in a line what is wrong with the configuration and ends. */
export async function starting(start: () => Promise<void>): Promise<void> {
	// Whoever reads what we print may go; the service stays.
	for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
	try {
		await start();
	} catch (error) {
		const {code, message} = error as {code?: unknown; message?: string};
		if (code !== 'configuration' && code !== 'font-broken') throw error;
		process.stderr.write(`未能启动：${message}\n`);
		process.exit(1);
	}
}

/** Listens; returns the address. SIGTERM and SIGINT finish what is under way, then close. */
export async function serve(services: Services, config: Config): Promise<string> {
	const handler = createApp(services).callback();
	const server = config.tls
		? https.createServer({cert: readFileSync(config.tls.cert), key: readFileSync(config.tls.key)}, handler)
		: http.createServer(handler);
	refuseUnreadable(server);
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
	// Who keeps a connection gets his answer and is told to make no more of it.
	server.prependListener('request', (_, response) => response.setHeader('Connection', 'close'));
	server.closeIdleConnections();
	await Promise.race([closed, new Promise(resolve => setTimeout(resolve, 10_000).unref())]);
	await settled(services);
	await services.queue.drain();
	await services.papers.close();
	await services.engine.close();
	process.exit(0);
}
