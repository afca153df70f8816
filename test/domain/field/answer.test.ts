import test from 'ava';
import fc from 'fast-check';
import {readAnswer, troubleOf} from '../../../src/domain/field/answer.ts';

const id = '0199a000-0000-7000-8000-000000000001';
const now = '2026-03-02T02:00:00.000Z';
const json = 'application/json; charset=utf-8';
const problem = 'application/problem+json';
const reply = (status: number, body: unknown, type = json, retryAfter: string | null = null) => ({
	status,
	type,
	body,
	retryAfter,
});
const numRuns = process.env.PROVE === 'full' ? 20_000 : 2000;

const own = fc.record({id: fc.constantFrom(id, id, id.toUpperCase(), 1, null), number: fc.anything()});
const stated = fc.record({
	code: fc.oneof(fc.constantFrom('rules', 'role'), fc.anything()),
	detail: fc.anything(),
	errors: fc.anything(),
});
const drawn = fc.record({
	status: fc.oneof(fc.integer({min: 0, max: 599}), fc.constantFrom(200, 201), fc.constantFrom(304, 401, 401, 409, 422, 500, 503)),
	type: fc.constantFrom(json, json, problem, 'text/html', ''),
	body: fc.oneof(fc.jsonValue(), {arbitrary: own, weight: 3}, {arbitrary: stated, weight: 3}, fc.constant(undefined)),
	retryAfter: fc.option(fc.oneof(fc.string(), fc.integer().map(String), fc.double().map(String))),
});

const anyReply = fc.oneof(
	{arbitrary: drawn, weight: 8},
	fc.constant(reply(201, {id, number: 'JC-XH-2026-000001'})),
	fc.constant(reply(401, {code: 'session', detail: '请重新登录。'}, problem)),
);

test('no reply is ever believed but one that says the thing’s own id with success', t => {
	let believed = 0;
	fc.assert(
		fc.property(anyReply, one => {
			const answer = readAnswer(one, id, now);
			const isHonest =
				(one.status === 200 || one.status === 201) && one.type.includes('json') && (one.body as {id?: unknown} | null)?.id === id;
			believed += isHonest ? 1 : 0;
			return (answer.kind === 'accepted') === isHonest;
		}),
		{numRuns},
	);
	t.true(believed > 10, 'honest replies were among them');
});

test('only a problem of our own server refuses or asks for a sign-in, whatever comes', t => {
	const kinds = new Set<string>();
	fc.assert(
		fc.property(anyReply, one => {
			const {kind} = readAnswer(one, id, now);
			kinds.add(kind);
			return (kind !== 'refused' && kind !== 'sign-in') || troubleOf(one) !== null;
		}),
		{numRuns},
	);
	t.deepEqual([...kinds].sort(), ['accepted', 'later', 'refused', 'sign-in']);
});

test('a wait that a server asks for is kept, up to an hour and never backwards', t => {
	fc.assert(
		fc.property(anyReply, one => {
			const answer = readAnswer(one, id, now);
			return answer.kind !== 'later' || answer.seconds === undefined || (answer.seconds > 0 && answer.seconds <= 3600);
		}),
		{numRuns},
	);
	const busy = (retryAfter: string) => readAnswer(reply(503, undefined, 'text/html', retryAfter), id, now);
	t.like(busy('7'), {kind: 'later', seconds: 7});
	t.like(busy('86400'), {kind: 'later', seconds: 3600});
	t.false('seconds' in busy('Wed, 21 Oct 2026 07:28:00 GMT'));
	t.false('seconds' in busy('-5'));
});

test('a captive portal’s page is no answer', t => {
	t.is(readAnswer(reply(200, undefined, 'text/html'), id, now).kind, 'later');
	t.is(readAnswer(reply(302, undefined, 'text/html'), id, now).kind, 'later');
	t.is(readAnswer(reply(0, undefined, ''), id, now).kind, 'later');
	t.is(readAnswer(reply(200, {id: 'another'}), id, now).kind, 'later');
});

test('a bare refusal from in between is tried again, one of ours is final', t => {
	for (const status of [400, 401, 403, 404, 409, 413, 422]) {
		t.is(readAnswer(reply(status, undefined, 'text/html'), id, now).kind, 'later', String(status));
		const ours = {code: 'rules', status, detail: '不符合规定。', errors: [{path: '/met', message: '请填写。'}]};
		t.is(readAnswer(reply(status, ours, problem), id, now).kind, status === 401 ? 'sign-in' : 'refused', String(status));
	}
});

test('a refusal keeps its sentence and every fault', t => {
	const errors = [
		{path: '/met', message: '请填写。'},
		{path: '/checks/0', message: '缺少检查表。'},
	];
	t.deepEqual(readAnswer(reply(422, {code: 'rules', detail: '不符合规定。', errors}, problem), id, now), {
		kind: 'refused',
		trouble: {code: 'rules', status: 422, detail: '不符合规定。', errors},
	});
});

test('what was accepted says its number, hazards and flags', t => {
	const body = {
		id,
		number: 'JC-XH-2026-000001',
		hazards: [
			{id: 'x', number: 'YH-XH-2026-000001', item: 'F01', defect: 0, grade: 'general', route: 'notice', dueOn: '2026-03-09'},
		],
		flags: [{code: 'photo-awaited', detail: '有照片未到。'}],
	};
	t.deepEqual(readAnswer(reply(201, body), id, now), {
		kind: 'accepted',
		receipt: {
			number: 'JC-XH-2026-000001',
			hazards: [{number: 'YH-XH-2026-000001', grade: 'general', dueOn: '2026-03-09'}],
			flags: ['有照片未到。'],
			at: now,
		},
	});
});
