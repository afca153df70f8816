import type {Static} from '@sinclair/typebox';
import type {HazardDetail} from '../../../../contract/hazards.ts';

export type Hazard = Static<typeof HazardDetail>;
export type Value = string | string[] | boolean | null;
export type Form = Record<string, Value>;
export type Asked = {form: Form; hazard: Hazard};

/** One thing that a move asks for; `name` is its path in the body ('parties/industry'). */
export type Field = {
	name: string;
	title: string;
	kind:
		| 'line'
		| 'long'
		| 'lines'
		| 'money'
		| 'day'
		| 'choice'
		| 'yes'
		| 'photos'
		| 'people'
		| 'department'
		| 'criteria'
		| 'hazard';
	/** What the server will refuse without, as far as the page can tell. */
	need?: boolean | ((asked: Asked) => boolean);
	/** Asked only then. */
	when?: (asked: Asked) => boolean;
	choices?: Record<string, string>;
	/** What stands there at first. */
	start?: (hazard: Hazard, me: string) => Value;
	/** Sent only when it was changed. */
	onlyChanged?: boolean;
	hint?: string | ((hazard: Hazard) => string);
	/** A deadline: told when it falls into a holiday. */
	advised?: boolean;
	most?: number;
};
export type MoveForm = {note?: (hazard: Hazard) => string; fields: Field[]; done: string};

const blankOf = ({kind}: Field): Value => (['photos', 'people', 'criteria'].includes(kind) ? [] : kind === 'yes' ? null : '');
export const startOf = (field: Field, hazard: Hazard, me: string): Value => field.start?.(hazard, me) ?? blankOf(field);

export const formOf = (fields: readonly Field[], hazard: Hazard, me: string): Form =>
	Object.fromEntries(fields.map(field => [field.name, startOf(field, hazard, me)]));

export const shownIn = (fields: readonly Field[], asked: Asked): Field[] => fields.filter(({when}) => !when || when(asked));
export const isNeeded = ({need}: Field, asked: Asked): boolean => (typeof need === 'function' ? need(asked) : need === true);

const isBlank = (value: Value): boolean =>
	value === null || (typeof value === 'string' && value.trim() === '') || (Array.isArray(value) && value.length === 0);

const sentAs = ({kind}: Field, value: Value): unknown => {
	if (kind === 'money') return Number(value);
	if (kind === 'lines')
		return String(value)
			.split('\n')
			.flatMap(line => line.trim() || []);
	return typeof value === 'string' ? value.trim() : value;
};

/** What is sent: what is asked for and was filled in; blanks are left out, and the server says what is missing. */
export function bodyOf(fields: readonly Field[], {form, hazard}: Asked, me: string): Record<string, unknown> {
	const body: Record<string, unknown> = {};
	for (const field of shownIn(fields, {form, hazard})) {
		const value = form[field.name] ?? null;
		const isSame = JSON.stringify(value) === JSON.stringify(startOf(field, hazard, me));
		if (isBlank(value) || (field.onlyChanged && isSame)) continue;
		const [first, second] = field.name.split('/') as [string, string?];
		if (second === undefined) body[first] = sentAs(field, value);
		else body[first] = {...(body[first] as object | undefined), [second]: sentAs(field, value)};
	}
	return body;
}

/** The faults of each field, and those that belong to none that is shown. */
export function faultsBy(
	fields: readonly Field[],
	errors: readonly {path: string; message: string}[],
): {at: Map<string, string[]>; others: string[]} {
	const at = new Map<string, string[]>();
	const others: string[] = [];
	for (const {path, message} of errors) {
		const field = fields.find(({name}) => path === `/${name}` || path.startsWith(`/${name}/`));
		if (field) at.set(field.name, [...(at.get(field.name) ?? []), message]);
		else others.push(message);
	}
	return {at, others};
}
