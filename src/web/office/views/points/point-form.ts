import type {Static} from '@sinclair/typebox';
import type {SectorReply} from '../../../../contract/sectors.ts';
import type {ControlKind} from '../../../../domain/register/risk-point.ts';
import type {FormField} from '../../conflict.ts';
import {domainTitle, sectorOf} from '../../forms.ts';
import {dayWords} from '../../words.ts';
import {controlKindWords, type Point} from './point-words.ts';

export type Attribute = Static<typeof SectorReply>['attributes'][number];
export type ControlForm = {id: string; kind: ControlKind; text: string; owner: string; level: string; items: string[]};
/** A risk point as it is typed: every text is there, blanks mean nothing. */
export type PointForm = {
	siteId: string;
	domain: string;
	name: string;
	place: string;
	/** Numbers as they are typed, true and false in letters. */
	attributes: Record<string, string>;
	events: string[];
	controls: ControlForm[];
	closedOn: string;
};

export const blankControl: ControlForm = {id: '', kind: 'management', text: '', owner: '', level: '', items: []};
export const blankPoint: PointForm = {
	siteId: '',
	domain: '',
	name: '',
	place: '',
	attributes: {},
	events: [],
	controls: [],
	closedOn: '',
};

export const pointFormOf = (point: Point): PointForm => ({
	siteId: point.siteId,
	domain: point.domain,
	name: point.name,
	place: point.place,
	attributes: Object.fromEntries(Object.entries(point.attributes).map(([code, value]) => [code, String(value)])),
	events: [...point.events],
	controls: point.controls.map(({level, items, ...rest}) => ({...rest, level: level ?? '', items: [...items]})),
	closedOn: point.closedOn ?? '',
});

/** As the attribute's kind wants it; what is no number goes as it is, for the server to say so. */
function attributeValue(kind: Attribute['kind'] | undefined, text: string): string | number | boolean {
	if (kind === 'boolean') return text === 'true';
	return kind === 'number' && !Number.isNaN(Number(text)) ? Number(text) : text.trim();
}
function attributesBody({domain, attributes}: PointForm): Record<string, string | number | boolean> {
	const kinds = new Map((sectorOf(domain)?.attributes ?? []).map(({code, kind}) => [code, kind]));
	const given = Object.entries(attributes).filter(([, text]) => text.trim() !== '');
	return Object.fromEntries(given.map(([code, text]) => [code, attributeValue(kinds.get(code), text)]));
}
const controlBody = ({id, level, text, owner, ...rest}: ControlForm) => ({
	...rest,
	...(id && {id}),
	text: text.trim(),
	owner: owner.trim(),
	level: level || null,
});

/** What the server takes: what was changed and nothing else. A point keeps its site and its field of work. */
export function pointBodyOf(form: PointForm, changed: readonly string[], isNew: boolean): Record<string, unknown> {
	const body: Record<string, unknown> = {
		siteId: form.siteId,
		domain: form.domain,
		name: form.name.trim(),
		place: form.place.trim(),
		attributes: attributesBody(form),
		events: form.events,
		controls: form.controls.map(controlBody),
		closedOn: form.closedOn || null,
	};
	const asked = Object.entries(body).filter(([name]) => changed.includes(name));
	return Object.fromEntries(asked.filter(([, value]) => !(isNew && (value === '' || value === null))));
}

export function attributeWords({domain, attributes}: Pick<PointForm, 'domain' | 'attributes'>): string {
	const known = sectorOf(domain)?.attributes ?? [];
	const said: Record<string, string> = {true: '是', false: '否'};
	return Object.entries(attributes)
		.filter(([, text]) => text.trim() !== '')
		.map(([code, text]) => {
			const attribute = known.find(one => one.code === code);
			const value = attribute?.kind === 'boolean' ? (said[text] ?? text) : text;
			return `${attribute?.title ?? code}：${value}${attribute?.unit ?? ''}`;
		})
		.join('；');
}

/** The form's fields with their names, as a conflict speaks of them. */
export const pointFields: ReadonlyArray<FormField<PointForm>> = [
	{name: 'siteId', title: '场所', show: form => form.siteId},
	{name: 'domain', title: '领域', show: form => domainTitle(form.domain)},
	{name: 'name', title: '名称', show: form => form.name},
	{name: 'place', title: '部位', show: form => form.place},
	{name: 'attributes', title: '属性', show: attributeWords},
	{name: 'events', title: '可能发生', show: form => form.events.join('、')},
	{
		name: 'controls',
		title: '管控措施',
		show: form => form.controls.map(one => `${controlKindWords[one.kind]}：${one.text}（${one.owner}）`).join('；'),
	},
	{name: 'closedOn', title: '注销日期', show: form => (form.closedOn ? dayWords(form.closedOn) : '')},
];

/** What the paths of the body are called, for faults. */
export const pointPaths: Record<string, string> = {
	'/siteId': '场所',
	'/domain': '领域',
	'/name': '名称',
	'/place': '部位',
	'/attributes': '属性',
	'/events': '可能发生',
	'/controls': '管控措施',
	'/closedOn': '注销日期',
};
