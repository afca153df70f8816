import {once} from 'node:events';
import {readFileSync} from 'node:fs';
import http from 'node:http';
import type {AddressInfo} from 'node:net';
import path from 'node:path';
import type {Captured, Statement} from '../../helpers/capture.ts';
import {rival} from './rival.ts';

/**
 * The bare engine: node:http and better-sqlite3 execute the statements that the product sent for the same request, and do
 * nothing else. bare.js FOLDER CAPTURED: a GET or PUT of /n is the n-th captured request. Writes that wait are grouped in one
 * transaction, durable as ours (WAL, synchronous=FULL).
 */
type Prepared = {reader: boolean; all: (...bindings: unknown[]) => unknown[]; run: (...bindings: unknown[]) => unknown};
type Database = {
	pragma: (text: string) => unknown;
	prepare: (sql: string) => Prepared;
	exec: (sql: string) => void;
};

const [folder = '', file = ''] = process.argv.slice(2);
const requests = JSON.parse(readFileSync(file, 'utf8')) as Captured[];
const BetterSqlite = rival<new (name: string) => Database>('better-sqlite3');
if (!BetterSqlite) process.exit(2);
const database = new BetterSqlite(path.join(folder, 'register.sqlite3'));
for (const pragma of [
	'journal_mode = WAL',
	'synchronous = FULL',
	'foreign_keys = ON',
	'cache_size = -16384',
	'temp_store = MEMORY',
])
	database.pragma(pragma);

const prepared = new Map<string, Prepared>();
const run = ({sql, bindings}: Statement): unknown => {
	const statement = prepared.get(sql) ?? database.prepare(sql);
	prepared.set(sql, statement);
	return statement.reader ? statement.all(...bindings) : statement.run(...bindings);
};

type Waiting = {writes: Statement[]; done: (rows: unknown) => void};
const waiting: Waiting[] = [];
const most = 64;
const flush = (): void => {
	const group = waiting.splice(0, most);
	database.exec('BEGIN IMMEDIATE');
	const results = group.map(({writes}) => writes.map(run).at(-1));
	database.exec('COMMIT');
	for (const [i, {done}] of group.entries()) done(results[i]);
	if (waiting.length > 0) setImmediate(flush);
};
const write = async (writes: Statement[]): Promise<unknown> =>
	new Promise(done => {
		waiting.push({writes, done});
		if (waiting.length === 1) setImmediate(flush);
	});

const server = http.createServer(async (request, response) => {
	for await (const _ of request);
	const {reads, writes} = requests[Number(request.url!.slice(1))]!;
	const rows = reads.map(run).at(-1);
	const written = writes.length > 0 ? await write(writes) : rows;
	response.writeHead(200, {'content-type': 'application/json'});
	response.end(JSON.stringify(written));
});
server.listen(0, '127.0.0.1');
await once(server, 'listening');
process.stdout.write(`已启动：http://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
