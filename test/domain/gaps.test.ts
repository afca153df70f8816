import test from 'ava';
import {gapsOf, letterFaults, type Responsibility} from '../../src/domain/register/gaps.ts';

const safetyManager = {name: '滕某', phone: '021-00002001'};
const responsibilityLetter = {signedOn: '2025-03-03', validTo: '2026-03-02', photo: null};
const site = (changes: Partial<Responsibility & {startsOn: string; closedOn: string | null}> = {}) => ({
	safetyManager,
	responsibilityLetter,
	startsOn: '2020-01-01',
	closedOn: null,
	...changes,
});
const codes = (changes: Parameters<typeof site>[0], today = '2026-03-02') => gapsOf(site(changes), today).map(({code}) => code);

test('no safety manager, no letter, a letter that ended yesterday', t => {
	t.deepEqual(codes({}), [], 'its last day still counts');
	t.deepEqual(codes({}, '2026-03-03'), ['letter-expired']);
	t.deepEqual(codes({safetyManager: null, responsibilityLetter: null}), ['no-safety-manager', 'no-letter']);
	t.deepEqual(codes({responsibilityLetter: {...responsibilityLetter, validTo: null}}, '2040-01-01'), []);
	t.is(gapsOf(site(), '2026-03-03')[0]!.text, '安全责任书已于2026年3月2日到期。');
});

test('a place that is not in use has none', t => {
	const bare = {safetyManager: null, responsibilityLetter: null};
	t.deepEqual(codes({...bare, closedOn: '2026-03-02'}), []);
	t.is(codes({...bare, closedOn: '2026-03-03'}).length, 2);
	t.deepEqual(codes({...bare, startsOn: '2026-03-03'}), []);
});

test('a letter signed tomorrow, or ending before it begins', t => {
	const paths = (letter: object) =>
		letterFaults(site({responsibilityLetter: {...responsibilityLetter, ...letter}}), '2026-03-02').map(({path}) => path);
	t.deepEqual(paths({}), []);
	t.deepEqual(paths({signedOn: '2026-03-03', validTo: '2026-03-01'}), [
		'/responsibilityLetter/signedOn',
		'/responsibilityLetter/validTo',
	]);
});
