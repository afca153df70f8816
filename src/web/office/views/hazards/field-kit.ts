import {plusDays} from '../../../../domain/days.ts';
import {causeNames} from '../../../../domain/hazards/measure.ts';
import {today} from '../../clock.ts';
import type {Asked, Field, Hazard} from './move-fields.ts';

/** The fields that many moves ask for alike. */
export const is =
	(name: string, ...values: unknown[]) =>
	({form}: Asked): boolean =>
		values.includes(form[name]);
export const passFail = {pass: '合格', fail: '不合格'};

export const reason = (title = '理由', need: Field['need'] = true): Field => ({name: 'reason', title, kind: 'long', need});
export const photos = (title: string, need = true): Field => ({name: 'photos', title, kind: 'photos', need});
export const attachments = (need = true): Field => ({
	name: 'attachments',
	title: '附件（扫描件存成图片）',
	kind: 'photos',
	need,
});
export const day = (name: string, title: string, more: Partial<Field> = {}): Field => ({
	name,
	title,
	kind: 'day',
	need: true,
	...more,
});
export const dayToday = (name: string, title: string): Field => day(name, title, {start: today});
export const line = (name: string, title: string, more: Partial<Field> = {}): Field => ({
	name,
	title,
	kind: 'line',
	need: true,
	...more,
});
export const cause = (need: Field['need'], when?: Field['when']): Field => ({
	name: 'cause',
	title: '原因类别',
	kind: 'choice',
	choices: causeNames,
	need,
	start: ({cause: known}) => known ?? '',
	onlyChanged: true,
	...(when && {when}),
});
export const routed = ({transferDepartment}: Hazard): string => transferDepartment?.department ?? '';
export const routedHint = ({transferDepartment: to}: Hazard): string =>
	to ? `按转送去向表：${to.title}${to.check ? `。移送前须核定：${to.check}` : ''}` : '转送去向表中没有对应的部门，请自行选择。';
export const department = (title: string, start?: Field['start']): Field => ({
	name: 'department',
	title,
	kind: 'department',
	need: true,
	...(start && {start, hint: routedHint}),
});

/** 2026-03-31 and the length of the original deadline: the latest day that may be asked for. */
export const latestExtension = ({dueOn, originalDays}: Pick<Hazard, 'dueOn' | 'originalDays'>): string =>
	plusDays(dueOn, originalDays);
