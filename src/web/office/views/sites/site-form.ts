import type {FormField} from '../../conflict.ts';
import {areas} from '../../reference.ts';
import {siteKindTitle} from '../../word-lists.ts';
import {dayWords} from '../../words.ts';
import {pathOf} from '../areas/area-tree.ts';
import {pauseWords, type Site} from './site-words.ts';

export type PauseForm = {from: string; to: string; reason: string};
/** A site as it is typed: every text is there, blanks mean nothing. */
export type SiteForm = {
	name: string;
	kind: string;
	areaId: string;
	address: string;
	building: string;
	lat: string;
	lng: string;
	tags: string[];
	startsOn: string;
	closedOn: string;
	pauses: PauseForm[];
	occupantName: string;
	uscc: string;
	responsible: string;
	phone: string;
	managerName: string;
	managerPhone: string;
	signedOn: string;
	validTo: string;
	letterPhoto: string;
};

export const blankSite: SiteForm = {
	name: '',
	kind: '',
	areaId: '',
	address: '',
	building: '',
	lat: '',
	lng: '',
	tags: [],
	startsOn: '',
	closedOn: '',
	pauses: [],
	occupantName: '',
	uscc: '',
	responsible: '',
	phone: '',
	managerName: '',
	managerPhone: '',
	signedOn: '',
	validTo: '',
	letterPhoto: '',
};

/** A place that a satellite gave has more figures than anyone reads: seven are a centimetre. */
const figure = (n: number | undefined): string => (n === undefined ? '' : String(Number(n.toFixed(7))));

export const siteFormOf = (site: Site): SiteForm => ({
	name: site.name,
	kind: site.kind,
	areaId: site.areaId,
	address: site.address,
	building: site.building ?? '',
	lat: figure(site.position?.lat),
	lng: figure(site.position?.lng),
	tags: [...site.tags],
	startsOn: site.startsOn,
	closedOn: site.closedOn ?? '',
	pauses: site.pauses.map(({from, to, reason}) => ({from, to: to ?? '', reason})),
	occupantName: site.occupant?.name ?? '',
	uscc: site.occupant?.uscc ?? '',
	responsible: site.occupant?.responsible ?? '',
	phone: site.occupant?.phone ?? '',
	managerName: site.safetyManager?.name ?? '',
	managerPhone: site.safetyManager?.phone ?? '',
	signedOn: site.responsibilityLetter?.signedOn ?? '',
	validTo: site.responsibilityLetter?.validTo ?? '',
	letterPhoto: site.responsibilityLetter?.photo ?? '',
});

const groups = {
	position: ['lat', 'lng'],
	occupant: ['occupantName', 'uscc', 'responsible', 'phone'],
	safetyManager: ['managerName', 'managerPhone'],
	responsibilityLetter: ['signedOn', 'validTo', 'letterPhoto'],
} as const satisfies Record<string, ReadonlyArray<keyof SiteForm>>;

const cleared = (text: string): string | null => text.trim() || null;
const numberOf = (text: string): number | string => (text.trim() === '' || Number.isNaN(Number(text)) ? text : Number(text));

function groupOf(name: keyof typeof groups, form: SiteForm): object | null {
	if (groups[name].every(field => form[field].trim() === '')) return null;
	if (name === 'position') return {lat: numberOf(form.lat), lng: numberOf(form.lng)};
	if (name === 'safetyManager') return {name: form.managerName.trim(), phone: form.managerPhone.trim()};
	if (name === 'responsibilityLetter')
		return {signedOn: form.signedOn, validTo: cleared(form.validTo), photo: cleared(form.letterPhoto)};
	return {
		name: form.occupantName.trim(),
		uscc: cleared(form.uscc),
		responsible: form.responsible.trim(),
		phone: form.phone.trim(),
	};
}

const pauseBody = ({from, to, reason}: PauseForm) => ({from, to: cleared(to), reason: reason.trim()});

/** What the server takes: what was changed and nothing else; a field that was not there and is blank stays away. */
export function siteBodyOf(form: SiteForm, changed: readonly string[], isNew: boolean): Record<string, unknown> {
	const body: Record<string, unknown> = {
		name: form.name.trim(),
		kind: form.kind,
		areaId: form.areaId,
		address: form.address.trim(),
		building: cleared(form.building),
		tags: form.tags,
		startsOn: form.startsOn,
		closedOn: cleared(form.closedOn),
		pauses: form.pauses.map(pauseBody),
	};
	const parts = Object.keys(groups) as Array<keyof typeof groups>;
	const isAsked = (name: string): boolean => changed.includes(name);
	const plain = Object.entries(body).filter(([name, value]) => isAsked(name) && !(isNew && (value === '' || value === null)));
	const grouped = parts.filter(name => groups[name].some(isAsked)).map(name => [name, groupOf(name, form)] as const);
	return Object.fromEntries([...plain, ...grouped.filter(([, value]) => !(isNew && value === null))]);
}

/** The form's fields with their names, as a conflict and the site's journal speak of them. */
export const siteFields: ReadonlyArray<FormField<SiteForm>> = [
	{name: 'name', title: '名称', show: form => form.name},
	{name: 'kind', title: '类别', show: form => siteKindTitle(form.kind)},
	{name: 'areaId', title: '所在区域', show: form => pathOf(areas.value, form.areaId)},
	{name: 'address', title: '地址', show: form => form.address},
	{name: 'building', title: '楼栋', show: form => form.building},
	{name: 'lat', title: '纬度', show: form => form.lat},
	{name: 'lng', title: '经度', show: form => form.lng},
	{name: 'tags', title: '标签', show: form => form.tags.join('、')},
	{name: 'startsOn', title: '启用日期', show: form => (form.startsOn ? dayWords(form.startsOn) : '')},
	{name: 'closedOn', title: '关停日期', show: form => (form.closedOn ? dayWords(form.closedOn) : '')},
	{
		name: 'pauses',
		title: '停业',
		show: form => form.pauses.map(({from, to, reason}) => pauseWords({from, reason, ...(to && {to})})).join('；'),
	},
	{name: 'occupantName', title: '使用单位', show: form => form.occupantName},
	{name: 'uscc', title: '统一社会信用代码', show: form => form.uscc},
	{name: 'responsible', title: '主要负责人', show: form => form.responsible},
	{name: 'phone', title: '负责人电话', show: form => form.phone},
	{name: 'managerName', title: '安全管理人', show: form => form.managerName},
	{name: 'managerPhone', title: '安全管理人电话', show: form => form.managerPhone},
	{name: 'signedOn', title: '责任书签订日期', show: form => (form.signedOn ? dayWords(form.signedOn) : '')},
	{name: 'validTo', title: '责任书有效期至', show: form => (form.validTo ? dayWords(form.validTo) : '')},
	{name: 'letterPhoto', title: '责任书照片', show: form => (form.letterPhoto ? '有' : '')},
];

/** What the paths of the body are called, for faults. */
export const sitePaths: Record<string, string> = {
	'/name': '名称',
	'/kind': '类别',
	'/areaId': '所在区域',
	'/address': '地址',
	'/building': '楼栋',
	'/position': '坐标',
	'/position/lat': '纬度',
	'/position/lng': '经度',
	'/tags': '标签',
	'/startsOn': '启用日期',
	'/closedOn': '关停日期',
	'/pauses': '停业',
	'/occupant': '使用单位',
	'/occupant/name': '使用单位名称',
	'/occupant/uscc': '统一社会信用代码',
	'/occupant/responsible': '主要负责人',
	'/occupant/phone': '负责人电话',
	'/safetyManager': '安全管理人',
	'/safetyManager/name': '安全管理人姓名',
	'/safetyManager/phone': '安全管理人电话',
	'/responsibilityLetter': '安全责任书',
	'/responsibilityLetter/signedOn': '责任书签订日期',
	'/responsibilityLetter/validTo': '责任书有效期',
	'/responsibilityLetter/photo': '责任书照片',
};
