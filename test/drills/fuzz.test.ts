import test from 'ava';
import {engines} from '../helpers/engines.ts';
import {fuzz} from './fuzzing/fuzz.ts';

for (const kind of engines) {
	test.serial(`whatever is sent to any operation is answered as the OpenAPI document says (${kind})`, async t => {
		const {faults} = await fuzz(
			t as never,
			{requests: process.env.PROVE === 'full' ? 5000 : 700, seed: 20261125, kind, isDrawn: false},
			() => undefined,
		);
		t.deepEqual(faults, []);
	});
}
