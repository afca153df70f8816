import {readFileSync} from 'node:fs';
import path from 'node:path';
import test from 'ava';
import {mermaid} from '../src/domain/hazards/hazard-moves.ts';
import {root} from '../src/root.ts';

const readme = readFileSync(path.join(root, 'README.md'), 'utf8');

test('the diagram in the README is the one that the table of moves gives', t => {
	const shown = /<!-- hazard-states:begin -->\n```mermaid\n([\s\S]*?)\n```\n<!-- hazard-states:end -->/.exec(readme)?.[1];
	t.is(shown, mermaid());
});

test('the README names every command of package.json that it tells to run', t => {
	const {scripts} = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {scripts: Record<string, string>};
	const told = [...readme.matchAll(/npm (?:run )?(start|test|demo|prove|check|cli|migrate)\b/g)].map(([, name]) => name!);
	t.deepEqual(
		told.filter(name => !scripts[name]),
		[],
	);
	t.true(told.length > 5);
});
