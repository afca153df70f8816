import test from 'ava';
import fc from 'fast-check';
import {boundaryFaults, type Geometry, mostPositions, settleGeometry} from '../../src/domain/register/boundary.ts';
import {type FixedPoint, fitOf, toPixel, toPlace} from '../../src/domain/register/fitting.ts';
import {type Pin, pinFaults, pinsKept, settlePins} from '../../src/domain/register/floor-plan.ts';
import {type MapSetting, mapFaults, noMap, tileOrigin} from '../../src/domain/register/map-setting.ts';

const side = fc.double({min: 0, max: 8000, noNaN: true});
const point: fc.Arbitrary<FixedPoint> = fc.record({
	x: side,
	y: side,
	lat: fc.double({min: 31.15, max: 31.3, noNaN: true}),
	lng: fc.double({min: 121.35, max: 121.5, noNaN: true}),
});
const apart = fc
	.tuple(point, point)
	.filter(([a, b]) => Math.hypot(a.x - b.x, a.y - b.y) > 20 && Math.hypot(a.lat - b.lat, a.lng - b.lng) > 0.001);
const near = (a: number, b: number, within: number) => Math.abs(a - b) <= within;

test('the two points that a picture was fitted by lie where they were clicked', t => {
	fc.assert(
		fc.property(apart, ([a, b]) => {
			const fit = fitOf(a, b)!;
			for (const one of [a, b]) {
				const {x, y} = toPixel(fit, one);
				t.true(near(x, one.x, 1e-5) && near(y, one.y, 1e-5));
				const {lat, lng} = toPlace(fit, one);
				t.true(near(lat, one.lat, 1e-9) && near(lng, one.lng, 1e-9));
			}
		}),
	);
});

test('from place to pixel and back is where it began', t => {
	fc.assert(
		fc.property(apart, point, ([a, b], {x, y}) => {
			const fit = fitOf(a, b)!;
			const again = toPixel(fit, toPlace(fit, {x, y}));
			t.true(near(again.x, x, 1e-4) && near(again.y, y, 1e-4));
		}),
	);
});

test('a fit turns and scales and never bends: distances grow by one factor, and right stays right of up', t => {
	fc.assert(
		fc.property(apart, fc.tuple(point, point, point), ([a, b], [p, q, r]) => {
			const fit = fitOf(a, b)!;
			const metres = (from: FixedPoint, to: FixedPoint) => {
				const scale = 111_319.49079;
				const east = (to.lng - from.lng) * scale * Math.cos((a.lat * Math.PI) / 180);
				return {east, north: (to.lat - from.lat) * scale};
			};
			const pixels = (from: FixedPoint, to: FixedPoint) => {
				const [one, two] = [toPixel(fit, from), toPixel(fit, to)];
				return {right: two.x - one.x, up: one.y - two.y};
			};
			const [onGround, onPicture] = [metres(p, q), pixels(p, q)];
			const length = Math.hypot(onGround.east, onGround.north);
			const span = Math.hypot(onPicture.right, onPicture.up);
			t.true(near(span * fit.metresPerPixel, length, 1e-3 + length * 1e-6));
			const other = metres(p, r);
			const shown = pixels(p, r);
			const area = onGround.east * other.north - onGround.north * other.east;
			const drawn = onPicture.right * shown.up - onPicture.up * shown.right;
			t.true(near(drawn * fit.metresPerPixel ** 2, area, 1 + Math.abs(area) * 1e-6));
		}),
	);
});

test('which of the two points is named first makes a difference of less than a pixel in a thousand', t => {
	fc.assert(
		fc.property(apart, ([a, b]) => {
			const [one, two] = [fitOf(a, b)!, fitOf(b, a)!];
			const middle = {lat: (a.lat + b.lat) / 2, lng: (a.lng + b.lng) / 2};
			const [p, q] = [toPixel(one, middle), toPixel(two, middle)];
			const span = Math.hypot(a.x - b.x, a.y - b.y);
			t.true(Math.hypot(p.x - q.x, p.y - q.y) <= span / 1000);
		}),
	);
});

test('a picture with north up is fitted with north up', t => {
	const fit = fitOf({x: 0, y: 1000, lat: 31.2, lng: 121.4}, {x: 1000, y: 1000, lat: 31.2, lng: 121.41})!;
	const above = toPixel(fit, {lat: 31.201, lng: 121.4});
	t.true(near(above.x, 0, 1e-6) && above.y < 1000);
	t.true(near(fit.metresPerPixel, 0.952, 0.001));
});

test('two points that fall together fit nothing', t => {
	const a = {x: 10, y: 10, lat: 31.2, lng: 121.4};
	t.is(fitOf(a, {...a, lat: 31.21}), null);
	t.is(fitOf(a, {...a, x: 500}), null);
});

const square: Geometry = {
	type: 'Polygon',
	coordinates: [
		[
			[121.4, 31.2],
			[121.41, 31.2],
			[121.41, 31.21],
			[121.4, 31.2],
		],
	],
};

test('an outline is closed, of four points or more, not too fine, and in the country', t => {
	t.deepEqual(boundaryFaults(square), []);
	t.deepEqual(boundaryFaults({type: 'MultiPolygon', coordinates: [square.coordinates as never]}), []);
	const words = (geometry: Geometry) => boundaryFaults(geometry).map(({message}) => message);
	const ring = (...points: [number, number][]): Geometry => ({type: 'Polygon', coordinates: [points]});
	t.deepEqual(words({type: 'Polygon', coordinates: []}), ['没有边界线。']);
	t.deepEqual(words(ring([121.4, 31.2], [121.4, 31.2])), ['每圈至少四个点，首尾相同。']);
	t.deepEqual(words(ring([121.4, 31.2], [121.41, 31.2], [121.41, 31.21], [121.4, 31.21])), ['首尾两点应相同（闭合）。']);
	t.deepEqual(words(ring([31.2, 121.4], [31.2, 121.41], [31.21, 121.41], [31.2, 121.4])), [
		'有的点不在国内；坐标应经度在前、纬度在后。',
	]);
	const many = Array.from({length: mostPositions + 1}, (): [number, number] => [121.4, 31.2]);
	t.deepEqual(words({type: 'Polygon', coordinates: [many]}), [`共5001个点，最多5000个，请先简化。`]);
});

test('settling an outline or pins twice is settling them once', t => {
	const degrees = fc.tuple(fc.double({min: 121, max: 122, noNaN: true}), fc.double({min: 31, max: 32, noNaN: true}));
	fc.assert(
		fc.property(fc.array(degrees, {minLength: 4, maxLength: 20}), ring => {
			const once = settleGeometry({type: 'Polygon', coordinates: [ring]});
			t.deepEqual(settleGeometry(once), once);
		}),
	);
	const part = fc.double({min: 0, max: 1, noNaN: true});
	fc.assert(
		fc.property(fc.array(fc.record({riskPointId: fc.uuid(), x: part, y: part})), pins => {
			t.deepEqual(settlePins(settlePins(pins)), settlePins(pins));
			t.true(settlePins(pins).every(({x, y}) => x >= 0 && x <= 1 && y >= 0 && y <= 1));
		}),
	);
});

const picture = {
	sha256: 'a'.repeat(64),
	width: 1000,
	height: 800,
	points: [
		{x: 10, y: 10, lat: 31.21, lng: 121.4},
		{x: 900, y: 700, lat: 31.2, lng: 121.42},
	] as [FixedPoint, FixedPoint],
};
const tiles = {url: 'https://map.example.cn/{z}/{x}/{y}.png', attribution: '某图', coordinates: 'gcj-02' as const, maxZoom: 18};
const pathsOf = (setting: Partial<MapSetting>) => mapFaults({...noMap, ...setting}).map(({path}) => path);

test('a ground that is chosen must be given, and a picture fitted within itself', t => {
	t.deepEqual(pathsOf({}), []);
	t.deepEqual(pathsOf({base: 'picture'}), ['/picture']);
	t.deepEqual(pathsOf({base: 'tiles'}), ['/tiles']);
	t.deepEqual(pathsOf({base: 'picture', picture}), []);
	const [first] = picture.points;
	t.deepEqual(pathsOf({picture: {...picture, points: [first, first]}}), ['/picture/points']);
	t.deepEqual(pathsOf({picture: {...picture, points: [first, {...first, x: 1001}]}}), ['/picture/points/1']);
});

test('tiles name one host, and nothing in their address can widen the policy of the page', t => {
	t.is(tileOrigin({base: 'none', tiles}), null);
	t.is(tileOrigin({base: 'tiles', tiles}), 'https://map.example.cn');
	t.is(tileOrigin({base: 'tiles', tiles: {...tiles, url: 'http://10.1.2.3:8080/t/{z}/{x}/{y}'}}), 'http://10.1.2.3:8080');
	for (const url of [
		'https://{s}.example.cn/{z}/{x}/{y}.png',
		'https://*.example.cn/{z}/{x}/{y}.png',
		"https://a.cn; script-src 'unsafe-inline'/{z}/{x}/{y}",
		'https://a.cn,https://b.cn/{z}/{x}/{y}',
		'https://user:word@a.cn/{z}/{x}/{y}',
		'https://Map.Example.cn/{z}/{x}/{y}',
		'javascript:alert(1)/{z}/{x}/{y}',
		'//a.cn/{z}/{x}/{y}',
		'https://a.cn/{z}/{x}.png',
		'https://a.cn/{z}/{x}/{y}/{y}',
		'https://a.cn/{z}/{x}/{y}?r={r}',
	])
		t.true(pathsOf({base: 'tiles', tiles: {...tiles, url}}).includes('/tiles/url'), url);
	t.deepEqual(pathsOf({base: 'tiles', tiles}), []);
	fc.assert(
		fc.property(fc.string({maxLength: 60}), junk => {
			const origin = tileOrigin({base: 'tiles', tiles: {...tiles, url: `https://${junk}/{z}/{x}/{y}`}});
			t.true(origin === null || /^https:\/\/[a-z0-9.-]+(:\d{1,5})?$/.test(origin));
		}),
	);
});

test('pins that a person does not see stay when he gives his own', t => {
	const pin = (riskPointId: string, x = 0.5): Pin => ({riskPointId, x, y: 0.5});
	const sees = (id: string) => id.startsWith('mine');
	t.deepEqual(pinsKept([pin('other'), pin('mine 1'), pin('mine 2')], [pin('mine 1', 0.25)], sees), [
		pin('other'),
		pin('mine 1', 0.25),
	]);
	t.deepEqual(pinFaults([pin('mine'), pin('mine'), pin('other')], sees), [
		{path: '/pins/1/riskPointId', message: '一张图上一个风险点只标一处。'},
		{path: '/pins/2/riskPointId', message: '该场所没有这个风险点。'},
	]);
});
