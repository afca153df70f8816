import type {Static} from '@sinclair/typebox';
import type {HazardPage} from '../../../../contract/hazards.ts';
import type {NumberedKind} from '../../../../domain/papers/kinds.ts';

/** A row of a list; one that was opened has its facts too. */
export type HazardRow = Static<typeof HazardPage>['items'][number] & {facts?: {extension?: {decision?: unknown}}};
export type PaperField = {
	/** Its path in the body: 'contact/name'. */
	name: string;
	title: string;
	kind: 'line' | 'long' | 'lines' | 'day' | 'choice';
	need?: boolean;
	choices?: Record<string, string>;
	hint?: string;
	advised?: boolean;
	most?: number;
};
export type PaperForm = {
	fields: PaperField[];
	/** Of what it is made. */
	about: 'hazards' | 'inspection';
	/** Which hazards it can be about, as far as the page can tell; the server decides. */
	suits: (row: HazardRow) => boolean;
	note: string;
	isOne?: boolean;
};

const everyKind: PaperField[] = [
	{name: 'contact/name', title: '联系人', kind: 'line', most: 40, hint: '不填则为拟稿人和本单位电话。'},
	{name: 'contact/phone', title: '联系电话', kind: 'line', most: 20},
	{name: 'cc', title: '抄送', kind: 'line', most: 200},
];
const isReinspected = ({state, round, closure}: HazardRow): boolean =>
	round > 1 || state === 'passed' || (state === 'closed' && closure === 'reinspected');
const lines = (name: string, title: string, hint: string): PaperField => ({name, title, kind: 'lines', hint});
const long = (name: string, title: string): PaperField => ({name, title, kind: 'long', most: 2000});

/** What each kind of paper asks for, beside what it takes from the register. */
export const paperForms: Record<NumberedKind, PaperForm> = {
	'rectification-notice': {
		about: 'hazards',
		note: '同一场所、同一责任单位的隐患列入一份。签发后隐患即转入整改，编号不能收回。',
		suits: ({state}) => state === 'confirmed' || state === 'rectifying',
		fields: [
			{name: 'responsible', title: '整改责任人', kind: 'line', most: 80, hint: '不填则为主要负责人。'},
			{name: 'dueOn', title: '期限已过的隐患改定为', kind: 'day', advised: true},
			...everyKind,
		],
	},
	'inspection-record': {about: 'inspection', note: '照检查提交时的内容出具。', suits: () => false, fields: everyKind},
	'reinspection-opinion': {
		about: 'hazards',
		note: '同一份通知书、同一次复查的隐患列入一份。',
		suits: isReinspected,
		fields: everyKind,
	},
	'extension-decision': {
		about: 'hazards',
		note: '同一份通知书上、申请和决定相同的隐患列入一份。',
		suits: ({extension, facts}) => extension === 'granted' || facts?.extension?.decision !== undefined,
		fields: everyKind,
	},
	'supervision-letter': {
		about: 'hazards',
		note: '签发后自动登记为一次督办。',
		suits: ({overdue}) => overdue,
		fields: [
			{name: 'addressee', title: '主送单位', kind: 'line', most: 100, hint: '不填则为现使用单位。'},
			lines('demands', '督办要求（每行一项）', '不填则用通常的两项。'),
			{name: 'replyBy', title: '反馈期限', kind: 'day', need: true, advised: true},
			...everyKind,
		],
	},
	'listing-request': {
		about: 'hazards',
		note: '一份函提请一项重大隐患；挂牌由上级决定。',
		isOne: true,
		suits: ({grade, listing}) => grade === 'major' && listing === 'none',
		fields: [
			{name: 'addressee', title: '主送单位（挂牌督办的机关）', kind: 'line', need: true, most: 100},
			{name: 'level', title: '提请级别', kind: 'choice', need: true, choices: {district: '区级', city: '市级'}},
			long('cause', '现状及产生原因'),
			long('harm', '危害程度'),
			long('difficulty', '整改难易程度'),
			lines('enclosures', '附件（每行一份）', ''),
			...everyKind,
		],
	},
	'transfer-letter': {
		about: 'hazards',
		note: '先在隐患上办理移送，再签发移送函；部门、依据和反馈期限照移送时所填。',
		suits: ({state}) => state === 'transferred',
		fields: [lines('enclosures', '另附材料（每行一份）', '移送时所列的材料自动列入。'), ...everyKind],
	},
};
/** The kinds that may be about a hazard as it is. */
export const kindsFor = (row: HazardRow): NumberedKind[] =>
	(Object.keys(paperForms) as NumberedKind[]).filter(kind => paperForms[kind].suits(row));
export const isKnownKind = (kind: string): kind is NumberedKind => kind in paperForms;

export type PaperValues = Record<string, string>;
const at = (asked: Record<string, unknown>, name: string): unknown => {
	const [first, second] = name.split('/') as [string, string?];
	const value = asked[first];
	return second === undefined ? value : (value as Record<string, unknown> | undefined)?.[second];
};

/** What was asked for, as the fields show it. */
export const valuesOf = (fields: readonly PaperField[], asked: Record<string, unknown>): PaperValues =>
	Object.fromEntries(
		fields.map(({name}) => {
			const value = at(asked, name);
			return [name, Array.isArray(value) ? value.join('\n') : String(value ?? '')];
		}),
	);

const sentAs = ({kind}: PaperField, value: string): unknown =>
	kind === 'lines' ? value.split('\n').flatMap(line => line.trim() || []) : value.trim();

/** What is sent. Blanks are left out; of a draft that has them (`isChange`) they are cleared. */
export function bodyOf(fields: readonly PaperField[], values: PaperValues, isChange: boolean): Record<string, unknown> {
	const body: Record<string, unknown> = {};
	for (const field of fields.filter(({name}) => !name.startsWith('contact/'))) {
		const value = values[field.name] ?? '';
		if (value.trim()) body[field.name] = sentAs(field, value);
		else if (isChange) body[field.name] = null;
	}
	const name = values['contact/name']?.trim();
	const phone = values['contact/phone']?.trim();
	if (name || phone) body.contact = {name: name ?? '', phone: phone ?? ''};
	else if (isChange) body.contact = null;
	return body;
}
