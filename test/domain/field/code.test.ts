import test from 'ava';
import fc from 'fast-check';
import {readCode} from '../../../src/domain/field/code.ts';
import {pointLabel, siteLabel} from '../../../src/domain/number.ts';

const id = '0193a1b2-7c3d-7e4f-8a5b-6c7d8e9f0a1b';
const point = pointLabel(1234);

test('an address from a label stands for the label, whatever host printed it', t => {
	for (const origin of ['https://register.example', 'http://127.0.0.1:3000'])
		t.deepEqual(readCode(`${origin}/m/points/${point}`), {kind: 'label', label: point});
	t.deepEqual(readCode(`https://a.example/m/points/${point}?from=wall#x`), {kind: 'label', label: point});
	t.deepEqual(readCode(`https://a.example/m/sites/${siteLabel(12)}`), {kind: 'label', label: siteLabel(12)});
});

test('an address from a blank checklist stands for its task', t => {
	t.deepEqual(readCode(`https://a.example/m/slots/${id.toUpperCase()}`), {kind: 'slot', id});
	t.is(readCode('https://a.example/m/slots/17').kind, 'fault');
});

test('a label may be typed small, wide, without its hyphen, with another dash and with blanks', t => {
	const digits = point.slice(1, 7);
	const last = point.slice(8);
	for (const text of [
		point.toLowerCase(),
		`F${digits}${last}`,
		` F ${digits} - ${last} `,
		`Ｆ${digits}－${last}`,
		`F${digits}—${last}`,
	])
		t.deepEqual(readCode(text), {kind: 'label', label: point}, text);
});

test('one wrong digit is told as such, and codes of other things by what they are', t => {
	const wrong = `${point.slice(0, -1)}${(Number(point.at(-1)) + 1) % 10}`;
	const words = (text: string) => (readCode(text) as {words?: string}).words ?? '';
	t.regex(words(wrong), /末位校验不符/);
	t.regex(words('https://a.example/verify/0123456789ABCDEFGHJKMNPQRS'), /查验码/);
	t.regex(words('https://a.example/reply/abc'), /回复链接/);
	t.regex(words('https://pay.example/qr/1'), /不是本系统/);
	t.regex(words('WIFI:S:guest;;'), /编号如/);
	t.regex(words('https://a.example/m/points/%E0%A4%A'), /编号如/);
});

test('no text at all makes it throw', t => {
	fc.assert(fc.property(fc.oneof(fc.string(), fc.webUrl()), text => ['label', 'slot', 'fault'].includes(readCode(text).kind)));
	t.pass();
});
