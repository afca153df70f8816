import type {Role} from './person.ts';

/** How much of other people's telephone numbers and signatures a person sees (rules §1.2). */
export type Sight = 'full' | 'masked' | 'none';

export function sightOf(roles: readonly Role[]): Sight {
	if (roles.some(role => role === 'inspector' || role === 'manager' || role === 'leader')) return 'full';
	return roles.includes('auditor') ? 'masked' : 'none';
}

const isPersonal = (name: string): boolean => /phone$|^signatures?$/i.test(name);
const numbers = /(?<!\d)1[3-9]\d{9}(?!\d)/g;

/** A picture as a person with this sight may see it: numbers masked, or personal fields taken out. */
export function hidePersonal(value: unknown, sight: Sight): unknown {
	if (sight === 'full') return value;
	if (typeof value === 'string') return hideNumbers(value, sight);
	if (Array.isArray(value)) return value.map(inner => hidePersonal(inner, sight));
	if (typeof value !== 'object' || value === null) return value;
	const fields = Object.entries(value).filter(([name]) => sight !== 'none' || !isPersonal(name));
	return Object.fromEntries(fields.map(([name, inner]) => [name, isPersonal(name) ? mask(inner) : hidePersonal(inner, sight)]));
}

/** Mobile numbers that people wrote into a text. */
export const hideNumbers = (text: string, sight: Sight): string =>
	sight === 'full' ? text : text.replaceAll(numbers, number => (sight === 'masked' ? maskNumber(number) : '***'));

const mask = (value: unknown): unknown => (typeof value === 'string' ? maskNumber(value) : value === null ? null : '***');

const maskNumber = (number: string): string => (number.length >= 8 ? `${number.slice(0, 3)}****${number.slice(-4)}` : '***');
