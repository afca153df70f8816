import test, {type ExecutionContext} from 'ava';
import {type EngineKind, engines} from './engines.ts';

export {type EngineKind, freshEngine} from './engines.ts';

/** The same test on every engine: what holds on one must hold on the other. */
export function eachEngine(title: string, act: (t: ExecutionContext, kind: EngineKind) => Promise<void>): void {
	for (const kind of engines) test(`${title} (${kind})`, async t => act(t, kind));
}
