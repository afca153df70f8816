import type {EngineKind} from '../helpers/engines.ts';
import {drill} from './drilling.ts';
import {fuzz} from './fuzzing/fuzz.ts';

// npm run drill -- fuzz [requests] [seed] [sqlite|postgres]: every operation of the OpenAPI document, fuzzed from its schema.
const [requests = '100000', seed = '1', kind = 'sqlite'] = process.argv.slice(2);
const how = {requests: Number(requests), seed: Number(seed), kind: kind as EngineKind, isDrawn: true};
await drill('fuzz', {minutes: 40}, async (t, say) => {
	const {faults, table, unreached} = await fuzz(t, how, say);
	return {faults, table: [...table, `never answered 2xx: ${unreached.join(', ') || 'none'}`]};
});
