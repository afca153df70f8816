import type {Static} from '@sinclair/typebox';
import type {MeasureDetail} from '../../../../contract/measures.ts';
import {plusDays} from '../../../../domain/days.ts';
import type {Cause, MeasureKind} from '../../../../domain/hazards/measure.ts';
import {today} from '../../clock.ts';

type Measure = Static<typeof MeasureDetail>;
export type MeasureForm = {
	title: string;
	kind: MeasureKind;
	cause: Cause;
	text: string;
	problem: string;
	lead: string;
	supporting: string;
	responsible: string;
	dueOn: string;
	reviewOn: string;
	documentNumber: string;
	issuedOn: string;
	effect: string;
	hazardIds: string[];
};

export const blankMeasure = (given: Partial<MeasureForm>): MeasureForm => ({
	title: '',
	kind: 'rule',
	cause: 'rule',
	text: '',
	problem: '',
	lead: '',
	supporting: '',
	responsible: '',
	dueOn: plusDays(today(), 30),
	reviewOn: plusDays(today(), 210),
	documentNumber: '',
	issuedOn: '',
	effect: '',
	hazardIds: [],
	...given,
});

export const formOf = (measure: Measure): MeasureForm => ({
	...blankMeasure({}),
	...measure,
	problem: measure.problem ?? '',
	supporting: measure.supporting.join('、'),
	documentNumber: measure.documentNumber ?? '',
	issuedOn: measure.issuedOn ?? '',
	effect: measure.effect ?? '',
	hazardIds: [...measure.hazardIds],
});

/** What the server takes: only the form's own fields, blanks as null; on making, blanks are left out. */
export function bodyOf(form: MeasureForm, isNew: boolean): Record<string, unknown> {
	const optional = {problem: form.problem, documentNumber: form.documentNumber, issuedOn: form.issuedOn, effect: form.effect};
	const settled = Object.entries(optional).flatMap(([name, value]) => (value ? [[name, value]] : isNew ? [] : [[name, null]]));
	return {
		title: form.title.trim(),
		kind: form.kind,
		cause: form.cause,
		text: form.text,
		lead: form.lead.trim(),
		supporting: form.supporting.split(/[、,，;；]/).flatMap(name => name.trim() || []),
		responsible: form.responsible.trim(),
		dueOn: form.dueOn,
		reviewOn: form.reviewOn,
		hazardIds: form.hazardIds,
		...(isNew && {progress: 'research'}),
		...Object.fromEntries(settled),
	};
}
