import {changesBetween} from '../../changes.ts';
import {dayWords} from '../../words.ts';
import type {Column, Field} from './table-fields.ts';

type Row = Record<string, unknown>;
const isRecord = (value: unknown): value is Row => typeof value === 'object' && value !== null && !Array.isArray(value);

export const valueAt = (value: unknown, at: readonly string[]): unknown =>
	at.reduce<unknown>((inner, name) => (isRecord(inner) ? inner[name] : undefined), value);

/** The value with one member replaced; undefined takes the member out, and a branch that is left empty with it. */
export function withValue(value: unknown, [first, ...rest]: readonly string[], part: unknown): unknown {
	if (first === undefined) return part;
	const record = isRecord(value) ? value : {};
	const inner = withValue(record[first], rest, part);
	const isGone = inner === undefined || (rest.length > 0 && isRecord(inner) && Object.keys(inner).length === 0);
	if (!isGone) return {...record, [first]: inner};
	const {[first]: _, ...others} = record;
	return others;
}

export const columnPath = (column: Column): string[] => ('at' in column && column.at ? column.at : [column.name]);

const titleOf = (options: {value: string | null; title: string}[], value: unknown): string =>
	options.find(option => option.value === value)?.title ?? String(value ?? '—');

export function cellWords(column: Column, row: unknown): string {
	const value = valueAt(row, columnPath(column));
	if (value === undefined || value === null || value === '') {
		if (column.kind === 'choice') return titleOf(column.options, value ?? null);
		return column.kind === 'day' ? '长期' : '缺省';
	}
	if (column.kind === 'choice') return titleOf(column.options, value);
	if (column.kind === 'number' && column.said) return column.said(Number(value));
	return column.kind === 'day' ? dayWords(String(value)) : String(value);
}

/** A field's value as one line. */
export function fieldWords(field: Field, value: unknown): string {
	const own = valueAt(value, field.at);
	if (field.kind === 'number') return `${String(own ?? field.usual ?? '—')}${field.unit}`;
	if (field.kind === 'choice') return titleOf(field.options, own);
	if (field.kind === 'choices') return ((own ?? []) as string[]).map(one => titleOf(field.options, one)).join('、') || '无';
	if (field.kind === 'text') return String(own ?? '');
	return `${((own ?? []) as unknown[]).length}行`;
}

const rowsOf = (value: unknown, at: readonly string[]): unknown[] => (valueAt(value, at) as unknown[] | undefined) ?? [];
const rowWords = (columns: Column[], row: unknown): string =>
	columns.map(column => `${column.title}：${cellWords(column, row)}`).join('，');

/** What a change comes to, line by line. */
export function fieldChanges(fields: readonly Field[], before: unknown, after: unknown): string[] {
	return fields.flatMap(field => {
		if (field.kind !== 'rows') {
			const [was, is] = [fieldWords(field, before), fieldWords(field, after)];
			return was === is ? [] : [`${field.title}：${was} → ${is}`];
		}
		const words = (value: unknown) => rowsOf(value, field.at).map(row => rowWords(field.columns, row));
		return listChanges(words(before), words(after), field.title);
	});
}

/** The same for a list of lines: what went, what came, what only changed its place. */
export function listChanges(before: readonly string[], after: readonly string[], title: string): string[] {
	const gone = before.filter(line => !after.includes(line)).map(line => `${title}去掉：${line}`);
	const fresh = after.filter(line => !before.includes(line)).map(line => `${title}增加：${line}`);
	const isMoved = gone.length + fresh.length === 0 && before.join('\n') !== after.join('\n');
	return isMoved ? [title ? `${title}的次序改变` : '次序改变'] : [...gone, ...fresh];
}

/** What differs between two lists of rows, each said as one line. */
export const rowChanges =
	<T>(words: (row: T) => string) =>
	(before: unknown, after: unknown): string[] =>
		listChanges((before as T[]).map(words), (after as T[]).map(words), '');

/** What differs in a table that is edited as JSON, member by member. */
export const jsonChanges = (before: unknown, after: unknown): string[] =>
	changesBetween(before, after).map(({path, was, is}) => `${path.join(' · ')}：${short(was)} → ${short(is)}`);
const short = (value: unknown): string => {
	if (value === undefined) return '无';
	const text = typeof value === 'string' ? value : JSON.stringify(value);
	return text.length > 120 ? `${text.slice(0, 120)}…` : text;
};

type Fault = {path: string; message: string};
/**
 * Of the faults of a form those at something that was typed: what a schema says of the other shapes that a part might have had
 * is noise there. All of them when none is of that kind.
 */
export function typedFaults(faults: readonly Fault[], value: unknown): Fault[] {
	const isTyped = ({path}: Fault): boolean => {
		const parts = path.split('/').slice(2);
		const found = parts.reduce<unknown>((inner, part) => (inner as Row | undefined)?.[part], value);
		return parts.at(-1) !== 'kind' && found !== undefined && !isRecord(found);
	};
	const typed = faults.filter(isTyped);
	return typed.length > 0 ? typed : [...faults];
}

const memberWords: Record<string, string> = {
	title: '名称',
	window: '日期',
	from: '起',
	to: '止',
	by: '由谁公布',
	usually: '往年',
	announced: '公布的日期',
	source: '来源',
	checks: '检查',
	checklist: '检查表',
	kinds: '场所类别',
	tags: '标签',
	text: '要求',
	basis: '依据',
	domain: '领域',
	placeType: '部位',
	object: '对象',
	items: '检查项',
	words: '字词',
	department: '部门',
	check: '待核的问题',
};
/** '/value/3/window/from' → '第4行“清明节” · 日期 · 起'. */
export function pointerWords(path: string, value: unknown): string {
	const parts = path.split('/').slice(2);
	let inner: unknown = value;
	const words = parts.map(part => {
		inner = Array.isArray(inner) ? inner[Number(part)] : isRecord(inner) ? inner[part] : undefined;
		if (!/^\d+$/.test(part)) return memberWords[part] ?? part;
		const title = isRecord(inner) ? (inner.title ?? inner.kind ?? inner.department) : undefined;
		return `第${Number(part) + 1}行${typeof title === 'string' ? `“${title}”` : ''}`;
	});
	return words.join(' · ') || '整张表';
}
