import type {PaperKind} from '../../../domain/content.ts';
import {kindOn} from '../../../domain/papers/steps.ts';
import {namedBy} from '../../../domain/papers/titles.ts';
import type {Db} from '../../../store/engine.ts';
import type {Context} from '../../context.ts';
import {tableInForce} from '../../register/tables.ts';
import {refusal} from './ask.ts';

/** 422 for what is no numbered paper. */
export const noSuchKind = (name: string) => refusal([{path: '/kind', message: `不能签发这种文书：${name}。`}]);

/** A kind with the steps and words that hold today (rules §1.2, §1.13). */
export async function kindInForce(db: Db, {forms, today}: Context, name: string): Promise<PaperKind> {
	const kind = forms.paperKinds.get(name);
	if (!kind?.pattern) throw noSuchKind(name);
	const named = namedBy(kind, await tableInForce(db, {forms}, 'paper-titles'));
	return kindOn(named, await tableInForce(db, {forms}, 'delegated-powers'), today);
}

/** Every numbered kind as it is today. */
export async function kindsInForce(db: Db, {forms, today}: Pick<Context, 'forms' | 'today'>): Promise<PaperKind[]> {
	const powers = await tableInForce(db, {forms}, 'delegated-powers');
	const titles = await tableInForce(db, {forms}, 'paper-titles');
	return [...forms.paperKinds.values()].filter(({pattern}) => pattern).map(kind => kindOn(namedBy(kind, titles), powers, today));
}
