import {brokenQueries} from './broken-words.ts';
import type {Luck} from './luck.ts';
import {forbiddenTexts} from './naughty.ts';
import type {Shot} from './requests.ts';

export function breakQuery(path: string, luck: Luck): string {
	const more = luck.pick(brokenQueries);
	return `${path}${path.includes('?') ? '&' : '?'}${more}`;
}

type Breaking = (shot: Shot, luck: Luck) => Shot;
const withText = (shot: Shot, text: string | Buffer): Shot => ({...shot, body: Buffer.from(text as string)});
const withType = (shot: Shot, type: string): Shot => ({...shot, headers: {...shot.headers, 'content-type': type}});
const parsed = (shot: Shot): unknown => JSON.parse(shot.body!.toString());

const strange: unknown[] = [
	null,
	true,
	false,
	0,
	-1,
	1.5,
	1e308,
	'',
	'x',
	[],
	{},
	[[]],
	[null],
	{a: 1},
	'安'.repeat(2001),
	'x'.repeat(100_000),
	...Object.values(forbiddenTexts),
];

const breakings: Breaking[] = [
	(shot, luck) => replaced(shot, luck, () => luck.pick(strange)),
	(shot, luck) => replaced(shot, luck, () => luck.pick(strange)),
	(shot, luck) => replaced(shot, luck, () => luck.pick(Object.values(forbiddenTexts))),
	(shot, luck) => replaced(shot, luck, () => undefined),
	(shot, luck) =>
		replaced(shot, luck, value => (Array.isArray(value) ? Array.from({length: 5000}, () => value[0] ?? 0) : [value])),
	(shot, luck) => {
		const name = luck.pick([
			'extra',
			'__proto__',
			'constructor',
			'toString',
			'',
			'id ',
			'安',
			'a'.repeat(1000),
			'a\u0000',
			'a~/b',
		]);
		const text = shot.body!.toString();
		const more = `${JSON.stringify(name)}:${luck.pick(['1', '{"a":{}}', '[]', 'null'])}`;
		return withText(shot, text.startsWith('{}') || !text.startsWith('{') ? `{${more}}` : `{${more},${text.slice(1)}`);
	},
	// Numbers that JSON has and JavaScript has not.
	(shot, luck) => {
		const text = shot.body!.toString();
		const number = luck.pick(['1e400', '-1e400', '9007199254740993', '-0', '1E+2', '0.1e-400', '99999999999999999999999999']);
		return withText(shot, luck.chance(50) ? text.replace(/:\d+/, `:${number}`) : text.replace('{', `{"n":${number},`));
	},
	(shot, luck) => withText(shot, shot.body!.subarray(0, luck.roll(shot.body!.length + 1))),
	(shot, luck) => {
		const bytes = Buffer.from(shot.body!);
		for (let n = 1 + luck.roll(4); n > 0; n--) bytes[luck.roll(bytes.length)] = luck.roll(256);
		return withText(shot, bytes);
	},
	(shot, luck) =>
		withText(
			shot,
			luck.pick([
				'null',
				'[]',
				'"x"',
				'1',
				'true',
				'',
				' ',
				'{',
				'}',
				'{]',
				"{'a':1}",
				'{"a":1,}',
				'\uFEFF{}',
				'[[]]',
				'NaN',
				'undefined',
				'{"a":1}{"b":2}',
			]),
		),
	(shot, luck) =>
		withText(
			shot,
			luck.pick([
				nested('[', ']', 40),
				nested('[', ']', 50_000),
				nested('{"a":', '}', 33),
				nested('{"a":', '}', 40_000),
				nested('[', '', 100_000),
			]),
		),
	shot => withText(shot, JSON.stringify({text: '安'.repeat(400_000)})),
	(shot, luck) =>
		withType(
			shot,
			luck.pick([
				'text/plain',
				'application/x-www-form-urlencoded',
				'application/json; charset=gbk',
				'application/jsonp',
				'multipart/form-data',
				'',
				'x',
				'application/octet-stream',
				'APPLICATION/JSON',
			]),
		),
	(shot, luck) => ({...shot, headers: {...shot.headers, 'content-encoding': luck.pick(['gzip', 'br', 'x'])}}),
	shot => ({...shot, body: undefined, headers: {...shot.headers, 'content-length': '0'}}),
	(shot, luck) => ({
		...shot,
		headers: {
			...shot.headers,
			...luck.pick([
				{cookie: 'register_session=%00; a=b'},
				{cookie: '=;;='},
				{'if-none-match': '"x'},
				{accept: 'x'},
				{'accept-encoding': '*;q=0'},
				{origin: 'null'},
				{host: 'evil.example'},
				{'x-forwarded-for': "'"},
				{range: 'bytes=9-1'},
			]),
		},
	}),
];

export const breakBody: Breaking = (shot, luck) => luck.pick(breakings)(shot, luck);

const nested = (open: string, close: string, depth: number): string =>
	open.repeat(depth) + (open === '[' ? '' : '1') + close.repeat(depth);

/** Another value at one place of the body, however deep; `undefined` takes it away. */
function replaced(shot: Shot, luck: Luck, by: (value: unknown) => unknown): Shot {
	const body = parsed(shot);
	const places: Array<[Record<string, unknown>, string]> = [];
	const walk = (value: unknown): void => {
		if (typeof value !== 'object' || value === null) return;
		for (const [name, inner] of Object.entries(value)) {
			places.push([value as Record<string, unknown>, name]);
			walk(inner);
		}
	};
	walk(body);
	if (places.length === 0) return withText(shot, JSON.stringify(luck.pick(strange) ?? null));
	const [holder, name] = luck.pick(places);
	holder[name] = by(holder[name]);
	return withText(shot, JSON.stringify(body));
}
