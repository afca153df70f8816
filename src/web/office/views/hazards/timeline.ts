import {dayOf} from '../../../../domain/days.ts';
import {moveTitles} from '../../../../domain/hazards/move-titles.ts';
import {personName} from '../../reference.ts';
import {departmentTitle} from '../../word-lists.ts';
import {dayWords, gradeWords, stateWords} from '../../words.ts';
import type {Field, Hazard} from './move-fields.ts';
import {moveForms} from './move-forms.ts';

type Picture = Pick<Hazard, 'state' | 'grade' | 'dueOn' | 'round'> & {
	facts: Pick<Hazard['facts'], 'photosBefore'>;
	did?: {move: string; body?: Record<string, unknown>};
};
/** An entry of the journal, with the hazard as it was then (`after`). */
export type Entry = {
	version: number;
	at: string;
	actor: string;
	actorName: string | null;
	action: string;
	reason: string | null;
	after: Picture;
};
export type Told = {
	version: number;
	at: string;
	who: string;
	title: string;
	/** What became of it: 待审核 → 已审核. */
	changes: string[];
	lines: {title: string; text: string}[];
	photos: string[];
	paper: {id: string; number: string} | null;
};

const otherTitles: Record<string, string> = {
	registration: '登记',
	'notice-voided': '整改通知书作废',
	'duplicate-kept': '并入重复的隐患',
	'photo-arrived': '照片到达',
	'seen-again': '再次检查仍存在',
};
export const actionTitle = (action: string): string =>
	(moveTitles as Record<string, string>)[action] ?? otherTitles[action] ?? '变更';

const isHash = (text: string): boolean => /^[0-9a-f]{64}$/.test(text);
const stepWords = {'supervision-letter': '督办函'};

function wordsOf({kind, choices}: Field, value: unknown): string {
	if (kind === 'yes') return value ? choices!.yes! : choices!.no!;
	if (kind === 'choice') return {...choices, ...stepWords}[String(value)] ?? String(value);
	if (kind === 'day') return dayWords(String(value));
	if (kind === 'department') return departmentTitle(String(value));
	if (kind === 'people') return (value as string[]).map(id => personName(id) || id).join('、');
	if (Array.isArray(value)) return value.map(one => (isHash(String(one)) ? '照片或扫描件' : String(one))).join('、');
	return String(value);
}

const at = (body: Record<string, unknown>, name: string): unknown => {
	const [first, second] = name.split('/') as [string, string?];
	const value = body[first];
	return second === undefined ? value : (value as Record<string, unknown> | undefined)?.[second];
};

function linesOf(action: string, body: Record<string, unknown>): Told['lines'] {
	const fields = moveForms[action as keyof typeof moveForms]?.fields ?? [];
	return fields.flatMap(field => {
		const value = at(body, field.name);
		if (value === undefined || value === null || field.kind === 'photos' || field.kind === 'hazard') return [];
		return [{title: field.title.replace(/（.*/, ''), text: wordsOf(field, value)}];
	});
}

function changesOf(before: Picture | undefined, now: Picture): string[] {
	if (!before) return [];
	return [
		...(before.state === now.state ? [] : [`${stateWords[before.state]} → ${stateWords[now.state]}`]),
		...(before.grade === now.grade ? [] : [`${gradeWords[before.grade]} → ${gradeWords[now.grade]}`]),
		...(before.dueOn === now.dueOn ? [] : [`期限由${dayWords(before.dueOn)}改为${dayWords(now.dueOn)}`]),
		...(before.round === now.round ? [] : [`进入第${now.round}轮整改`]),
	];
}

const hashesOf = (body: Record<string, unknown>): string[] =>
	[body.photos, body.attachments].flatMap(list => (Array.isArray(list) ? (list as string[]) : []));

/** The life of a hazard in words, the newest first; `entries` as the journal has them, the oldest first. */
export function tell(entries: readonly Entry[]): Told[] {
	return entries
		.map((entry, i): Told => {
			const {action, after, reason} = entry;
			const body = after.did?.body ?? {};
			const lines = linesOf(action, body);
			const isTold = lines.some(({text}) => text === reason);
			const {paperId, number} = body as {paperId?: string; number?: string};
			return {
				version: entry.version,
				at: entry.at,
				who: entry.actorName ?? '系统',
				title: actionTitle(action),
				changes: changesOf(entries[i - 1]?.after, after),
				lines: reason && !isTold ? [...lines, {title: '说明', text: reason}] : lines,
				photos: action === 'registration' ? after.facts.photosBefore : hashesOf(body),
				paper: paperId ? {id: paperId, number: number ?? '督办函'} : null,
			};
		})
		.reverse();
}

/** 秦正2026年9月3日办理了“审核”: what came between two looks. */
export const lastWords = (entry: {at: string; actorName: string | null; action: string}): string =>
	`${entry.actorName ?? '系统'}于${dayWords(dayOf(entry.at))}办理了“${actionTitle(entry.action)}”`;
