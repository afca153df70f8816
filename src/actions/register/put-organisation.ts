import {Problem} from '../../domain/problem.ts';
import {decidePut, type PutDecision} from '../../domain/versioned.ts';
import type {Db} from '../../store/engine.ts';
import {record} from '../../store/journal/journal.ts';
import {findOrganisation, type Organisation, saveOrganisation} from '../../store/register/settings.ts';
import type {Context} from '../context.ts';

/** Makes or changes the office's own particulars. */
export async function putOrganisation(
	db: Db,
	context: Context,
	body: Record<string, unknown>,
): Promise<PutDecision<Organisation>> {
	const decision = decidePut<Organisation>(await findOrganisation(db), body, {
		defaults: {id: 'organisation', office: '', paperPrefix: '', phone: '', address: null},
		required: ['office', 'paperPrefix', 'phone'],
	});
	if (decision.kind === 'unchanged') return decision;
	await saveOrganisation(db, decision.value);
	await record(db, context, {
		subject: 'setting:organisation',
		version: decision.value.version,
		action: `setting-${decision.kind}`,
		after: decision.value,
	});
	return decision;
}

export async function seeOrganisation(db: Db): Promise<Organisation> {
	const organisation = await findOrganisation(db);
	if (!organisation) throw new Problem(404, 'not-found', '尚未设置本单位信息，请管理员填写。');
	return organisation;
}
