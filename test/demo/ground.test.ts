import test from 'ava';
import {fixedPoints, height, outlineOf, type Place, sitePlace, width} from '../../src/demo/ground.ts';
import {boundaryFaults} from '../../src/domain/register/boundary.ts';
import {type FixedPoint, fitOf, toPixel} from '../../src/domain/register/fitting.ts';

const communities = Array.from({length: 17}, (_, i) => i + 1);

/** Whether a ray to the east crosses the ring an odd number of times. */
function isInside({lat, lng}: Place, ring: ReadonlyArray<[number, number]>): boolean {
	let inside = false;
	for (const [i, [x, y]] of ring.entries()) {
		const [px, py] = ring.at(i - 1)!;
		if (y > lat !== py > lat && lng < ((px - x) * (lat - y)) / (py - y) + x) inside = !inside;
	}
	return inside;
}

test('every site of the demo stands within the outline of its community and of no other', t => {
	for (const community of communities)
		for (const i of [0, 1, 2, 3, 4]) {
			const place = sitePlace(community, i);
			const found = communities.filter(n => isInside(place, outlineOf(n).coordinates[0]!));
			t.deepEqual(found, [community], `site ${i} of ${community}`);
		}
});

test('the outlines of the demo are sound, and lie on its picture', t => {
	const fit = fitOf(...(fixedPoints as [FixedPoint, FixedPoint]))!;
	for (const community of communities) {
		const outline = outlineOf(community);
		t.deepEqual(boundaryFaults(outline), []);
		for (const [lng, lat] of outline.coordinates[0]!) {
			const {x, y} = toPixel(fit, {lat, lng});
			t.true(x > 0 && x < width && y > 0 && y < height, `${community}: ${x}, ${y}`);
		}
	}
});
