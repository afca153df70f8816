import test from 'ava';
import fc from 'fast-check';
import {
	checkDigit,
	hazardNumber,
	inspectionNumber,
	labelFault,
	leadNumber,
	measureNumber,
	paperNumber,
	pointLabel,
	readLabel,
	readVerifyCode,
	siteLabel,
	verifyCode,
} from '../../src/domain/number.ts';
import {usccCheck, usccFault} from '../../src/domain/register/uscc.ts';

const numRuns = process.env.PROVE === 'full' ? 2000 : 200;

test('numbers are written as the rules say', t => {
	t.is(hazardNumber('XH', 2026, 123), 'YH-XH-2026-000123');
	t.is(inspectionNumber('XH', 2026, 1), 'JC-XH-2026-000001');
	t.is(leadNumber('XH', 2026, 1_234_567), 'XS-XH-2026-1234567');
	t.is(measureNumber('XH', 2026, 12), 'CS-XH-2026-0012');
	t.is(paperNumber('{prefix}〔{year}〕{n}号', {prefix: '新桦安改', year: 2026, n: 12}), '新桦安改〔2026〕12号');
	t.is(paperNumber('{prefix}〔{year}〕{n}期', {prefix: '隐患清单', year: 2026, n: 3}), '隐患清单〔2026〕3期');
});

test('the check digit is that of ISO 7064 MOD 11,10', t => {
	t.is(checkDigit('0794'), '5');
	t.is(checkDigit('13669597'), '6');
	t.is(checkDigit('8609574271'), '9');
	t.deepEqual(readLabel(siteLabel(123)), {kind: 'site', n: 123});
	t.deepEqual(readLabel(` ${pointLabel(1234).toLowerCase().replace('-', '')} `), {kind: 'point', n: 1234});
	t.is(readLabel('X000123-7'), null);
	t.is(labelFault(siteLabel(123)), null);
	t.regex(labelFault('D000124-7')!, /末位校验/);
	t.regex(labelFault('X000123-7')!, /不是场所或风险点/);
	t.is(siteLabel(123), 'D000123-7');
});

test('one wrong digit in a label is found', t => {
	const label = fc.tuple(fc.integer({min: 0, max: 999_999}), fc.integer({min: 0, max: 6}), fc.integer({min: 1, max: 9}));
	const property = fc.property(label, ([n, at, shift]) => {
		const places = [1, 2, 3, 4, 5, 6, 8];
		const typed = [...siteLabel(n)];
		const place = places[at]!;
		typed[place] = String((Number(typed[place]) + shift) % 10);
		return readLabel(typed.join('')) === null;
	});
	t.notThrows(() => fc.assert(property, {numRuns}));
});

test('a verify code carries its 16 bytes in 26 characters and survives typing', t => {
	t.is(verifyCode(new Uint8Array(16)), '0'.repeat(26));
	t.is(verifyCode(new Uint8Array(16).fill(255)), `7${'Z'.repeat(25)}`);
	t.is(readVerifyCode(`${'o'.repeat(24)} -il`), `${'0'.repeat(24)}11`);
	t.is(readVerifyCode('8'.repeat(26)), null);
	t.throws(() => verifyCode(new Uint8Array(15)), {instanceOf: RangeError});
	const bytes = fc.uint8Array({minLength: 16, maxLength: 16});
	t.notThrows(() =>
		fc.assert(
			fc.property(bytes, some => readVerifyCode(verifyCode(some)) === verifyCode(some)),
			{numRuns},
		),
	);
});

test('known social credit codes are accepted and faulty ones say why', t => {
	t.is(usccFault('91350100M000100Y43'), null);
	t.is(usccFault('91110000802100433B'), null);
	t.regex(usccFault('91350100M000100Y4')!, /18 位/);
	t.regex(usccFault('91350100M000100YI3')!, /不含/);
	t.regex(usccFault('9135A100M000100Y43')!, /行政区划/);
	t.regex(usccFault('91350100M000100Y34')!, /校验位/);
});

test('one changed character of a social credit code is found', t => {
	const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
	const characters = fc.array(fc.constantFrom(...alphabet), {minLength: 11, maxLength: 11});
	const property = fc.property(
		characters,
		fc.integer({min: 0, max: 999_999}),
		fc.nat({max: 17}),
		fc.integer({min: 1, max: 30}),
		(other, area, at, shift) => {
			const first = `${other.slice(0, 2).join('')}${String(area).padStart(6, '0')}${other.slice(2).join('')}`;
			const code = [...first, usccCheck(first)];
			if (usccFault(code.join('')) !== null) return false;
			code[at] = alphabet[(alphabet.indexOf(code[at]!) + shift) % 31]!;
			return usccFault(code.join('')) !== null;
		},
	);
	t.notThrows(() => fc.assert(property, {numRuns}));
});
