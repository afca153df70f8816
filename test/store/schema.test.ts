import {readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import test from 'ava';
import {root} from '../../src/root.ts';
import {select} from '../../src/store/rows.ts';
import {freshEngine} from '../helpers/database.ts';

const file = path.join(root, 'db/schema.sql');

/** The schema as SQLite holds it; `UPDATE_SCHEMA=1 npm test` writes it anew after a migration. */
async function dump(t: Parameters<typeof freshEngine>[0]): Promise<string> {
	const {engine} = await freshEngine(t);
	const rows = await select<{sql: string}>(
		engine.reader,
		`select sql from sqlite_master where sql is not null and name not like 'sqlite_%' and name not like 'knex_%' and name not like 'hazard_grams_%' order by tbl_name, type desc, name`,
	);
	return `${rows.map(row => `${row.sql.replaceAll(/\s+/g, ' ')};`).join('\n')}\n`;
}

test('schema.sql is what the migrations make', async t => {
	const schema = await dump(t);
	if (process.env.UPDATE_SCHEMA === '1') writeFileSync(file, schema);
	t.is(readFileSync(file, 'utf8'), schema);
});

test('every foreign key has an index, so that a parent is changed without reading all children', async t => {
	const {engine} = await freshEngine(t);
	const tables = await select<{name: string}>(
		engine.reader,
		`select name from sqlite_master where type = 'table' and name not like 'sqlite_%'`,
	);
	const bare: string[] = [];
	for (const {name} of tables) {
		const keys = await select<{from: string}>(engine.reader, `pragma foreign_key_list(${name})`);
		const indexes = await select<{name: string}>(engine.reader, `pragma index_list(${name})`);
		const led = new Set<string>();
		for (const index of indexes) {
			const [first] = await select<{name: string}>(engine.reader, `pragma index_info(${index.name})`);
			if (first) led.add(first.name);
		}
		bare.push(...keys.filter(key => !led.has(key.from)).map(key => `${name}.${key.from}`));
	}
	t.deepEqual(bare, []);
});

test('db/README.md has a line for every table', async t => {
	const {engine} = await freshEngine(t);
	const readme = readFileSync(path.join(root, 'db/README.md'), 'utf8');
	const tables = await select<{name: string}>(
		engine.reader,
		`select name from sqlite_master where type = 'table' and name not like 'sqlite_%' and name not like 'knex_%' and name not like 'hazard_grams_%'`,
	);
	t.deepEqual(
		tables.map(({name}) => name).filter(name => !new RegExp(`^\\|[^|]*\\b${name}\\b`, 'm').test(readme)),
		[],
	);
});
