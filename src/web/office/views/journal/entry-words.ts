import {dutyTitles} from '../../../../domain/hazards/duties.ts';
import {causeNames, progressNames} from '../../../../domain/hazards/measure.ts';
import {actionTitles, subjectTitles} from '../../../../domain/journal/words.ts';
import {roleTitles} from '../../../../domain/person.ts';
import type {Change} from '../../changes.ts';
import {nameOf} from '../../names.ts';
import {areaName, itemTitle, personName} from '../../reference.ts';
import {dayWords, domainWords, gradeWords, levelWords, momentWords, stateWords} from '../../words.ts';
import {fieldTitles} from './field-words.ts';

export type Entry = {
	seq: number;
	subject: string;
	version: number;
	at: string;
	actor: string;
	actorName: string | null;
	action: string;
	reason: string | null;
	after: unknown;
	before?: unknown;
};

export const actionWords = (action: string): string => actionTitles[action] ?? action;
export const kindOf = (subject: string): string => subject.slice(0, subject.indexOf(':'));
export const idOf = (subject: string): string => subject.slice(subject.indexOf(':') + 1);

/** 隐患 YH-XH-2026-000123 */
export function subjectWords(subject: string): string {
	const id = idOf(subject);
	if (subject === 'setting:organisation') return '本单位信息';
	if (id.startsWith('table/')) return `表格 ${id.slice(6)}`;
	if (id.startsWith('calendar/')) return `${id.slice(9)}年放假安排`;
	return `${subjectTitles[kindOf(subject)] ?? kindOf(subject)} ${nameOf(subject)}`.trim();
}

const pages: Record<string, string> = {
	hazard: 'hazards',
	site: 'sites',
	'risk-point': 'risk-points',
	inspection: 'inspections',
	paper: 'papers',
	plan: 'plans',
	measure: 'measures',
	'list-issue': 'list-issues',
	report: 'reports',
};
/** The page of a subject, where it has one. */
export function pageOf(subject: string): string | undefined {
	const id = idOf(subject);
	if (id.startsWith('table/')) return `/settings/tables/${id.slice(6)}`;
	const folder = pages[kindOf(subject)];
	return folder && `/${folder}/${id}`;
}

/** A member's place in words; what only holds others together is left out. */
export const fieldWords = (path: readonly string[]): string =>
	path
		.map(name => (Object.hasOwn(fieldTitles, name) ? fieldTitles[name]! : uuid.test(name) ? shownId(name) : name))
		.filter(Boolean)
		.join(' · ');

const hidden = new Set(['version', 'id', 'did']);
/** What is worth telling of an entry: not its own number, nor the form that was sent (what came of it is told). */
export const isTold = ({path: [first = ''], is, was}: Change): boolean =>
	!hidden.has(first) && !(was === undefined && (is === null || is === ''));

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/** What a field that holds ids leads to. */
const kinds: Record<string, string> = {
	siteId: 'site',
	riskPointId: 'risk-point',
	riskPointIds: 'risk-point',
	planId: 'plan',
	inspectionId: 'inspection',
	noticePaperId: 'paper',
	paperId: 'paper',
	replacedBy: 'paper',
	replaces: 'paper',
	duplicateOf: 'hazard',
	recurrenceOf: 'hazard',
	hazardIds: 'hazard',
	teams: 'team',
};
export const subjectAt = (path: readonly string[], value: unknown): string | undefined => {
	const kind = kinds[path.at(-1) ?? ''];
	return kind && typeof value === 'string' && uuid.test(value) ? `${kind}:${value}` : undefined;
};
const shownId = (id: string): string => personName(id) || areaName(id) || `编号${id.slice(0, 8)}…`;

const enums: Record<string, Record<string, string>> = {
	grade: gradeWords,
	level: levelWords,
	assessedLevel: levelWords,
	domain: domainWords,
	domains: domainWords,
	roles: roleTitles,
	cause: causeNames,
	progress: progressNames,
	step: dutyTitles,
	result: {pass: '合格', fail: '不合格', confirmed: '认定', 'not-confirmed': '不认定', approved: '同意', returned: '退回'},
	route: {notice: '限期整改', 'on-the-spot': '当场整改'},
	outcome: {inspected: '已检查', 'could-not-inspect': '未能检查'},
	closure: {reinspected: '复查合格', 'on-the-spot': '当场整改', department: '部门办结', 'site-gone': '场所灭失'},
	anchor: {completion: '滚动', calendar: '按周期'},
	extension: {none: '无', pending: '待审批', granted: '已同意'},
	listing: {none: '无', listed: '已挂牌', applied: '已申请摘牌', reviewed: '已现场审查', delisted: '已摘牌'},
	siteGone: {none: '无', proposed: '已提出'},
};
const most = 120;
const shortened = (text: string): string => (text.length > most ? `${text.slice(0, most)}…` : text);

/** A value as a clerk reads it: names for ids, days and moments as they are written, lists joined. */
export function valueWords(path: readonly string[], value: unknown, kind: string): string {
	if (value === undefined || value === null || value === '') return '无';
	if (typeof value === 'boolean') return value ? '是' : '否';
	if (Array.isArray(value)) {
		if (value.length === 0) return '无';
		const hashes = value.filter(one => typeof one === 'string' && hash.test(one));
		if (hashes.length === value.length) return `${value.length}张`;
		return shortened(value.map(one => (typeof one === 'object' ? JSON.stringify(one) : valueWords(path, one, kind))).join('、'));
	}
	if (typeof value === 'object') return shortened(JSON.stringify(value));
	return shortened(textWords(path, String(value), kind));
}

const hash = /^[0-9a-f]{64}$/;
function textWords(path: readonly string[], text: string, kind: string): string {
	const name = path.at(-1) ?? '';
	if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return dayWords(text);
	if (/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(text)) return momentWords(text);
	if (name === 'state' && kind === 'hazard') return stateWords[text as keyof typeof stateWords] ?? text;
	if (name === 'itemId') return itemTitle(text);
	if (Object.hasOwn(enums, name)) return enums[name]![text] ?? text;
	if (!uuid.test(text)) return text;
	const subject = subjectAt(path, text);
	return (subject && nameOf(subject)) || shownId(text);
}
